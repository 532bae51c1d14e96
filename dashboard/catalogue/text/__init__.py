"""Passages of text: quotations found letter for letter, normalization, digits, invisible characters.

Begin with ``quote_offsets``.
"""
