"""What the sidebar shows: a project, a route, a place, a statement with its source. Begin with ``statements``."""
