"""Hostile requests, made from the routes and callbacks of the server. The same seed makes the same requests."""

import copy
import io
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Flask

MARKER = '"><svg onload=alert(1)>'
"""A text that must never be in a page without escaping."""

VALUES: tuple[bytes, ...] = (
    b"", b".", b"..", b"../../etc/passwd", b"..\\..\\x", b"/", b"//evil.example/x", b"\x00", b"a\x00b",
    b"\xc0\xae\xc0\xae/", b"\xc0\xaf", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"%2e%2e%2f",
    b"%252e%252e%252f", b"%00", b"%", b"%zz", b"~root", b"-1", b"0", b"1e999", b"9" * 400, b"NaN", b"true", b"null",
    b"'; DROP TABLE facts; --", b"{{7*7}}", b"${7*7}", b"%s%n%x", b"a" * 300, b"a" * 5_000,
    b"<script>alert(1)</script>", MARKER.encode(), b"javascript:alert(1)", b"http://evil.example/",
    b"\r\nSet-Cookie: a=b", b"\n", b"\t", b" ", "İıəğ".encode(), "ميناء".encode(), "🚢".encode(), "ａ＝１".encode(),
    b"__proto__", b"constructor", b"con", b"file:///etc/passwd", b"C:\\x", b"a,b,,c", b",", b"*", b"?", b"#", b"+",
    b"a=b&c=d", b".txt", b".json", b".bib",
)  # fmt: skip
NAMES: tuple[str, ...] = (
    "q", "lang", "theme", "view", "country", "project", "mode", "status", "document", "others", "retired", "railways",
    "roads", "planned", "tab", "rows", "sort", "hide", "compare", "on", "v", "m", "_", "",
)  # fmt: skip
METHODS: tuple[str, ...] = (
    *["GET"] * 12, "HEAD", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "",
)  # fmt: skip
HEADERS: Mapping[str, tuple[str, ...]] = {
    "HTTP_ACCEPT_ENCODING": ("br", "gzip;q=0", "zstd, *;q=0.1", "identity;q=0", ",,;q=", "gzip;q=x", "x" * 5_000),
    "HTTP_ACCEPT_LANGUAGE": ("ar", "az;q=2", ";;", "*", "en-" + "x" * 2_000, "\xff\xfe"),
    "HTTP_COOKIE": ("lang=ar", "lang=../..", "lang", ";;==;", "a=" + "b" * 9_000, 'lang="\\777"', "\xff=\xfe"),
    "HTTP_IF_NONE_MATCH": ("*", '"x"', "W/", '"' * 99, ","),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 99999 99:99:99"),
    "HTTP_IF_RANGE": ('"x"', "x"),
    "HTTP_RANGE": (
        "bytes=0-",
        "bytes=-1",
        "bytes=9999999999-",
        "bytes=5-1",
        "bytes=0-1,2-3,4-5",
        "lines=1",
        "bytes=" + "9" * 500,
    ),
    "HTTP_HOST": (
        "",
        "a b",
        "evil.example:99999",
        "[::1]:80",
        "[",
        "a/b",
        MARKER,
        "x" * 5_000,
        "\xff",
        "münchen.example",
    ),
    "HTTP_X_FORWARDED_FOR": ("203.0.113.9", ",,,", MARKER),
    "HTTP_X_FORWARDED_PROTO": ("https", MARKER),
    "HTTP_X_FORWARDED_HOST": ("evil.example", MARKER),
    "HTTP_ORIGIN": ("null", "http://evil.example"),
    "HTTP_TRANSFER_ENCODING": ("chunked", "gzip, chunked", "x"),
    "HTTP_X_LARGE": ("x" * 20_000,),
    "CONTENT_TYPE": (
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json; charset=x",
        "\xff",
        "",
    ),
    "CONTENT_LENGTH": ("0", "-1", "x", "99999999999", "9" * 400),
}
ODD_JSON: tuple[object, ...] = (
    None, True, False, 0, -1, 1e308, 10**30, "", "x" * 9_000, [], {}, [[]], [{}], {"": ""}, {"a": {"b": [None] * 50}},
    MARKER, "..", "\u0000", "\ud800", "\u202e", "dock-body.children", "..a.b...c.d..", "/?tab=table&sort=x",
    ["x"] * 500, {"id": {"type": "x"}},
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """A request for WSGI. ``path`` and ``query`` are bytes, ``headers`` are keys of the environment."""

    method: str
    path: bytes
    query: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        """The WSGI environment."""
        path = self.path.decode("latin-1")
        raw = quote(self.path, safe="/%:") + (f"?{self.query.decode('latin-1')}" if self.query else "")
        return {
            "REQUEST_METHOD": self.method, "SCRIPT_NAME": "", "PATH_INFO": path,
            "QUERY_STRING": self.query.decode("latin-1"), "RAW_URI": raw, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "atlas.example", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
            "wsgi.multiprocess": True, "wsgi.run_once": False, "CONTENT_LENGTH": str(len(self.body)), **self.headers,
        }  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """An answer of the server; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(server: Flask, request: Hostile) -> Answer:
    """Read the complete answer of the WSGI application. Its exceptions are raised."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:  # noqa: ANN401 (WSGI's write)
        started.append((status, headers))
        return started.append

    answer: Any = server.wsgi_app(request.environ(), start)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    status, headers = started[-1]
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)


