"""Commands of curators: ``check`` prints findings, ``draft`` proposes statements, ``schemas`` writes JSON Schemas.

``length_report`` and ``golden_lengths`` print and write the lengths of lines. Begin with ``check``. The server never
imports it. May import ``catalogue``, ``geo``, ``authoring``, ``load_atlas`` and ``atlas``.
"""
