"""Downloads: CSV, GeoPackage, data package, citations, calendar, feed. Begin with ``downloads``, then ``extract``.

May import ``catalogue``, ``map``, ``i18n``, ``http``, ``api``, ``atlas`` and ``settings``.
"""
