"""Addresses that change with the content, codings that give the content back, and nothing else to be had."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard import build_assets
from dashboard.build_assets import compiled_early, compress_all, fetch_map_bundle
from dashboard.build_scripts import bundle_modules
from dashboard.web.static_files import (
    ASSETS,
    BUNDLE,
    LIST_AGAIN_S,
    MODULES,
    PLOTLY,
    VENDOR,
    StaticFiles,
    map_bundle_name,
    static_blueprint,
)

SCRIPT = "// a script\n" + "const x = 1;\n" * 400
LISTED: Mapping[str, set[str]] = {
    "dash": {"deps/react@18.3.1.min.js", "dcc/async-graph.js", "dcc/async-graph.js.map"},
    PLOTLY: {"package_data/plotly.min.js"},
}
ENCODINGS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "assets" / "src" / "map").mkdir(parents=True)
    (tmp_path / "assets" / "src" / "main.js").write_text('import "./map/view.js";\n', encoding="utf-8")
    (tmp_path / "assets" / "src" / "map" / "view.js").write_text("// a module\n" + SCRIPT, encoding="utf-8")
    (tmp_path / "assets" / "page.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    (tmp_path / "assets" / "notes.py").write_text("secret", encoding="utf-8")
    return tmp_path


@pytest.fixture
def files(root: Path) -> StaticFiles:
    return StaticFiles(root, lambda: LISTED)


@pytest.fixture
def client(files: StaticFiles) -> FlaskClient:
    server = Flask("static", static_folder=None)
    server.register_blueprint(static_blueprint(files))
    return server.test_client()


@pytest.mark.parametrize("coding", ENCODINGS)
def test_a_coding_gives_the_file_back(client: FlaskClient, files: StaticFiles, coding: str) -> None:
    answer = client.get(files.address(ASSETS, "page.js"), headers={"Accept-Encoding": coding})
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(answer.data) < len(SCRIPT) / 4
    assert ENCODINGS[coding](answer.data).decode() == SCRIPT


def test_without_a_coding_the_file_comes_as_it_is(client: FlaskClient, files: StaticFiles) -> None:
    answer = client.get(files.address(ASSETS, "page.js"))
    assert (answer.text, answer.headers.get("Content-Encoding")) == (SCRIPT, None)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_one_has_is_not_sent_again(client: FlaskClient, files: StaticFiles) -> None:
    address = files.address(ASSETS, "page.js")
    tag = client.get(address, headers={"Accept-Encoding": "br"}).headers["ETag"]
    again = client.get(address, headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_an_address_changes_with_its_content_and_the_old_one_leads_on(
    client: FlaskClient, files: StaticFiles, root: Path
) -> None:
    before = files.address(ASSETS, "page.js")
    (root / "assets" / "page.js").write_text(SCRIPT + "// more\n", encoding="utf-8")
    after = files.address(ASSETS, "page.js")
    assert before != after
    answer = client.get(before)
    assert (answer.status_code, answer.headers["Location"]) == (302, after)
    assert answer.headers["Cache-Control"] == "no-store"


def test_files_of_a_package_share_their_folder(files: StaticFiles) -> None:
    first, second = files.address("dash", "deps/react@18.3.1.min.js"), files.address("dash", "dcc/async-graph.js")
    assert first.removesuffix("deps/react@18.3.1.min.js") == second.removesuffix("dcc/async-graph.js")


@pytest.mark.parametrize(
    "path",
    [
        "assets/../secret.js",
        "assets/%2e%2e/secret.js",
        "assets//etc/passwd.js",
        "assets/notes.py",
        "assets/missing.js",
        "dash/dash.py",
        "dash/dcc/async-highlight.js",  # in the package, but not listed
        "json/decoder.js",
        "nowhere/x.js",
        "vendor/../packed/x.js",
    ],
)
def test_nothing_else_is_to_be_had(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/static/000000000000/{path}")
    assert answer.status_code == 404
    assert b"secret" not in answer.data


def test_modules_share_a_version_and_import_each_other_by_their_place(
    client: FlaskClient, files: StaticFiles, root: Path
) -> None:
    before = files.page_scripts()
    assert [re.sub(r"/static/[0-9a-f]+", "", address) for address in before] == ["/src/main.js", "/src/map/view.js"]
    assert {client.get(address).headers["Cache-Control"] for address in before} == {
        "public, max-age=31536000, immutable"
    }
    (root / "assets" / "src" / "map" / "view.js").write_text("// another\n", encoding="utf-8")
    sleep(LIST_AGAIN_S)
    after = files.page_scripts()
    assert not set(before) & set(after)
    assert [client.get(address).headers["Location"] for address in before] == list(after)


def test_no_page_lists_the_folder_of_the_modules(files: StaticFiles, root: Path) -> None:
    sleep(LIST_AGAIN_S - monotonic() % LIST_AGAIN_S)  # all of one span is left
    before = files.page_scripts()
    (root / "assets" / "src").rename(root / "elsewhere")
    assert files.page_scripts() == before
    (root / "elsewhere").rename(root / "assets" / "src")


def test_a_bundle_is_taken_while_the_modules_are_what_it_was_made_of(files: StaticFiles, root: Path) -> None:
    bundle = files.bundled_modules()
    bundle.parent.mkdir(parents=True)
    bundle.write_text("// all in one\n", encoding="utf-8")
    assert files.page_scripts() == (files.address(BUNDLE, "page.js"),)
    assert files.body(BUNDLE, "page.js") == b"// all in one\n"
    (root / "assets" / "src" / "main.js").write_text("// changed\n", encoding="utf-8")
    sleep(LIST_AGAIN_S)
    assert files.page_scripts()[0] == files.address(MODULES, "main.js")
    assert files.body(BUNDLE, "page.js") is None


def test_modules_are_bundled_where_npm_is_and_else_served_as_they_are(
    files: StaticFiles, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert bundle_modules(root, files) == "npm is not here: the page loads its modules one by one"
    assert not (root / "build").exists()


def test_tags_of_dash_get_our_addresses(files: StaticFiles) -> None:
    react = '<script src="/_dash-component-suites/dash/deps/react@18.v4_4_1m1700000000.3.1.min.js"></script>'
    ours = '<link rel="stylesheet" href="/assets/page.js?m=17.5"><link rel="icon" href="/_favicon.ico?v=4.4.1">'
    page = files.rewritten(react + ours)
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [
        files.address("dash", "deps/react@18.3.1.min.js"),
        files.address(ASSETS, "page.js"),
        "/_favicon.ico?v=4.4.1",
    ]


def test_the_small_map_library_is_taken_where_it_was_built(files: StaticFiles, root: Path) -> None:
    assert files.map_library() == files.address(PLOTLY, "package_data/plotly.min.js")
    (root / "build" / "vendor").mkdir(parents=True)
    (root / "build" / "vendor" / map_bundle_name()).write_text(SCRIPT, encoding="utf-8")
    assert files.map_library() == files.address(VENDOR, map_bundle_name())
    bodies = set(files.all_bodies())
    assert SCRIPT.encode() in bodies
    assert get_plotlyjs().encode() not in bodies


def test_what_the_build_compressed_is_what_is_sent(root: Path) -> None:
    few = StaticFiles(root, lambda: {"dash": {"dcc/async-graph.js"}})
    assert compress_all(few) == "6 compressed files written"
    assert compress_all(few) == "every file is compressed"
    body = (root / "assets" / "src" / "map" / "view.js").read_bytes()
    assert few.compressed(body, "br") == few.built(body, "br").read_bytes() == brotli.compress(body, quality=11)


def test_the_map_library_is_put_in_brackets_so_that_it_is_compiled_as_it_arrives() -> None:
    whole = get_plotlyjs()  # wrapped as the part for maps is
    early = compiled_early(whole.encode()).decode()
    assert early.count(" : this, (() => {") == 1
    assert early.endswith("})));")
    assert early.replace(" : this, (() => {", " : this, () => {").removesuffix("})));") == whole.removesuffix("}));")


@pytest.mark.parametrize(
    "other", [SCRIPT.encode(), b"(f)(self, () => {});", b"x( : this, () => {, : this, () => {}));"]
)
def test_a_library_that_is_wrapped_otherwise_stays_as_it_is(other: bytes) -> None:
    assert compiled_early(other) == other


def test_a_build_without_npm_says_so_and_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert fetch_map_bundle(root) == "npm is not here: the page loads the whole plotly.js"
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exit 1", "CalledProcessError"),
        ("exec sleep 60", "TimeoutExpired"),
        ('tar -C "${0%/*}" -czf "$5/other.tgz" npm', "ValueError"),
    ],
    ids=["fails", "never ends", "brings another archive"],
)
def test_a_build_whose_npm_is_of_no_use_says_so_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], does: str, said: str
) -> None:
    failing = root / "bin" / "npm"
    failing.parent.mkdir()
    failing.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{failing.parent}:/usr/bin:/bin")
    monkeypatch.setattr(build_assets, "NPM_SECONDS", 1)
    assert fetch_map_bundle(root).endswith(f"({said}): the page loads the whole of it")
    assert not (root / "build").exists()
    assert "1 s at most" in capsys.readouterr().out


def test_the_archive_of_the_installed_version_is_known() -> None:
    assert get_plotlyjs_version() in build_assets.INTEGRITY
