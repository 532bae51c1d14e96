"""An atlas: quoted statements and hand-curated lines on one map. docs/ARCHITECTURE.md describes the code.

``__main__`` has the commands, ``settings`` the settings and the version number, ``load_atlas`` loads the data,
``app`` makes the application.
"""
