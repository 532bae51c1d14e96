"""The rows of the tables of ``lookup_tables``, made from a loaded catalogue, for servers that do not load it.

``records`` has by kind and id the records of the mappings of ``Atlas``, as JSON. ``map_features`` has the features that
the map draws, ``filter_values`` the values under which each filter finds a record, ``search_items`` the items that are
found by their words, and ``search_words`` these words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Final

import shapely
from pydantic import TypeAdapter

from dashboard.atlas import Atlas
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, Facets
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.models import Change, Document, Fact, Place, Project, Route, Segment, Speaker
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.text.translation import Translation
from dashboard.database.connection import SRID, Row, TableRows
from dashboard.database.filter_groups import GROUP_COLUMNS, group_rows
from dashboard.map.features import place_features, segment_features
from dashboard.search.index import Role, SearchItem
from dashboard.search.items import search_items
from dashboard.search.terms import terms

Ids = tuple[str, ...]

CATALOGUE_KINDS: Final[Mapping[str, TypeAdapter[Any]]] = MappingProxyType(
    {
        "speakers": TypeAdapter(Speaker),
        "documents": TypeAdapter(Document),
        "facts": TypeAdapter(Fact),
        "projects": TypeAdapter(Project),
        "routes": TypeAdapter(Route),
        "places": TypeAdapter(Place),
        "segments": TypeAdapter(Segment),
        "fact_document": TypeAdapter(str),
        "spans": TypeAdapter(tuple[int, int]),
        "stories": TypeAdapter(Story),
        "translations": TypeAdapter(Translation),
    }
)
"""The mappings of ``Catalogue``, by name, with the type of their values."""
RELATIONS: Final = tuple(field.name for field in fields(Relations))
KINDS: Final[Mapping[str, TypeAdapter[Any]]] = MappingProxyType(
    {
        **CATALOGUE_KINDS,
        **dict.fromkeys(RELATIONS, TypeAdapter(Ids)),
        "measures": TypeAdapter(SegmentMeasure),
        "facets": TypeAdapter(Facets),
        "identity": TypeAdapter(Identity),
        "changes": TypeAdapter(tuple[Change, ...]),
    }
)
"""Every kind of record, with the type of its content. ``identity`` and ``changes`` have one record with an empty id."""
LAYERS: Final = ("segments", "places")


def lookup_rows(atlas: Atlas) -> Iterator[TableRows]:
    """The rows of all tables of ``lookup_tables``."""
    yield "records", ("kind", "id", "content"), record_rows(atlas)
    yield "filter_values", ("kind", "id", "filter", "value", "route"), _filter_rows(atlas)
    yield "filter_groups", GROUP_COLUMNS, group_rows(atlas)
    yield "map_features", ("number", "layer", "id", "properties", "geometry"), _feature_rows(atlas)
    yield "search_items", ("number", "kind", "id", "content", "forms"), _search_rows(atlas)
    yield "search_words", ("word", "named", "records"), _word_rows(atlas)


def record_rows(atlas: Atlas) -> Iterator[Row]:
    """Rows of ``records``; the content is JSON."""
    for kind, mapping in _mappings(atlas):
        for record_id, record in mapping.items():
            # With ``fallback`` and without warnings, pydantic writes read-only mappings as it writes dictionaries.
            content = KINDS[kind].dump_json(record, by_alias=True, exclude_none=True, fallback=dict, warnings=False)
            yield kind, record_id, content.decode()


def _mappings(atlas: Atlas) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from ((kind, getattr(atlas.catalogue, kind)) for kind in CATALOGUE_KINDS)
    yield from ((kind, getattr(atlas.relations, kind)) for kind in RELATIONS)
    yield "measures", atlas.measures
    yield "facets", atlas.facets
    yield "identity", {"": atlas.catalogue.identity}
    yield "changes", {"": atlas.catalogue.changes}


def _filter_rows(atlas: Atlas) -> Iterator[Row]:
    catalogue = atlas.catalogue
    for kind in ("segments", "places", "projects", "facts"):
        for record_id, record in getattr(catalogue, kind).items():
            facets = atlas.facets[record_id]
            route = record.route if kind == "segments" else None
            for name in ALL_FILTERS:
                yield from ((kind, record_id, name, value, route) for value in facets.values(name))


def _feature_rows(atlas: Atlas) -> Iterator[Row]:
    """Rows of ``map_features``: the properties are JSON, the geometry is hexadecimal EWKB in EPSG:4326.

    The properties are those of the map's files, and for each filter its values with a space before and behind each.
    """
    collections = (segment_features(atlas.catalogue), place_features(atlas.catalogue))
    for layer, collection in zip(LAYERS, collections, strict=True):
        for feature in collection["features"]:
            properties = feature["properties"]
            facets = atlas.facets[properties["fid"]]
            by_filter = {f"filter_{name}": f" {' '.join(facets.values(name))} " for name in FILTERS}
            geometry = shapely.set_srid(shapely.geometry.shape(feature["geometry"]), SRID)
            as_json = _PROPERTIES.dump_json({**properties, **by_filter}).decode()
            wkb = shapely.to_wkb(geometry, hex=True, include_srid=True)
            yield feature["id"], layer, properties["fid"], as_json, wkb


_PROPERTIES: Final = TypeAdapter(dict[str, str | int])
ITEMS: Final = TypeAdapter(SearchItem)


def _search_rows(atlas: Atlas) -> Iterator[Row]:
    """Rows of ``search_items``: the content is JSON, the forms of its words are a tsvector."""
    for number, item in enumerate(search_items(atlas)):
        yield number, item.kind, item.id, ITEMS.dump_json(item).decode(), _vector(item)


def _word_rows(atlas: Atlas) -> Iterator[Row]:
    """Rows of ``search_words``: a word, whether names have it, and how many items have it as a form of a word."""
    records: Counter[str] = Counter()
    named: set[str] = set()
    for item in search_items(atlas):
        records.update({form for text in item.texts for term in terms(text.text, text.language) for form in term.forms})
        named.update(term.word for text in item.names for term in terms(text.text, text.language))
    yield from ((word, word in named, number) for word, number in records.items())


_WEIGHTS: Final = "ABCD"
"""The weight of a word in a tsvector, by the role of its text."""


def _vector(item: SearchItem) -> str:
    """The forms of all words of an item, as PostgreSQL reads a tsvector, each with the weight of its best role."""
    forms: dict[str, Role] = {}
    for text in item.texts:
        for form in {form for term in terms(text.text, text.language) for form in term.forms}:
            forms[form] = min(text.role, forms.get(form, text.role))
    return " ".join(f"{quoted(form)}:1{_WEIGHTS[role]}" for form, role in sorted(forms.items()))


def quoted(form: str) -> str:
    """One form, as PostgreSQL reads it in a tsvector or a tsquery."""
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
