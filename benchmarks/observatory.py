"""The grade that Mozilla's observatory rules give the atlas, without TLS and behind it: ``make observatory``.

The rules come from npm into ``build/observatory`` once; the scan itself asks nobody but this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from dashboard.server import make_server as make_atlas
from dashboard.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "observatory"
RULES = FOLDER / "node_modules" / "@mdn" / "mdn-http-observatory"
VERSION = "1.4.8"


def main() -> int:
    """Print both grades with the rules behind them; 1 where a point is lost behind TLS."""
    try:
        bring_the_rules()
        certificate, key = make_certificate()
    except (OSError, subprocess.SubprocessError) as error:
        print(f"skipped: npm, openssl or the network is missing here ({error})")
        return 0
    atlas = make_atlas(Settings(root=ROOT))
    with serving(atlas) as plain:
        without = scan(certificate, plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # As docs/DEPLOY.md sets nginx up: plain HTTP does nothing but lead to HTTPS.
    with serving(atlas, context) as secure, serving(leads_to(secure)) as plain:
        behind = scan(certificate, plain, secure)
    report("without TLS", without)
    report("behind TLS", behind)
    return int(any(one["points"] < 0 for one in behind["results"]))


def bring_the_rules() -> None:
    """Install the package, and the list of hosts that browsers know to be HTTPS, which is empty for this machine."""
    if not RULES.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm") or "npm"
        quiet = ["--no-audit", "--no-fund", "--omit=optional", "--ignore-scripts", "--loglevel=error"]
        package = f"@mdn/mdn-http-observatory@{VERSION}"
        subprocess.run([npm, "install", "--prefix", str(FOLDER), *quiet, package], check=True, timeout=300)
    (RULES / "conf" / "hsts-preload.json").write_text("{}", encoding="utf-8")


def make_certificate() -> tuple[Path, Path]:
    """A certificate for localhost that only this scan trusts, and its key."""
    certificate, key = FOLDER / "localhost.crt", FOLDER / "localhost.key"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=CA:TRUE"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return certificate, key


@contextmanager
def serving(application: WSGIApplication, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on a port of the system's choosing."""
    server = make_server("localhost", 0, application, threaded=True, ssl_context=context)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()


def leads_to(port: int) -> WSGIApplication:
    """An application that sends every request on to HTTPS on ``port``."""

    @Request.application
    def lead(request: Request) -> Response:
        return redirect(f"https://localhost:{port}{request.full_path.rstrip('?')}", code=301)

    return lead


def scan(certificate: Path, *ports: int) -> dict[str, Any]:
    """Grade, score and rules of one scan."""
    command = ["node", str(ROOT / "benchmarks" / "observatory.mjs"), str(RULES), *map(str, ports)]
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(title: str, scanned: dict[str, Any]) -> None:
    """One line a rule that counts."""
    print(f"{title}: {scanned['grade']} ({scanned['score']} points)")
    for one in scanned["results"]:
        if one["points"]:
            print(f"  {one['points']:+4d}  {one['result']}")


if __name__ == "__main__":
    sys.exit(main())
