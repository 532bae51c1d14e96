"""A catalogue in PostgreSQL with PostGIS: its tables, publishing a version, watching for a newer one.

Begin with ``publish``. May import ``catalogue``, ``map``, ``search``, ``exports``, ``atlas`` and ``settings``.
"""
