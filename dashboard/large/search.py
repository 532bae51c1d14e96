"""``/search.json`` of a catalogue that is not loaded: PostgreSQL finds candidates, the search of the atlas ranks them.

Words are found in their forms, the last one also by its beginning; words that nothing has by names like them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from flask import Blueprint

from dashboard.api.search import add_search
from dashboard.api.search_results import Json, Said, SearchResults
from dashboard.database.connection import STORE
from dashboard.database.stored_records import ITEMS, quoted
from dashboard.i18n import words_in
from dashboard.large.around import Around
from dashboard.large.records import Records
from dashboard.large.store import Store
from dashboard.large.subject_atlas import Frame, subject_atlas
from dashboard.search.find import LARGEST_GROUPS, Group, Search
from dashboard.search.index import SearchItem, nearest
from dashboard.search.items import generic_words
from dashboard.search.lexicon import STOP_WORDS
from dashboard.search.terms import Term, terms

MOST_MATCHES: Final = 40_000
"""Items that are found where more have the words: then none of the words says much."""
MOST_COMPLETED: Final = 10_000
MOST_LONGER: Final = 200
"""Items that are found by longer words than the last one typed, and these words: the shortest first."""
MOST_LIKE: Final = 1_000
"""Words of which those with fewest typing errors are meant."""
MOST_RANKED: Final = 250
"""Of each kind: to rank an item takes the forms of all its words, which are stored apart from it."""
BEYOND: Final = 3
"""Candidates of a kind beyond those that are shown."""
_FEW: Final = 3
"""With fewer results, items that have only some of the words are found too."""


def large_search_blueprint(records: Records, frame: Frame, base: str = "") -> Blueprint:
    """The route; ``base`` is the path below which the atlas is served."""
    blueprint = Blueprint("search", __name__)
    generic = generic_words()
    around = Around(records)

    def answer(query: str, language: str) -> Json:
        groups = Search(candidates(records.store, query), generic).find(query, language)
        hits = [hit.id.split("/")[0] for group in groups for hit in group.hits]
        facts = [hit.id for group in groups for hit in group.hits if group.kind == "fact"]
        records.fetch(hits)
        atlas = subject_atlas(records, frame, around.records(facts))
        said = _said(records.store, groups)
        return SearchResults(atlas, words_in(language, atlas.catalogue.identity), base, said).make(query, groups)

    add_search(blueprint, answer)
    return blueprint


def candidates(store: Store, query: str) -> list[SearchItem]:
    """Of each kind the items that may answer best: those with all words, and where these are few those with some."""
    asked = [term for term in terms(query) if term.word not in STOP_WORDS] or terms(query)
    known = [_known(store, term, last=term is asked[-1]) for term in asked]
    words = [f"({' | '.join(map(quoted, forms))})" for forms in known if forms]
    if not words:
        return []
    with_all = _items(store, " & ".join(words))
    return with_all if len(with_all) > _FEW or len(words) == 1 else [*with_all, *_items(store, " | ".join(words))]


def _known(store: Store, term: Term, *, last: bool) -> list[str]:
    """The forms of a word that items have, of the ``last`` also longer words; else those it may be misspelled for."""
    words = f"SELECT word, records FROM {STORE}.search_words WHERE version = %(version)s"
    longer = (
        f"{words} AND word > %(word)s AND starts_with(word, %(word)s)" if last and term.word else f"{words} AND false"
    )
    query = f"""
        {words} AND word = ANY(%(forms)s) UNION SELECT word, records FROM (
            SELECT *, sum(records) OVER (ORDER BY length(word), word) AS up_to FROM ({longer}) AS longer
            ORDER BY length(word), word LIMIT {MOST_LONGER}
        ) AS counted WHERE up_to - records < {MOST_COMPLETED}
    """
    known = store.rows(query, {"forms": [*term.forms], "word": term.word})
    if not known and term.word:
        like = f"{words} AND named AND word %% %(word)s ORDER BY similarity(word, %(word)s) DESC LIMIT {MOST_LIKE}"
        return [*nearest(term.word, [word for word, _ in store.rows(like, {"word": term.word})])]
    return [word for word, _ in known]


def _items(store: Store, query: str) -> list[SearchItem]:
    most = " ".join(f"WHEN '{kind}' THEN {number + BEYOND}" for kind, number in LARGEST_GROUPS.items())
    query_of_kinds = f"""
        WITH matching AS MATERIALIZED (
            SELECT number, kind FROM {STORE}.search_items
            WHERE version = %(version)s AND forms @@ %(query)s::tsquery LIMIT {MOST_MATCHES}
        ), looked_at AS (
            SELECT number FROM (
                SELECT number, row_number() OVER (PARTITION BY kind ORDER BY number) AS place FROM matching
            ) AS of_kind WHERE place <= {MOST_RANKED}
        ), ranked AS (
            SELECT number, kind, row_number() OVER (
                PARTITION BY kind ORDER BY ts_rank('{{0.1, 0.2, 0.4, 1}}', forms, %(query)s::tsquery) DESC, number
            ) AS place
            FROM {STORE}.search_items
            WHERE version = %(version)s AND number = ANY(ARRAY(SELECT number FROM looked_at))
        )
        SELECT number FROM ranked WHERE place <= CASE kind {most} ELSE 0 END
    """
    best = [number for [number] in store.rows(query_of_kinds, {"query": query})]
    rows = store.rows(
        f"SELECT content::text FROM {STORE}.search_items WHERE version = %(version)s AND number = ANY(%(best)s::int[])"
        " ORDER BY number",
        {"best": best},
    )
    return [ITEMS.validate_json(content) for [content] in rows]


def _said(store: Store, groups: Iterable[Group]) -> Mapping[str, Said]:
    speakers = [hit.id for group in groups if group.kind == "speaker" for hit in group.hits]
    return dict(_counted(store, speakers)) if speakers else {}


def _counted(store: Store, speakers: list[str]) -> Iterator[tuple[str, Said]]:
    query = (
        f"SELECT speaker, count(*), (array_agg(id ORDER BY document, start))[1] FROM {STORE}.statements"
        " WHERE version = %(version)s AND speaker = ANY(%(speakers)s) GROUP BY speaker"
    )
    for speaker, number, first in store.rows(query, {"speakers": speakers}):
        yield speaker, Said(first, number)
