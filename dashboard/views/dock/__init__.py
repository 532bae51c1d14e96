"""The views below the map: statements, timeline, table, coverage, promises and others. Begin with ``dock``."""
