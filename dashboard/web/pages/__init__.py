"""An address becomes a page: what it shows, its panel, its HTML. Begin with ``page``."""
