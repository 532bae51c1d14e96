"""The files that programs ask for first: ``/robots.txt``, ``/sitemap.xml`` with every page in every language, and
``/.well-known/security.txt`` (RFC 9116) where the deployment has a contact.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape

from flask import Blueprint, Response

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.origins import origin_of_files
from dashboard.http.responses import error_response, revalidated

SITEMAP = "/sitemap.xml"
SECURITY = "/.well-known/security.txt"
CACHED_HOSTS = 4  # the most hosts whose sitemap a worker caches, because it has absolute addresses


def discovery_blueprint(atlas: Atlas, security_contact: str | None) -> Blueprint:
    """The routes. The sitemap has no embedded pages: their own tags keep them out of indexes."""
    blueprint = Blueprint("discovery", __name__)
    cached_sitemap = lru_cache(maxsize=CACHED_HOSTS)(lambda origin: sitemap(atlas, origin).encode())

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {origin_of_files()}{SITEMAP}\n"
        return revalidated(text.encode(), "text/plain")

    @blueprint.get(SITEMAP)
    def all_pages() -> Response:
        return revalidated(cached_sitemap(origin_of_files()), "application/xml")

    @blueprint.get(SECURITY)
    def security() -> Response:
        if security_contact is None:
            return error_response(404, "this deployment names nobody")
        lines = (
            f"Contact: {security_contact}",
            f"Expires: {expiry(datetime.now(UTC).date())}",
            f"Preferred-Languages: {', '.join(LANGUAGES)}",
            f"Canonical: {origin_of_files()}{SECURITY}",
        )
        return revalidated("".join(f"{line}\n" for line in lines).encode(), "text/plain")

    return blueprint


def expiry(today: date) -> str:
    """The first of a month, six to seven months ahead; RFC 9116 recommends less than a year."""
    months = today.month + 6
    return f"{today.year + months // 12:04}-{months % 12 + 1:02}-01T00:00:00Z"


def page_paths(atlas: Atlas) -> Iterator[str]:
    """The path of every page except corridors, of which there are thousands and no list."""
    catalogue = atlas.catalogue
    yield from ("/", "/about", "/changes", *([] if catalogue.large else ["/stories"]))
    kinds = {
        "project": catalogue.projects,
        "route": catalogue.routes,
        "place": catalogue.places,
        "country": atlas.stats.values["country"],
        "fact": catalogue.facts,
        "document": catalogue.documents,
        "story": catalogue.stories,
    }
    for kind, ids in kinds.items():
        yield from (f"/{kind}/{record_id}" for record_id in ids)


def sitemap(atlas: Atlas, origin: str) -> str:
    """The sitemap (https://www.sitemaps.org/protocol.html): each page without and with a language, interlinked."""
    entries = []
    changed = atlas.catalogue.changed_on
    modified = f"<lastmod>{changed}</lastmod>" if changed else ""
    for path in page_paths(atlas):
        addresses = {"x-default": origin + path, **{code: f"{origin}{path}?lang={code}" for code in LANGUAGES}}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
            for code, address in addresses.items()
        )
        entries += [f"<url><loc>{escape(address)}</loc>{modified}{links}</url>" for address in addresses.values()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
