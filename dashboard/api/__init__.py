"""What programs read: JSON, GeoJSON, search, annotations, the map's files. ``data`` lists it; begin there.

``query_filters`` reads the filters of a query; ``data`` answers an unknown filter or value with a 400.
May import ``catalogue``, ``geo``, ``map``, ``search``, ``state``, ``i18n``, ``exports``, ``atlas`` and ``settings``.
"""
