"""Describes pages in schema.org's terms: a Dataset, each fact a Quotation, each document an Article."""

from dataclasses import dataclass
from typing import Any

from dashboard.atlas import Atlas
from dashboard.catalogue.identity import LICENCES
from dashboard.catalogue.load.paths import text_path
from dashboard.catalogue.models import Document, Fact, Place
from dashboard.catalogue.vocabulary import LANGUAGES, StatusBasis
from dashboard.exports.package_descriptor import KEYWORDS, ODBL
from dashboard.i18n import Words
from dashboard.web.reference.listing import MEDIA_TYPES

Json = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page to describe: ``kind`` and ``id`` are those of its path, empty at home; ``url`` is its own address."""

    atlas: Atlas
    kind: str
    id: str
    words: Words
    heading: str
    origin: str
    url: str
    version: str


def schema_of(page: Page, description: str) -> Json:
    """The page as one JSON-LD object; a page without a type of its own is a WebPage about a thing."""
    catalogue = page.atlas.catalogue
    described = {"url": page.url, "description": description}
    if page.kind == "fact" and page.id in catalogue.facts:
        record = _quotation(page, catalogue.facts[page.id])
    elif page.kind == "document" and page.id in catalogue.documents:
        record = _article(page, catalogue.documents[page.id])
    elif page.kind == "place" and page.id in catalogue.places:
        record = _place(page, catalogue.places[page.id])
    elif page.kind == "country":
        record = {"@type": "Country", "name": page.heading, "identifier": page.id}
    elif page.kind in ("", "about"):
        record = _dataset(page)
    elif page.kind == "story" and page.id in catalogue.stories:
        record = {"@type": "Article", "headline": page.heading, "inLanguage": page.words.language}
        record |= {"isPartOf": _short_dataset(page)}
    else:
        record = {"@type": "WebPage", "name": page.heading, "about": {"@type": "Thing", "name": page.heading}}
        record |= {"inLanguage": page.words.language, "isPartOf": _short_dataset(page), **_changed(page)}
        record |= {"identifier": page.id} if page.kind in ("project", "route") else {}
    return {"@context": "https://schema.org", **record, **described}


def _dataset(page: Page) -> Json:
    identity = page.atlas.catalogue.identity
    released = [change.released for change in page.atlas.catalogue.changes if change.released]
    return {
        **_short_dataset(page),
        "inLanguage": list(LANGUAGES),
        "license": [LICENCES[identity.licence][0], ODBL["path"]],
        "creator": {"@type": "Organization", "name": identity.contributors, "url": page.origin},
        "identifier": page.origin,
        **_changed(page),
        **({"datePublished": min(released)} if released else {}),
        "version": f"{page.version}+{page.atlas.version}",
        "isAccessibleForFree": True,
        "keywords": [*identity.keywords, *KEYWORDS],
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": _box(page.atlas)}},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{page.origin}/data/{name}",
                "encodingFormat": media_type,
            }
            for name, media_type in sorted(MEDIA_TYPES.items())
            if name == "facts.csv" or not page.atlas.catalogue.large
        ],
    }


def _changed(page: Page) -> Json:
    """The day of the last change of the data; all records are released together."""
    changed = page.atlas.catalogue.changed_on
    return {"dateModified": changed} if changed else {}


def _short_dataset(page: Page) -> Json:
    return {"@type": "Dataset", "@id": f"{page.origin}/", "name": page.words.title}


def _box(atlas: Atlas) -> str:
    """South, west, north and east of all lines, in degrees, as schema.org writes a box."""
    west, south, east, north = atlas.stats.box
    return f"{south:.2f} {west:.2f} {north:.2f} {east:.2f}"


def _quotation(page: Page, fact: Fact) -> Json:
    catalogue = page.atlas.catalogue
    document = catalogue.document_of(fact)
    return {
        "@type": "Quotation",
        "@id": f"{page.origin}/fact/{fact.id}",
        "identifier": fact.id,
        "name": page.heading,
        "text": fact.quote,
        "inLanguage": document.language,
        # Not spokenByCharacter, which is a person or an organisation: some statements are unsigned.
        "creditText": catalogue.speakers[fact.speaker].names.in_language(page.words.language),
        "isPartOf": _article(page, document),
        **_changed(page),
    }


def _article(page: Page, document: Document) -> Json:
    """A document; with its publisher and its date only where it states them itself."""
    stated = document.published is not None and document.published_basis is StatusBasis.STATED
    named = document.publisher_in(page.words.language)
    return {
        "@type": "Article",
        "@id": f"{page.origin}/document/{document.id}",
        "identifier": document.id,
        "headline": document.title,
        "inLanguage": document.language,
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": f"{page.origin}{text_path(document.id)}",
            "encodingFormat": "text/plain",
            "sha256": document.sha256,
        },
        **({"publisher": {"@type": "Organization", "name": named}} if named else {}),
        **({"datePublished": document.published} if stated else {}),
    }


def _place(page: Page, place: Place) -> Json:
    names = {name.text for name in place.names.wordings}
    return {
        "@type": "Place",
        "@id": f"{page.origin}/place/{place.id}",
        "identifier": place.id,
        "name": page.heading,
        "alternateName": sorted(names - {page.heading}),
        "geo": {"@type": "GeoCoordinates", "longitude": place.lon, "latitude": place.lat},
        "address": {"@type": "PostalAddress", "addressCountry": place.country},
    }
