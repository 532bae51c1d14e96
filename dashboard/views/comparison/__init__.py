"""Itineraries side by side: their table, their strips on one scale, and links that add or remove one."""
