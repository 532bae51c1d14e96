"""From files to records: each file read and validated, every error told at once. Begin with ``catalogue``."""
