"""OGC API – Features at ``/ogc``: pygeoapi over collections, loaded when somebody first asks for it.

Begin with ``routes``; what is asked is held against ``parameters``, ``service`` lets pygeoapi answer from ``provider``,
which asks a ``Collection`` (``questions``): of rows in memory (``loaded``), or in a database (``large/ogc``).
"""
