"""The editing side of the atlas, for one person on one machine: ``python -m dashboard curate``."""
