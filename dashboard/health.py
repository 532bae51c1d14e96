"""``python -m dashboard.health``: exit code 0 where the server of this environment answers that it is well.

For containers and other watchers beside it: it knows the port, and a name that ``ATLAS_HOSTS`` lets in.
"""

import sys
import urllib.request

from dashboard.settings import Settings

SECONDS = 5
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def main() -> int:
    """Ask once; where it fails, one line on stderr says why."""
    settings = Settings.from_environment()
    local = settings.model_copy(update={"host": _EVERYWHERE.get(settings.host, settings.host)})
    asked = urllib.request.Request(f"{local.address}/healthz", headers={"Host": settings.own_host})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(f"{asked.full_url}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
