"""A catalogue that is too large to load: each answer is made from the records that it needs, asked of PostgreSQL.

Begin at ``store.py`` (the version that is served, and how it is asked), then ``subject_atlas.py`` (the records
around one subject as an ``Atlas``, from which the same views make the same panels).
"""
