"""What people take away: CSV, GeoPackage, data package, citations. Begin with ``downloads``, then ``extract``."""
