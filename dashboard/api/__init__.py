"""Answers for programs: JSON, GeoJSON, search results, annotations, the files of the map. Begin with ``data``.

``query_filters`` reads the filters of a query; ``data`` answers an unknown filter or value with a 400; ``search``
limits the length of a query.
May import ``catalogue``, ``geo``, ``map``, ``search``, ``state``, ``i18n``, ``http``, ``atlas`` and ``settings``.
"""
