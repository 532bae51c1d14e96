"""Answers over HTTP: JSON and files with ETags, compression, caching, costly answers made in a child process.

Begin with ``responses``. May import ``atlas`` and ``settings``.
"""
