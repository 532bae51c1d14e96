"""``python -m dashboard.health``: exit code 0 where the server of this environment answers that it is well.

It is for containers and other watchers on the same machine: it knows the port, and a name that ``ATLAS_HOSTS`` allows.
"""

import sys
import urllib.request

from dashboard.settings import Settings

SECONDS = 5
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def main() -> int:
    """Ask the server once; after a failure, one line on stderr says why."""
    settings = Settings.from_environment()
    local = settings.model_copy(update={"host": _LOOPBACK.get(settings.host, settings.host)})
    request = urllib.request.Request(f"{local.address}/healthz", headers={"Host": settings.own_host})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(f"{request.full_url}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
