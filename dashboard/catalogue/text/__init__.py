"""Passages of text: quotations, numbers, units, languages, invisible characters.

Begin with ``quote_offsets``: it finds a quotation letter for letter, and words the error where the text lacks it.
"""
