"""Compression: once for content that does not change while the server runs, for each answer otherwise."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import brotli
from flask import Flask, request
from flask.wrappers import Response
from flask_compress import Compress

from dashboard.atlas import version_of

BROTLI_QUALITY = 9  # 11 takes ten times as long, at every start, for a few per cent
GEOJSON = "application/geo+json"
_TEXTS = ("text/csv", "text/calendar", "application/ld+json", "application/vnd.oai.openapi+json")


@dataclass(frozen=True)
class Compressed:
    """A body with its compressed forms by content coding, the best coding first."""

    body: bytes
    mimetype: str
    version: str
    codings: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Bytes of all its forms together."""
        return len(self.body) + sum(map(len, self.codings.values()))


def compress_once(body: bytes, mimetype: str, version: str = "") -> Compressed:
    """``body`` with its brotli and gzip forms; its ETag is made from ``version``, or from its hash."""
    codings = {"br": brotli.compress(body, quality=BROTLI_QUALITY), "gzip": gzip.compress(body, 9, mtime=0)}
    return Compressed(body, mimetype, version or version_of(body), MappingProxyType(codings))


def answer_with(content: Compressed) -> Response:
    """``content`` in the best coding that the present request accepts; each coding has its own strong ETag."""
    coding = next((name for name in content.codings if request.accept_encodings[name] > 0), None)
    response = Response(content.codings[coding] if coding else content.body, mimetype=content.mimetype)
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    response.set_etag(f"{content.version}:{coding}" if coding else content.version)
    return response


def compress_answers(server: Flask) -> None:
    """Compress each answer that is not yet compressed; compressed files of ``assets/`` and ``static/`` keep their 304.

    zstd comes first: at level 3 it takes by far the least time, for nearly brotli's size.
    """
    server.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]
    server.config["COMPRESS_ALGORITHM_STREAMING"] = ["zstd", "br"]
    server.config["COMPRESS_STREAMING_ENDPOINT_CONDITIONAL"] = ["static", "_dash_assets.static"]
    server.config["COMPRESS_REGISTER"] = False
    compress = Compress()
    compress.init_app(server)

    @server.after_request
    def compressed(response: Response) -> Response:
        # A range is a part of the uncompressed bytes, so it must not be compressed.
        return response if response.status_code == HTTPStatus.PARTIAL_CONTENT else compress.after_request(response)

    compress.compress_mimetypes_set |= {GEOJSON, *_TEXTS}
