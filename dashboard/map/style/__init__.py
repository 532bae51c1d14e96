"""The layers of the MapLibre style, one module for each kind. Begin with ``style``."""
