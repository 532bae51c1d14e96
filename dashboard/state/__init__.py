"""The meaning of an address: the filters, the selection, the view. Begin with ``view_state``.

May import ``catalogue``, ``geo``, ``map`` and ``i18n``.
"""
