"""Lists all files to download, without filters: each with its size, hash, media type and licences."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from dashboard.api.data import FILES
from dashboard.api.query_filters import FilterQuery, filter_records
from dashboard.atlas import Atlas
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.load.paths import text_path
from dashboard.exports.downloads import COSTLY, EXPORTS, DownloadRequest, download_bytes
from dashboard.exports.package_descriptor import NOT_OURS, ODBL, description, own_licence
from dashboard.http.child_process import ChildProcess
from dashboard.http.responses import encode
from dashboard.web.reference.addresses import ADDRESSES

Json = dict[str, Any]
_LINES: Final = frozenset({"routes.geojson", "segments.csv", "places.geojson", "places.csv", "atlas.gpkg"})
"""Files with rows from OpenStreetMap; each row names its source."""
_PACKAGE: Final = "atlas.zip"
_SUMMARY: Final = MappingProxyType({address.path: address.summary for address in ADDRESSES})
MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {name: media_type.split(";")[0] for files in (FILES, EXPORTS) for name, (_, media_type) in files.items()}
)
"""By name, the media type of each file below ``/data``."""


@dataclass(frozen=True)
class Deployment:
    """The origin of the atlas, with the path below which it is served, and the version of the program."""

    origin: str
    version: str


def costly_files(atlas: Atlas, deployment: Deployment, child_process: ChildProcess) -> Mapping[str, bytes]:
    """By name, the costly files, which ``child_process`` makes and caches: the same bytes as the downloads."""
    download = _request(atlas, deployment)
    return {name: download_bytes(name, download, child_process) for name in sorted(COSTLY)}


def _request(atlas: Atlas, deployment: Deployment) -> DownloadRequest:
    return DownloadRequest(atlas, FilterQuery(), deployment.origin, "", deployment.version)


def listing(atlas: Atlas, deployment: Deployment, costly: Mapping[str, bytes]) -> Json:
    """All files with their properties; ``costly`` are those of ``costly_files``.

    This makes every other file, so the caller runs it where no reader waits, and caches the result.

    Raises
    ------
    CatalogueError
        A document's text is missing.
    """
    catalogue = atlas.catalogue
    changed = {"modified": catalogue.changed_on} if catalogue.changed_on else {}
    return {
        "title": catalogue.identity.title.in_language("en"),
        "description": description(catalogue.identity, catalogue.languages),
        "version": f"{deployment.version}+{atlas.version}",
        **changed,
        "homepage": f"{deployment.origin}/",
        "files": [*_files(atlas, deployment, costly), *_texts(atlas, deployment.origin)],
    }


def _files(atlas: Atlas, deployment: Deployment, costly: Mapping[str, bytes]) -> Iterator[Json]:
    download = _request(atlas, deployment)
    for name in MEDIA_TYPES:
        url = f"{deployment.origin}/data/{name}"
        body = costly.get(name) or _content(name, download)
        yield _file(atlas.catalogue.identity, name, _SUMMARY[f"/data/{name}"], url, MEDIA_TYPES[name], body)


def _content(name: str, download: DownloadRequest) -> bytes:
    if name in EXPORTS:
        return EXPORTS[name][0](download)
    return encode(FILES[name][0](download.atlas, filter_records(download.atlas, download.filter_query)))


def _texts(atlas: Atlas, origin: str) -> Iterator[Json]:
    for document in atlas.catalogue.documents.values():
        body = atlas.catalogue.text(document.id).encode()
        name = f"{document.id}.txt"
        yield _file(
            atlas.catalogue.identity, name, document.title, f"{origin}{text_path(document.id)}", "text/plain", body
        )


def _file(identity: Identity, name: str, title: str, url: str, media: str, body: bytes) -> Json:
    return {
        "name": name,
        "title": title,
        "url": url,
        "media_type": media,
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "licences": licences_of(identity, name),
    }


def licences_of(identity: Identity, name: str) -> list[Json]:
    """The licences of a file; where there are several, each row or part names its own."""
    if name.endswith(".txt"):
        return [NOT_OURS]
    if name == _PACKAGE:
        return [own_licence(identity), ODBL, NOT_OURS]
    return [ODBL, own_licence(identity)] if name in _LINES else [own_licence(identity)]
