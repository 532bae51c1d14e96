"""Checks over several records; each record alone is valid. Begin with ``catalogue``, which lists the checks.

A quotation that is not in its text is found earlier, while the files are read (``load.documents``).
"""
