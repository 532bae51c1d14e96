"""The server that answers: ``registration`` puts everything on one Flask server; begin there, then ``pages.page``.

May import everything but ``authoring`` and ``app``.
"""
