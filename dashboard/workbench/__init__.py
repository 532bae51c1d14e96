"""The editor of curators, for one person on one machine: ``python -m dashboard curate``. Begin with ``server``.

The server of readers never imports it. May import ``catalogue``, ``geo``, ``authoring``, ``curation``, ``http``,
``load_atlas``, ``atlas``, ``settings`` and ``app``.
"""
