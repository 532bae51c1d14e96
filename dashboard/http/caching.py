"""How long an answer may be cached: the values of ``Cache-Control`` and the ages that the server gives."""

from typing import Final

REVALIDATE: Final = "no-cache"  # may be stored, must be asked about: a 304 is cheap, stale data is not
FOREVER: Final = "public, max-age=31536000, immutable"
NO_STORE: Final = "no-store"
SEARCH: Final = "public, max-age=300"
ASSET_SECONDS: Final = 3600
