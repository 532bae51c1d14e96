"""What search engines and the previews of links read of a page: description, Open Graph, canonical address, JSON-LD."""

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.publishing.metadata_schema import Json, Page, schema_of
from dashboard.publishing.preview import preview_path, preview_tags, preview_version
from dashboard.wording import Words


@dataclass(frozen=True)
class Address:
    """Where a page is: scheme and host, its path without ``/embed``, and what of the address decides how it reads."""

    origin: str
    path: str
    language: str | None = None
    embedded: bool = False
    missing: bool = False

    @property
    def url(self) -> str:
        """The address that stands for this page: without filters and view, with the language where it was asked for."""
        return self.origin + self.path + (f"?lang={self.language}" if self.language else "")

    @property
    def kind_and_id(self) -> tuple[str, str]:
        """``/project/tasim`` as its two parts; either may be empty."""
        kind, _, identity = self.path.strip("/").partition("/")
        return kind, identity


def head_tags(atlas: Atlas, address: Address, words: Words, heading: str, version: str) -> str:
    """The tags for the page's head, in the language of ``words``; ``heading`` names what is selected.

    A page that does not exist and an embedded one are kept out of indexes; the latter points to the whole page.
    """
    kind, identity = ("", "") if address.missing else address.kind_and_id
    page = Page(atlas, kind, identity, words, heading, address.origin, address.url, version)
    description = _description(page)
    title = f"{heading} – {words('title')}" if heading else words("title")
    tags = [_meta("name", "description", description)]
    if address.missing or address.embedded:
        tags.append(_meta("name", "robots", "noindex"))
    if address.missing:
        return "\n".join(tags)
    tags += [_link("canonical", address.url), *_alternates(address)]
    tags += [_meta("property", name, content) for name, content in _open_graph(page, title, description)]
    picture = preview_path(address.path, words.language, preview_version(atlas, version))
    alt = words("preview.alt", name=heading or words("subtitle"))
    tags += [_meta(*tag) for tag in preview_tags(address.origin + picture, alt)]
    return "\n".join([*tags, _script({**schema_of(page, description), "image": address.origin + picture})])


def _description(page: Page) -> str:
    catalogue, language = page.atlas.catalogue, page.words.language
    if page.kind == "project" and page.id in catalogue.projects:
        return catalogue.projects[page.id].summary.in_language(language)
    if page.kind == "fact" and page.id in catalogue.facts:
        fact = catalogue.facts[page.id]
        return f"“{fact.quote}” – {catalogue.speakers[fact.speaker].names.in_language(language)}"
    if page.kind in ("", "about") or not page.heading:
        return page.words("home.what")
    return f"{page.heading}. {page.words('subtitle')}"


def _open_graph(page: Page, title: str, description: str) -> Iterable[tuple[str, str]]:
    yield "og:title", title
    yield "og:description", description
    yield "og:type", "article" if page.kind in ("fact", "document") else "website"
    yield "og:url", page.url
    yield "og:site_name", page.words("title")
    locale = page.words.locale
    yield "og:locale", f"{locale.language}_{locale.territory}"


def _alternates(address: Address) -> list[str]:
    bare = address.origin + address.path
    links = [_link("alternate", f"{bare}?lang={code}", code) for code in LANGUAGES]
    return [*links, _link("alternate", bare, "x-default")]


def _meta(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{html.escape(" ".join(content.split()), quote=True)}">'


def _link(relation: str, address: str, language: str = "") -> str:
    spoken = f' hreflang="{language}"' if language else ""
    return f'<link rel="{relation}"{spoken} href="{html.escape(address, quote=True)}">'


def _script(schema: Json) -> str:
    # "<" cannot end the element when it is written as an escape, which JSON allows.
    text = json.dumps(schema, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
