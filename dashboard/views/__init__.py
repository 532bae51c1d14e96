"""The parts of the page: pure functions from records to Dash components. Begin with ``page``.

The texts are messages (``i18n``). ``filters`` has the filters in the order of the page.
May import ``catalogue``, ``map``, ``state``, ``i18n``, and ``citations`` of ``exports`` and ``annotations`` of ``api``.
"""
