"""What machines read: data, the documents' texts, the map's files, health, and every answer's headers."""

from dashboard.publishing.registration import publish

__all__ = ["publish"]
