"""The tags of a page for search engines and link previews: description, Open Graph, canonical address, JSON-LD."""

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.api.previews import preview_path, preview_tags, preview_version
from dashboard.atlas import Atlas
from dashboard.catalogue.text.invisible_characters import with_code_points
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import Words
from dashboard.i18n.corpus import about_atlas
from dashboard.web.pages.json_ld import Json, Page, schema_of
from dashboard.web.reference.data_page import DCAT
from dashboard.web.reference.oembed import oembed_link


@dataclass(frozen=True)
class PageAddress:
    """The address of a page: scheme and host, its path without ``/embed``, and what else determines its tags.

    ``finding`` is the finding of a story, in a sentence.
    """

    origin: str
    path: str
    language: str | None = None
    embedded: bool = False
    missing: bool = False
    finding: str = ""

    @property
    def canonical_path(self) -> str:
        """The path of the canonical page: for a step of a story, the story's."""
        return "/".join(self.path.split("/")[:3]) if self.path.startswith("/story/") else self.path

    @property
    def url(self) -> str:
        """The canonical address: without filters and view, with the language where the address names one."""
        return self.origin + self.canonical_path + (f"?lang={self.language}" if self.language else "")

    @property
    def kind_and_id(self) -> tuple[str, str]:
        """``/project/tasim`` as its two parts; either may be empty."""
        kind, _, record_id = self.canonical_path.strip("/").partition("/")
        return kind, record_id


def head_tags(atlas: Atlas, address: PageAddress, words: Words, heading: str, version: str) -> str:
    """The tags for the page's head, in the language of ``words``; ``heading`` names what is selected.

    A missing page, an embedded page and a point of the map are not for indexes; an embedded page points to the complete
    page.
    """
    kind, record_id = ("", "") if address.missing else address.kind_and_id
    page = Page(atlas, kind, record_id, words, heading, address.origin, address.url, version)
    description = address.finding or _description(page)
    title = f"{heading} – {words.title}" if heading else words.title
    tags = [_meta("name", "description", description)]
    if address.missing or address.embedded or kind == "point":
        tags.append(_meta("name", "robots", "noindex"))
    if address.missing:
        return "\n".join(tags)
    tags += [_link("canonical", address.url), *_alternates(address), _feed(page), *_for_programs(page)]
    tags += [_meta("property", name, content) for name, content in _open_graph(page, title, description)]
    picture = preview_path(address.path, words.language, preview_version(atlas, version))
    alt = words("preview.alt", name=heading or words.tagline, atlas=words.title)
    tags += [_meta(*tag) for tag in preview_tags(address.origin + picture, alt)]
    return "\n".join([*tags, _script({**schema_of(page, description), "image": address.origin + picture})])


def _description(page: Page) -> str:
    catalogue, language = page.atlas.catalogue, page.words.language
    if page.kind == "project" and page.id in catalogue.projects:
        return catalogue.projects[page.id].summary.in_language(language)
    if page.kind == "fact" and page.id in catalogue.facts:
        fact = catalogue.facts[page.id]
        return f"“{with_code_points(fact.quote)}” – {catalogue.speakers[fact.speaker].names.in_language(language)}"
    if page.kind in ("", "about") or not page.heading:
        return about_atlas(page.words, catalogue.languages)
    return f"{page.heading}. {page.words.tagline}"


def _open_graph(page: Page, title: str, description: str) -> Iterable[tuple[str, str]]:
    yield "og:title", title
    yield "og:description", description
    yield "og:type", "article" if page.kind in ("fact", "document", "story") else "website"
    yield "og:url", page.url
    yield "og:site_name", page.words.title
    locale = page.words.locale
    yield "og:locale", f"{locale.language}_{locale.territory}"


def _alternates(address: PageAddress) -> list[str]:
    bare = address.origin + address.canonical_path
    links = [_link("alternate", f"{bare}?lang={code}", code) for code in LANGUAGES]
    return [*links, _link("alternate", bare, "x-default")]


def _for_programs(page: Page) -> Iterable[str]:
    """Links to other forms of the page: oEmbed, and for a statement the annotation and the citation."""
    forms = {"application/json+oembed": oembed_link(page.origin, page.url)}
    if page.kind == "fact" and page.id in page.atlas.catalogue.facts:
        statement = f"{page.origin}/fact/{page.id}"
        forms |= {"application/ld+json": f"{statement}.jsonld", "application/x-bibtex": f"{statement}.bib"}
    elif page.kind in ("", "about") and not page.atlas.catalogue.large:  # a large catalogue has no file of everything
        forms |= {"application/ld+json": f"{page.origin}{DCAT}"}
        yield _link("service-desc", f"{page.origin}/openapi.json")
        yield _link("service-doc", f"{page.origin}/api")
    for media, where in forms.items():
        yield f'<link rel="alternate" type="{media}" href="{html.escape(where, quote=True)}">'


def _feed(page: Page) -> str:
    """The link to the feed of changes: of all data, or of the page's project."""
    chosen = f"&project={page.id}" if page.kind == "project" else ""
    address = html.escape(f"{page.origin}/changes.atom?lang={page.words.language}{chosen}", quote=True)
    return f'<link rel="alternate" type="application/atom+xml" title="{page.words("changes.title")}" href="{address}">'


def _meta(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{html.escape(" ".join(content.split()), quote=True)}">'


def _link(relation: str, address: str, language: str = "") -> str:
    spoken = f' hreflang="{language}"' if language else ""
    return f'<link rel="{relation}"{spoken} href="{html.escape(address, quote=True)}">'


def _script(schema: Json) -> str:
    # Written as an escape, which JSON allows, "<" cannot end the element.
    text = json.dumps(schema, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
