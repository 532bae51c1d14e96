"""The views below the map: statements, timeline, table, comparison, coverage, promises. Begin with ``dock``."""
