"""``/search.json`` of a catalogue that is not loaded: PostgreSQL finds candidates, the search of the atlas ranks them.

A word finds items by its forms, the last word also by its beginning. A word that no item has finds items by names
that are spelled like it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from flask import Blueprint

from dashboard.api.search import add_search
from dashboard.api.search_results import Json, SearchResults, SpeakerFacts
from dashboard.database.lookup_rows import ITEMS, quoted
from dashboard.i18n import words_in
from dashboard.large.records import Records
from dashboard.large.related_records import RelatedRecords
from dashboard.large.store import Store, from_table
from dashboard.large.subject_atlas import SharedData, subject_atlas
from dashboard.search.find import LARGEST_GROUPS, Group, Search
from dashboard.search.index import SearchItem, nearest
from dashboard.search.items import generic_words
from dashboard.search.lexicon import STOP_WORDS
from dashboard.search.terms import Term, terms

MOST_MATCHES: Final = 40_000
"""The most items that match. Where more have the words, none of the words says much."""
MOST_COMPLETED: Final = 10_000
"""The most items that match by words longer than the last one typed."""
MOST_LONGER_WORDS: Final = 200
"""The most of these longer words, the shortest first."""
MOST_SIMILAR_WORDS: Final = 1_000
"""The most words among which those with the fewest typing errors are searched."""
MOST_RANKED: Final = 250
"""The most items of each kind that are ranked: ranking an item reads the forms of all its words, which is slow."""
SPARE_CANDIDATES: Final = 3
"""The candidates of a kind beyond the number that is displayed."""
_FEW: Final = 3
"""With fewer results, items that have only some of the words match too."""


def large_search_blueprint(records: Records, shared: SharedData, base: str = "") -> Blueprint:
    """The route; ``base`` is the path below which the atlas is served."""
    blueprint = Blueprint("search", __name__)
    generic = generic_words()
    related = RelatedRecords(records)

    def answer(query: str, language: str) -> Json:
        groups = Search(candidates(records.store, query), generic).find(query, language)
        hits = [hit.id.split("/")[0] for group in groups for hit in group.hits]
        facts = [hit.id for group in groups for hit in group.hits if group.kind == "fact"]
        records.fetch(hits)
        atlas = subject_atlas(records, shared, related.of_records(facts))
        by_speaker = _statements_by_speaker(records.store, groups)
        return SearchResults(atlas, words_in(language, atlas.catalogue.identity), base, by_speaker).make(query, groups)

    add_search(blueprint, answer)
    return blueprint


def candidates(store: Store, query: str) -> list[SearchItem]:
    """The items of each kind that may answer best: those with all words, and where these are few, those with some."""
    query_terms = [term for term in terms(query) if term.word not in STOP_WORDS] or terms(query)
    forms_by_term = [_stored_forms(store, term, last=term is query_terms[-1]) for term in query_terms]
    words = [f"({' | '.join(map(quoted, forms))})" for forms in forms_by_term if forms]
    if not words:
        return []
    with_all = _items(store, " & ".join(words))
    return with_all if len(with_all) > _FEW or len(words) == 1 else [*with_all, *_items(store, " | ".join(words))]


def _stored_forms(store: Store, term: Term, *, last: bool) -> list[str]:
    """The forms of a word that items have, of the ``last`` also longer words; else words that may be meant by it."""
    words = f"SELECT word, records {from_table('search_words')}"
    is_longer = "word > %(word)s AND starts_with(word, %(word)s)" if last and term.word else "false"
    query = f"""
        {words} AND word = ANY(%(forms)s) UNION SELECT word, records FROM (
            SELECT *, sum(records) OVER (ORDER BY length(word), word) AS up_to FROM ({words} AND {is_longer}) AS longer
            ORDER BY length(word), word LIMIT {MOST_LONGER_WORDS}
        ) AS counted WHERE up_to - records < {MOST_COMPLETED}
    """
    rows = store.rows(query, {"forms": [*term.forms], "word": term.word})
    if not rows and term.word:
        similar = f"{words} AND named AND word %% %(word)s ORDER BY similarity(word, %(word)s) DESC"
        rows = store.rows(f"{similar} LIMIT {MOST_SIMILAR_WORDS}", {"word": term.word})
        return [*nearest(term.word, [word for word, _ in rows])]
    return [word for word, _ in rows]


def _items(store: Store, query: str) -> list[SearchItem]:
    """The best items of each kind for a tsquery, in the order of their numbers."""
    most = " ".join(f"WHEN '{kind}' THEN {number + SPARE_CANDIDATES}" for kind, number in LARGEST_GROUPS.items())
    best_numbers = f"""
        WITH matching AS MATERIALIZED (
            SELECT number, kind {from_table("search_items")} AND forms @@ %(query)s::tsquery LIMIT {MOST_MATCHES}
        ), looked_at AS (
            SELECT number FROM (
                SELECT number, row_number() OVER (PARTITION BY kind ORDER BY number) AS place FROM matching
            ) AS of_kind WHERE place <= {MOST_RANKED}
        ), ranked AS (
            SELECT number, kind, row_number() OVER (
                PARTITION BY kind ORDER BY ts_rank('{{0.1, 0.2, 0.4, 1}}', forms, %(query)s::tsquery) DESC, number
            ) AS place
            {from_table("search_items")} AND number = ANY(ARRAY(SELECT number FROM looked_at))
        )
        SELECT number FROM ranked WHERE place <= CASE kind {most} ELSE 0 END
    """
    items = f"SELECT content::text {from_table('search_items')} AND number = ANY(%(best)s::int[]) ORDER BY number"
    best = store.column(best_numbers, {"query": query})
    return [ITEMS.validate_json(content) for content in store.column(items, {"best": best})]


def _statements_by_speaker(store: Store, groups: Iterable[Group]) -> Mapping[str, SpeakerFacts]:
    """The first statement and the number of statements of each speaker among the results."""
    speakers = [hit.id for group in groups if group.kind == "speaker" for hit in group.hits]
    if not speakers:
        return {}
    query = (
        f"SELECT speaker, count(*), (array_agg(id ORDER BY document, start))[1] {from_table('statements')}"
        " AND speaker = ANY(%(speakers)s) GROUP BY speaker"
    )
    return {
        speaker: SpeakerFacts(first, number) for speaker, number, first in store.rows(query, {"speakers": speakers})
    }
