"""The pages of the OGC API for people, made from the answers for programs."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from dash import html
from dash.development.base_component import Component

from dashboard.exports.collections import SOURCES
from dashboard.i18n import Words
from dashboard.views.parts import aria
from dashboard.web.ogc.operations import OPERATIONS, PREFIX, TITLE
from dashboard.web.reference.plain_page import PlainPage, english, scrolling

Json = dict[str, Any]
_LISTED_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "segments": ("route_name", "from", "to", "mode", "status"),
    "routes": ("name_{language}", "modes", "statuses"),
    "places": ("name_{language}", "country", "kind"),
    "statements": ("quote", "statement_{language}", "speaker_name", "modality", "published"),
}
"""By table, the columns of its list; the page of a feature has all columns."""


def page_of(words: Words, operation: str, ids: Mapping[str, str], answer: Json) -> PlainPage:
    """The page in the language of ``words`` with the content of ``answer``, the answer for programs."""
    path = PREFIX + OPERATIONS[operation].path.format(**ids)
    return PlainPage(path, _title(words, operation, ids), _BODIES[operation](words, ids, answer), {}, _query(answer))


def _title(words: Words, operation: str, ids: Mapping[str, str]) -> str:
    if not ids:
        return TITLE if operation == "landing" else words(f"ogc.{operation}")
    name = words(f"ogc.{ids['collection']}")
    return name if operation in ("collection", "items") else f"{name}: {ids.get('item') or words(f'ogc.{operation}')}"


def _query(answer: Json) -> str:
    """The query for the links to other languages."""
    query = urlsplit(next((link["href"] for link in answer.get("links", ()) if link["rel"] == "self"), "")).query
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in ("f", "lang")])


def _landing(words: Words, _: Mapping[str, str], answer: Json) -> list[Component]:
    address = next(link["href"] for link in answer["links"] if link["rel"] == "data").removesuffix("/collections")
    links = (("collections", f"{PREFIX}/collections"), ("conformance", f"{PREFIX}/conformance"))
    return [
        html.P(words("ogc.intro")),
        html.Pre(html.Code(address), dir="ltr", tabIndex=0),
        html.P(words("ogc.how")),
        html.Ul(
            [html.Li(html.A(words(f"ogc.{name}"), href=_in(words, path))) for name, path in links]
            + [html.Li(html.A("OpenAPI", href=f"{PREFIX}/openapi")), *_guide(words, answer)]
        ),
    ]


def _guide(words: Words, answer: Json) -> list[Component]:
    """The link to the guide, where the server has a reference of its addresses."""
    has_reference = any(link["rel"] == "service-doc" for link in answer["links"])
    return [html.Li(html.A(words("api.use"), href="/use-the-data.md"))] if has_reference else []


def _collections(words: Words, _: Mapping[str, str], answer: Json) -> list[Component]:
    return [html.Dl([part for collection in answer["collections"] for part in _entry(words, collection)])]


def _entry(words: Words, collection: Json) -> list[Component]:
    path = f"{PREFIX}/collections/{collection['id']}"
    return [
        html.Dt(html.A(collection["title"], href=_in(words, path))),
        html.Dd(collection["description"]),
        html.Dd(html.A(words("ogc.items"), href=_in(words, f"{path}/items"))),
    ]


def _collection(words: Words, _: Mapping[str, str], answer: Json) -> list[Component]:
    path = f"{PREFIX}/collections/{answer['id']}"
    links = [(name, f"{path}/{name}") for name in ("items", "queryables", "schema")]
    [first, last] = answer["extent"]["temporal"]["interval"][0]
    spans = [(words("ogc.box"), ", ".join(f"{side:g}" for side in answer["extent"]["spatial"]["bbox"][0]))]
    spans += [(words("ogc.interval"), f"{words.date(first[:10])} – {words.date(last[:10])}")] if first else []
    return [
        html.P(answer["description"]),
        html.Ul([html.Li(html.A(words(f"ogc.{name}"), href=_in(words, link))) for name, link in links]),
        html.Dl([part for term, text in spans for part in (html.Dt(term), html.Dd(html.Bdi(text)))]),
    ]


def _items(words: Words, ids: Mapping[str, str], answer: Json) -> list[Component]:
    columns = [column.format(language=words.language) for column in _LISTED_COLUMNS[SOURCES[ids["collection"]].table]]
    path = f"{PREFIX}/collections/{ids['collection']}/items"
    rows = [
        [
            html.A(feature["id"], href=_in(words, f"{path}/{feature['id']}")),
            *(_value(feature["properties"], name) for name in columns),
        ]
        for feature in answer["features"]
    ]
    neighbours = {link["rel"]: link["href"] for link in answer["links"] if link["rel"] in ("prev", "next")}
    turns = [html.A(words(f"ogc.{rel}"), href=_turn(words, path, neighbours[rel]), rel=rel) for rel in neighbours]
    number = words("ogc.count", n=words.number(answer["numberReturned"]), all=words.number(answer["numberMatched"]))
    nav = [html.Nav(turns, **aria(label=words("ogc.turn")))] if turns else []
    return [html.P(number), *nav, _table(words, ["id", *columns], rows), *nav]


def _turn(words: Words, path: str, link: str) -> str:
    query = [(name, value) for name, value in parse_qsl(urlsplit(link).query) if name not in ("f", "lang")]
    return f"{path}?{urlencode([*query, ('f', 'html'), ('lang', words.language)])}"


def _item(words: Words, _: Mapping[str, str], answer: Json) -> list[Component]:
    properties = answer["properties"]
    known = [name for name in properties if properties[name] is not None]
    page = html.A(words("ogc.page"), href=properties["url"])
    return [html.P(page), _terms((name, _value(properties, name)) for name in known)]


def _value(properties: Json, name: str) -> Component:
    value = properties.get(name)
    tag = properties.get("language") if name in ("quote", "document_title") else None
    return html.Span("" if value is None else str(value), dir="auto", **({"lang": tag} if tag else {}))


def _columns(words: Words, _: Mapping[str, str], answer: Json) -> list[Component]:
    text = {name: column.get("description", column.get("type", "")) for name, column in answer["properties"].items()}
    return [_terms((name, html.Span(text, **english(words))) for name, text in text.items())]


def _terms(pairs: Iterable[tuple[str, Component]]) -> Component:
    return html.Dl([part for name, text in pairs for part in (html.Dt(html.Code(name, dir="ltr")), html.Dd(text))])


def _conformance(_: Words, __: Mapping[str, str], answer: Json) -> list[Component]:
    return [html.Ul([html.Li(html.Code(uri, dir="ltr")) for uri in answer["conformsTo"]])]


def _table(words: Words, heads: Iterable[str], rows: Iterable[Iterable[Component]]) -> Component:
    named = html.Tr([html.Th(html.Code(head, dir="ltr"), scope="col") for head in heads])
    body = html.Tbody([html.Tr([html.Td(cell) for cell in row]) for row in rows])
    return scrolling(html.Table([html.Thead(named), body]), words("ogc.table"))


def _in(words: Words, path: str) -> str:
    return f"{path}?{urlencode({'f': 'html', 'lang': words.language})}"


_BODIES: Final = {
    "landing": _landing,
    "conformance": _conformance,
    "collections": _collections,
    "collection": _collection,
    "schema": _columns,
    "queryables": _columns,
    "items": _items,
    "item": _item,
}
