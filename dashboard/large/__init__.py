"""The server of a catalogue that is too large to load: PostgreSQL gives the records that each answer needs.

Begin with ``store`` (the served version and its queries), then ``subject_atlas`` (the records around one subject as an
``Atlas``, from which the same views make the same panels). May import everything that a server needs.
"""
