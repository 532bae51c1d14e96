"""Statements as a list: which of them say the same."""
