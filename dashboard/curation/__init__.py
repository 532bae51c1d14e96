"""Bringing documents in: drafts of what a text says, findings that teach, schemas for editors. No server imports it."""
