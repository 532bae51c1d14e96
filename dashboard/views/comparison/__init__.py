"""Ways side by side: their table, their strips on one scale, adding and removing a way. Begin with ``view``."""
