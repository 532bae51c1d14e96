"""What an address means: the filters, the selection, the view. ``view_state`` reads and writes addresses; begin there.

May import ``catalogue``, ``geo``, ``map``, ``i18n``.
"""
