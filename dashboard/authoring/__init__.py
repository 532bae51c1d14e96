"""Commands of authors: ``trace`` draws lines along railways (``tracing_route``), ``basemap`` makes the basemap.

The server never imports it. May import ``catalogue``, ``geo`` and ``i18n``.
"""
