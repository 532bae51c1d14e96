"""Full-text search in any script; numbers match exactly. Begin with ``find``."""
