"""Reads the files into records: each file is validated, all errors are reported together. Begin with ``catalogue``."""
