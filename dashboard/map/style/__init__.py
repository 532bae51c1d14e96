"""The layers of the MapLibre style, one module for each kind of layer. Begin with ``style``."""
