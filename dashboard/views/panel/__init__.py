"""The panel of each kind of record, of an itinerary and of search. Begin with ``statements``."""
