"""Itineraries from place to place: legs, borders, transshipments and limits. Begin with ``itinerary``."""
