"""What search engines ask for first: ``/robots.txt``, and ``/sitemap.xml`` with every page in every language."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from flask import Blueprint, Response

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.publishing.answers import revalidated
from dashboard.publishing.exports import origin_of_request

SITEMAP = "/sitemap.xml"
HOSTS = 4  # host names whose sitemap a worker keeps; addresses in it are whole


def discovery_blueprint(atlas: Atlas) -> Blueprint:
    """The two routes. Embedded pages are not named; they say themselves that they want to be in no index."""
    blueprint = Blueprint("discovery", __name__)
    kept = lru_cache(maxsize=HOSTS)(lambda origin: sitemap(atlas, origin).encode())

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {origin_of_request()}{SITEMAP}\n"
        return revalidated(text.encode(), "text/plain")

    @blueprint.get(SITEMAP)
    def all_pages() -> Response:
        return revalidated(kept(origin_of_request()), "application/xml")

    return blueprint


def page_paths(atlas: Atlas) -> Iterator[str]:
    """The path of every page but the ways between two places, of which there are thousands and no list."""
    yield from ("/", "/about")
    catalogue = atlas.catalogue
    kinds = {
        "project": catalogue.projects,
        "route": catalogue.routes,
        "place": catalogue.places,
        "country": atlas.tally.values["country"],
        "fact": catalogue.facts,
        "document": catalogue.documents,
    }
    for kind, ids in kinds.items():
        yield from (f"/{kind}/{identity}" for identity in ids)


def sitemap(atlas: Atlas, origin: str) -> str:
    """The sitemap (https://www.sitemaps.org/protocol.html): each page bare and in each language, all naming all."""
    entries = []
    for path in page_paths(atlas):
        addresses = {"x-default": origin + path, **{code: f"{origin}{path}?lang={code}" for code in LANGUAGES}}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
            for code, address in addresses.items()
        )
        entries += [f"<url><loc>{escape(address)}</loc>{links}</url>" for address in addresses.values()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
