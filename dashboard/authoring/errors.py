"""The error of commands for authors and curators."""


class AuthoringError(ValueError):
    """The command cannot be carried out; the message has one plain sentence on each line."""
