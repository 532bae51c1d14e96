"""Itineraries between two places: legs, borders, transshipments and limits. Begin with ``itinerary``."""
