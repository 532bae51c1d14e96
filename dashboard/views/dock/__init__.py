"""The views below the map: table, timeline, comparison, coverage, promises. Begin with ``dock``."""
