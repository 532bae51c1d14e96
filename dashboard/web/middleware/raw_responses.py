"""A refusal as bytes, for what the server refuses before there is a request that the application could answer."""

from email.utils import formatdate
from http import HTTPStatus

from dashboard.http.caching import NO_STORE
from dashboard.http.responses import encode
from dashboard.web.middleware.headers import ALWAYS, content_security_policy


def raw_refusal(status: HTTPStatus, error: str = "") -> bytes:
    """The whole answer, with the headers that every answer has; it says nothing of what was sent."""
    body = encode({"error": error or status.phrase.lower()})
    headers = (
        ("Date", formatdate(usegmt=True)),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", NO_STORE),
        ("Connection", "close"),
        ("Content-Security-Policy", content_security_policy(())),
        ("X-Frame-Options", "DENY"),
        *ALWAYS,
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode("ascii") + body
