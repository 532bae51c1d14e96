"""Statements of different documents that say the same. Begin with ``tellings``."""
