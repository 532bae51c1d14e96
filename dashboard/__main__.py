"""The command line: ``python -m dashboard <command>``. Each command is one named function."""

import argparse
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence

from dashboard.catalogue.findings import CatalogueError
from dashboard.geography.lengths import write_lengths
from dashboard.loading import listing, load_atlas
from dashboard.publishing.lengths import length_report, length_rows
from dashboard.settings import Settings, SettingsError

GOLDEN = "tests/golden/lengths.csv"
INSTALL = "make authoring"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code, 0 where all is well, 1 where something is not (said in words)."""
    chosen = _parser().parse_args(arguments)
    command: Callable[..., int] = chosen.command
    try:
        settings = Settings.from_environment()
        return command(settings, chosen.route) if "route" in chosen else command(settings)
    except CatalogueError as error:
        print(listing(error.findings))
    except (SettingsError, OSError) as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dashboard", description="The Trans-Caspian Atlas")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, words in (
        ("run", run, "serve the atlas (HOST, PORT, WEB_CONCURRENCY, WEB_THREADS)"),
        ("build", build, "bring the map library from npm, compress what pages load, keep a large catalogue, in build/"),
        ("check", check, "print the findings over data/ and seeds/; exit code 1 where one is an error"),
        ("lengths", lengths, "print each route's drawn and reported length"),
        ("golden", golden, f"write {GOLDEN} anew"),
        ("trace", trace, f"draw a route's segments along the railways anew (needs `{INSTALL}`)"),
        ("basemap", basemap, f"make the ground anew (needs `{INSTALL}`)"),
    ):
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(command=command)
        if name == "trace":
            one.add_argument("route", help="a route's id, the name of its file in data/routes")
    return parser


def run(settings: Settings) -> int:
    """Become gunicorn, serving the atlas; returns only where the address cannot be had."""
    try:
        _try_address(settings)
    except OSError as error:
        taken = "is taken; choose another, as in PORT=8051 make run"
        reason = taken if error.errno == errno.EADDRINUSE else f"cannot be served: {error.strerror}"
        print(f"{settings.address} {reason}", file=sys.stderr)
        return 1
    sys.stdout.flush()
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_conf"]
    os.execv(sys.executable, [*gunicorn, "dashboard.server:server"])
    raise AssertionError("execv does not return")


def _try_address(settings: Settings) -> None:
    """Bind to the address and let it go. Raises OSError where that cannot be done."""
    family, kind, protocol, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(address)


def build(settings: Settings) -> int:
    """Make what a server is quicker with; without npm or a network it says so, and all still works."""
    from dashboard.app import create_app
    from dashboard.building import compress_all, fetch_map_bundle
    from dashboard.publishing.static_files import StaticFiles
    from dashboard.snapshot import load_kept

    print(fetch_map_bundle(settings.root))
    app = create_app(load_kept(settings.root), settings)
    app.server.test_client().get("/")  # a page is what tells Dash which files its components need
    print(compress_all(StaticFiles(settings.root, lambda: app.registered_paths)))
    return 0


def check(settings: Settings) -> int:
    """Print every finding. An error raises CatalogueError, which ``main`` prints the same way."""
    print(listing(load_atlas(settings.root).findings))
    return 0


def lengths(settings: Settings) -> int:
    """Print the drawn length of each route beside what is reported."""
    print(length_report(length_rows(load_atlas(settings.root))))
    return 0


def golden(settings: Settings) -> int:
    """Write the golden lengths anew; git shows what changed."""
    write_lengths(settings.root / "data/routes", load_atlas(settings.root).shapes, settings.root / GOLDEN)
    print(f"{GOLDEN} written; look at the difference before you commit it")
    return 0


def trace(settings: Settings, route: str) -> int:
    """Draw one route's file anew and print what was done."""
    from dashboard.geography.tracing_route import trace_route

    print(*trace_route(settings.root / "data", route), sep="\n")
    return 0


def basemap(settings: Settings) -> int:
    """Make the ground anew and print what was written."""
    from dashboard.geography.basemap import build

    print(*(path.relative_to(settings.root) for path in build(settings.root)), sep="\n")
    return 0


if __name__ == "__main__":
    # A reader that has seen enough (`| head`) ends the command, as with any other Unix tool.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
