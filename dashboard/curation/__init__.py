"""Commands of curators: ``check`` prints findings, ``draft`` proposes statements, ``schemas`` writes JSON Schemas.

Begin with ``check``. The server never imports it. May import ``catalogue``, ``geo``, ``authoring``, ``load_atlas``.
"""
