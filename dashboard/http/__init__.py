"""How a request is answered: JSON and files with ETags, compression, costly answers made in a child process.

Begin with ``responses``. May import ``atlas`` and ``settings``.
"""
