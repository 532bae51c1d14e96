"""The panels of the sidebar: of a project, a route, a place, a statement. Begin with ``statements``."""