def to_routes(server: Flask, known_ids: Iterable[str], seed: int, number: int) -> Iterator[Hostile]:
    """Yield ``number`` requests to all routes. ``known_ids`` exist, so that some requests pass the first checks."""
    generator = random.Random(seed)
    rules = sorted(rule.rule for rule in server.url_map.iter_rules())
    ids = [known_id.encode() for known_id in known_ids]

    def random_value() -> bytes:
        return generator.choice(ids if generator.random() < 0.5 else VALUES)

    for _ in range(number):
        path = (
            fill_rule(generator.choice(rules), random_value)
            if generator.random() < 0.9
            else b"/" + random_value() + b"/" + random_value()
        )
        pairs = [
            (generator.choice(NAMES).encode(), random_value()) for _ in range(generator.choice((0, 0, 1, 1, 2, 9)))
        ]
        query = b"&".join(name + b"=" + quote(value).encode() * generator.choice((0, 1, 1, 3)) for name, value in pairs)
        headers = {
            name: generator.choice(HEADERS[name])
            for name in generator.sample(sorted(HEADERS), generator.choice((0, 0, 1, 3)))
        }
        body = generator.choice((b"", b"", b"", b"{}", b"x" * 99_999))
        yield Hostile(generator.choice(METHODS), path, query, headers, body)


def fill_rule(rule: str, random_value: Any) -> bytes:  # noqa: ANN401 (a function without arguments)
    """The path of a route with a random value for each of its variables."""
    path = b""
    for index, part in enumerate(rule.replace(">", "<").split("<")):
        path += random_value() if index % 2 else part.encode()
    return path


def to_callbacks(calls: Iterable[Mapping[str, Any]], seed: int, number: int) -> Iterator[Hostile]:
    """Yield ``number`` calls of callbacks: each is one of the valid ``calls`` with some damage."""
    generator = random.Random(seed)
    good_calls = list(calls)
    for _ in range(number):
        body = json.loads(json.dumps(generator.choice(good_calls)))
        for _ in range(generator.choice((1, 1, 1, 2, 4))):
            body = _damaged(body, generator)
        raw = json.dumps(body).encode("utf-8", "replace")
        if generator.random() < 0.1:
            raw = generator.choice(
                (raw[: len(raw) // 2], raw + b"}", b"\xff" + raw, b"[" * 9_000, b'{"a":' * 3_000, raw * 99, b"", b"NaN")
            )
        kind = "application/json" if generator.random() < 0.95 else generator.choice(HEADERS["CONTENT_TYPE"])
        yield Hostile("POST", b"/_dash-update-component", b"", {"CONTENT_TYPE": kind}, raw)


def _damaged(value: Any, generator: random.Random) -> Any:  # noqa: ANN401 (JSON)
    """``value`` with one part replaced, removed, doubled or added."""
    if not isinstance(value, dict | list) or not value or generator.random() < 0.15:
        return copy.deepcopy(generator.choice(ODD_JSON))
    key = generator.choice(sorted(value) if isinstance(value, dict) else range(len(value)))
    choice = generator.random()
    if choice < 0.6:
        value[key] = _damaged(value[key], generator)
    elif choice < 0.75:
        del value[key]
    elif isinstance(value, list):
        value.append(copy.deepcopy(value[key]))
    else:
        value[generator.choice(("id", "property", "value", "x", "output", "state"))] = copy.deepcopy(
            generator.choice(ODD_JSON)
        )
    return value
