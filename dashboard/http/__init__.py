"""Answers over HTTP: JSON and files with ETags, compression, caching, origins, costly answers in a child process.

Begin with ``responses``. May import ``atlas`` and ``settings``.
"""
