"""What is known: vocabulary, records, relations between them.

Begin with ``models`` (the records) and ``vocabulary`` (their words); ``load.catalogue`` reads them from the files.
``promises`` says when something is past due, ``filter_result`` what passes the filters, ``schema`` declares the tables.
Imports no other package of the atlas.
"""
