"""Lists that grow with the catalogue: how much of one the page holds, and the button that fetches more of it."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.folding import fold_text
from dashboard.catalogue.models import Document, Place, Project, Route
from dashboard.views.context import Context
from dashboard.views.parts import data
from dashboard.wording import Words

Record = Route | Place | Project | Document
T = TypeVar("T", Route, Place, Project, Document)
MOST: Final[Mapping[str, int]] = {"route": 60, "place": 200, "project": 60, "document": 60}
"""Rows of each kind in the page; further ones come in pages (``publishing/index_files.py``)."""


def called(words: Words, record: Record) -> str:
    """What the lists call a record, in the reader's language."""
    text = record.titles if isinstance(record, Document) else record.names
    return text.in_language(words.language)


def by_name(words: Words, record: Record) -> tuple[str, str]:
    """The place of a record in a list, the same in the page and in what is fetched behind it."""
    return fold_text(called(words, record)), record.id


def rows_and_more(
    context: Context, kind: str, records: Mapping[str, T], own: Sequence[T] = ()
) -> tuple[list[T], list[Component]]:
    """The records of the page's rows, and below them the button for the others (``assets/atlas_lists.js``), if any.

    A list that is whole stands in the order of ``own``, where that is given; a longer one is by name.
    """
    most, words = MOST[kind], context.words
    if own and len(own) <= most:
        return list(own), []
    rows = sorted(records.values(), key=lambda record: by_name(words, record))
    left = len(rows) - most
    if left <= 0:
        return rows, []
    marks = data(list=kind, after=rows[most - 1].id)
    label = words("list.more", n=words.number(left))
    return rows[:most], [html.Button(label, className="quiet more", type="button", **marks)]
