"""The server: ``registration`` puts everything on one Flask server. Begin there, then read ``pages.page``.

May import all folders except ``app`` and those that no server of files loads: ``authoring``, ``curation``,
``database``, ``large`` and ``workbench``.
"""
