"""OGC API – Features at ``/ogc``: pygeoapi over collections, loaded at the first request. Begin with ``routes``.

``parameters`` refuses a request that the API does not describe. ``service`` lets pygeoapi answer from ``provider``,
which reads a ``Collection``: of rows in memory (``loaded_collection``), or in a database (``large/ogc``).
"""
