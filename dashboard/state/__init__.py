"""The state of the page (selection, filters, view) and its address. Begin with ``view_state``.

May import ``catalogue``, ``geo``, ``map`` and ``i18n``.
"""
