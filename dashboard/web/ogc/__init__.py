"""OGC API – Features at ``/ogc``: pygeoapi over the tables, loaded when somebody first asks for it.

Begin with ``routes``; what is asked is held against ``parameters``, ``service`` lets pygeoapi answer from ``provider``.
"""
