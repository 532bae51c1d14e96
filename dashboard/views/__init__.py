"""What is seen: pure functions from data to Dash components. Begin with ``page``.

May import ``catalogue``, ``map``, ``state``, ``i18n``, and what takes a statement away from ``exports`` and ``api``.
"""
