"""The command line: ``python -m dashboard <command>``. Each command is one named function."""

import argparse
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.findings import CatalogueError, listing
from dashboard.database.errors import DatabaseError, check_packages
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings, SettingsError

GOLDEN = "tests/golden/lengths.csv"
INSTALL = "make authoring"
INSTALL_CURATION = "make curation"
INSTALL_DATABASE = "make database"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, or 1 with the reason on the terminal."""
    options = vars(_parser().parse_args(arguments))
    command: Callable[..., int] = options.pop("command")
    try:
        return command(Settings.from_environment(), **options)
    except CatalogueError as error:
        print(listing(error.findings))
    except (SettingsError, AuthoringError, DatabaseError, OSError) as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m dashboard", description="An atlas of quoted statements and curated lines"
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, words in (
        ("run", run, "serve the atlas (HOST, PORT, WEB_CONCURRENCY)"),
        ("build", build, "bring the map library from npm, bundle and compress what pages load, in build/"),
        ("check", check, "print the findings over data/ and seeds/; exit code 1 where one is an error"),
        ("draft", draft, f"bring texts in, with proposals of what they say (needs `{INSTALL_CURATION}`)"),
        ("curate", curate, f"confirm in the browser what drafts propose, on this machine (needs `{INSTALL_CURATION}`)"),
        ("schemas", schemas, "write data/schema/*.json (kinds of data file) and the tables of data/README.md anew"),
        ("lengths", lengths, "print each route's drawn and reported length"),
        ("golden", golden, f"write {GOLDEN} anew"),
        ("publish", publish, f"bring the checked catalogue into a PostgreSQL (needs `{INSTALL_DATABASE}`)"),
        ("export", export, f"write the files of the catalogue in a PostgreSQL back (needs `{INSTALL_DATABASE}`)"),
        ("trace", trace, f"draw a route's segments along the railways anew (needs `{INSTALL}`)"),
        ("basemap", basemap, f"make the basemap anew (needs `{INSTALL}`)"),
    ):
        subcommand = commands.add_parser(name, help=words, description=words)
        subcommand.set_defaults(command=command)
        for argument, help_text in _ARGUMENTS.get(name, {}).items():
            if argument.startswith("-"):
                subcommand.add_argument(argument, help=help_text, action="store_true")
            else:
                subcommand.add_argument(argument, help=help_text, nargs="+" if argument == "sources" else None)
    return parser


_ARGUMENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "trace": {"route": "a route's id, the name of its file in data/routes"},
    "publish": {
        "database": "its address, postgresql://user@host/name",
        "--migrate": "make the tables anew, where an older program made them; all versions in them go",
    },
    "export": {"database": "its address", "folder": "where data/ and seeds/ come; it has neither"},
    "draft": {"sources": "files (text, HTML, PDF, DOCX) or web addresses"},
    "check": {
        "--strict": "exit code 1 for warnings too",
        "--fix": "first sort rows, write files in their form, and correct checksums after asking",
        "--watch": f"print them again after every change (needs `{INSTALL_CURATION}`)",
        "--json": "print a JSON list for editors",
    },
}


def run(settings: Settings) -> int:
    """Replace this process by gunicorn, which serves the atlas; returns only where the address cannot be used."""
    try:
        _try_address(settings)
    except OSError as error:
        in_use = "is taken; choose another, as in PORT=8051 make run"
        reason = in_use if error.errno == errno.EADDRINUSE else f"cannot be served: {error.strerror}"
        print(f"{settings.address} {reason}", file=sys.stderr)
        return 1
    sys.stdout.flush()
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_conf"]
    os.execv(sys.executable, [*gunicorn, "dashboard.server:server"])
    raise AssertionError("execv does not return")


def _try_address(settings: Settings) -> None:
    """Bind to the address and release it. Raises OSError where that fails."""
    family, kind, protocol, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(address)


def build(settings: Settings) -> int:
    """Build the files that make a server quicker; without npm or a network it says so, and the server still works."""
    from dashboard.app import create_app
    from dashboard.build_assets import compress_all, fetch_map_bundle
    from dashboard.build_own_basemap import make_own_basemap_style
    from dashboard.build_scripts import bundle_modules
    from dashboard.web.static_files import StaticFiles

    print(fetch_map_bundle(settings.assets_root))
    print(make_own_basemap_style(settings.assets_root))
    app = create_app(load_atlas(settings.root), settings)
    files = StaticFiles(settings.assets_root, lambda: app.registered_paths)
    print(bundle_modules(settings.assets_root, files))
    print(compress_all(files))
    return 0


def check(settings: Settings, **options: bool) -> int:
    """Print every finding of every stage."""
    from dashboard.curation.check import CheckOptions
    from dashboard.curation.check import check as print_findings

    return print_findings(settings.root, CheckOptions(**options))


def draft(settings: Settings, sources: list[str]) -> int:
    """Bring texts in as seeds, each with a draft in data/drafts/."""
    from dashboard.curation.draft import draft as bring_in

    return bring_in(settings.root, sources)


def curate(settings: Settings) -> int:
    """Serve the workbench on loopback until it is stopped."""
    from dashboard.workbench.server import serve

    return serve(settings)


def schemas(settings: Settings) -> int:
    """Write the schemas and the dictionary's tables anew, and print their files."""
    from dashboard.curation.field_tables import write_field_tables
    from dashboard.curation.schemas import write_schemas

    print(*write_schemas(settings.root), write_field_tables(settings.root), sep="\n")
    return 0


def lengths(settings: Settings) -> int:
    """Print the drawn length of each route beside what is reported."""
    from dashboard.curation.length_report import length_report, length_rows

    print(length_report(length_rows(load_atlas(settings.root))))
    return 0


def golden(settings: Settings) -> int:
    """Write the golden lengths anew; git shows what changed."""
    from dashboard.curation.golden_lengths import write_golden_lengths

    write_golden_lengths(settings.root / "data/routes", load_atlas(settings.root).shapes, settings.root / GOLDEN)
    print(f"{GOLDEN} written; look at the difference before you commit it")
    return 0


def publish(settings: Settings, database: str, *, migrate: bool) -> int:
    """Check the catalogue and make it the newest version in the database; after an error nothing has changed."""
    check_packages()
    from dashboard.database.publish import publish as publish_atlas

    version = publish_atlas(database, load_atlas(settings.root), settings.root, migrate=migrate)
    print(f"version {version.data} is {'published' if version.new else 'there already'}, as number {version.number}")
    return 0


def export(settings: Settings, database: str, folder: str) -> int:  # noqa: ARG001 (each command takes the settings)
    """Write the files of the newest version in the database."""
    check_packages()
    from dashboard.database.stored_files import export as write

    print(f"version {write(database, Path(folder)).data} is in {folder}")
    return 0


def trace(settings: Settings, route: str) -> int:
    """Draw one route's file anew and print the outcome."""
    from dashboard.authoring.tracing_route import trace_route

    print(*trace_route(settings.root / "data", route, cache=settings.root / "build"), sep="\n")
    return 0


def basemap(settings: Settings) -> int:
    """Make the basemap anew and print the written files."""
    from dashboard.authoring.basemap import build

    print(*(path.relative_to(settings.root) for path in build(settings.root)), sep="\n")
    return 0


if __name__ == "__main__":
    # A closed pipe (`| head`) ends the command, as it does for other Unix tools.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
