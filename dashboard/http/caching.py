"""The values of ``Cache-Control``, and how long answers may be cached."""

from typing import Final

REVALIDATE: Final = "no-cache"  # may be stored, but is checked at each use: a 304 is cheap, stale data is not
FOREVER: Final = "public, max-age=31536000, immutable"
NO_STORE: Final = "no-store"
SEARCH: Final = "public, max-age=300"
ASSET_SECONDS: Final = 3600
