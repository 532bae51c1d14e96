"""Checks over several records, each of which is valid by itself. Begin with ``catalogue``."""
