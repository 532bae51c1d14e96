"""Writes the records that a person confirms into the curated files. Begin with ``store``."""
