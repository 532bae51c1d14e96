"""Full-text search in any script; a number matches exactly. Begin with ``find``, then ``query`` and ``index``.

May import ``catalogue``, ``i18n`` and ``atlas``.
"""
