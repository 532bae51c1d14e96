"""The records: their vocabulary, their relations, and what is computed from them.

Begin with ``models`` (the records) and ``vocabulary`` (their words). ``load.catalogue`` reads the files, ``checks``
finds errors. ``due.promises`` says when a promise is past due, ``disagreements`` which values differ, ``filter_result``
what passes the filters. ``schema`` declares the tables of the downloads. Imports no other folder of the atlas.
"""
