"""An address becomes a page: its state, its panel, its HTML. Begin with ``page``, then ``panels``."""
