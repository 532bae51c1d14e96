"""What authors are told when a command cannot do what it was asked."""


class AuthoringError(ValueError):
    """The command cannot be carried out; the message is one plain sentence a line."""
