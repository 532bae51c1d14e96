"""Corrects addresses that were typed, cut out of a sentence, or changed by a mail program."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode

from rapidfuzz import fuzz, process

from dashboard.api.data import FILES
from dashboard.atlas import Atlas
from dashboard.catalogue.filters import ALL_FILTERS
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.downloads import EXPORTS
from dashboard.i18n import words_in
from dashboard.state.story_map import STORY, story_ids
from dashboard.state.view_state import PAGES, Entity, KnownNames, ViewState, format_path
from dashboard.web.pages.languages import page_language

CORRIDOR: Final = "corridor"
MOST_SUGGESTIONS: Final = 3
LEAST_LIKENESS: Final = 80
"""The least ratio of rapidfuzz, 0 to 100, for a suggestion; the weighted ratio of a part of a name must be higher."""
LONGEST_WHOLE: Final = 3
"""The most characters of a text that is compared with whole names alone: so few letters are a part of many names."""
LONGEST: Final = 200
"""The most characters of a path that are read; of a query ten times as many."""
_PUNCTUATION = re.compile(r"^[\W_]+|[\W_]+$")
"""The characters that a sentence leaves before or after an address."""
_SPACES = re.compile(r"[\s_]+")


@dataclass(frozen=True)
class AddressRepair:
    """Finds the right address for a wrong one.

    Parameters
    ----------
    known
        The ids and filter values that an address may name.
    names
        The names of a record, by (kind, id).
    files
        The paths of all files.
    """

    known: KnownNames
    names: Mapping[tuple[str, str], tuple[str, ...]]
    files: Collection[str] = ()

    def right_path(self, path: str) -> str | None:
        """The one path that ``path`` can mean; None where it is right already, or unknown.

        It corrects letter case, punctuation at the ends, and underscores or spaces in place of hyphens.
        """
        parts = _parts(path)
        state = self._state_of(parts)
        right = self._files.get("/".join(parts)) if state is None else format_path(state)
        return None if right == path else right

    def _state_of(self, parts: list[str]) -> ViewState | None:
        if len(parts) == 1:
            return ViewState(page=parts[0]) if parts[0] in PAGES else None
        kind, *wanted = parts or [""]
        if kind == STORY:
            story = "/".join(wanted)
            return ViewState(entity=Entity(kind, story)) if story in self._ids.get(kind, {}) else None
        ids = self._ids.get("place" if kind == CORRIDOR else kind, {})
        if len(wanted) != (2 if kind == CORRIDOR else 1) or not all(part in ids for part in wanted):
            return None
        return ViewState(entity=Entity(kind, "/".join(ids[part] for part in wanted)))

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, str]]:
        return {kind: {entity.casefold(): entity for entity in ids} for kind, ids in self.known.ids.items()}

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return {"/".join(_parts(path)): path for path in self.files}

    def right_query(self, query: str) -> str | None:
        """``query`` with filter values in their right case, ``lang`` without a region; None where nothing changes."""
        pairs = parse_qsl(query[: 10 * LONGEST], keep_blank_values=True)
        right = [(name, self._right_values(name, value)) for name, value in pairs]
        return None if right == pairs else urlencode(right, safe=",/")

    def _right_values(self, name: str, value: str) -> str:
        if name == "lang":
            return page_language(value) or value
        if name not in ALL_FILTERS:
            return value
        values = {value.casefold(): value for value in self.known.values.get(name, ())}
        return ",".join(values.get(part.casefold(), part) for part in value.split(","))

    def nearest(self, path: str) -> tuple[Entity, ...]:
        """At most ``MOST_SUGGESTIONS`` records whose ids or names are most like the last part of ``path``.

        For a corridor with two ends they are corridors: a known end stays, an unknown end becomes the likest place.
        """
        parts = _parts(path)
        if len(parts) == 3 and parts[0] == CORRIDOR:
            starts, ends = (self._places_like(part) for part in parts[1:])
            pairs = [f"{start}/{end}" for start in starts for end in ends if start != end]
            return tuple(Entity(CORRIDOR, pair) for pair in pairs[:MOST_SUGGESTIONS])
        return self._likest(parts[-1], parts[0])[:MOST_SUGGESTIONS] if parts else ()

    def _places_like(self, part: str) -> list[str]:
        known = self._ids["place"].get(part)
        return [known] if known else [entity.id for entity in self._likest(part, "place") if entity.kind == "place"]

    def _likest(self, part: str, kind: str) -> tuple[Entity, ...]:
        """The records most like ``part``, the likest first; among equals, those of ``kind`` first."""
        wanted, (entities, names) = fold_text(part.replace("-", " ")), self._folded_names
        scorer = fuzz.WRatio if len(wanted) > LONGEST_WHOLE else fuzz.ratio
        likest = process.extract(wanted, names, scorer=scorer, score_cutoff=LEAST_LIKENESS, limit=20)
        likest = [m for m in likest if m[1] > LEAST_LIKENESS or fuzz.ratio(wanted, m[0]) >= LEAST_LIKENESS]
        ordered = sorted(likest, key=lambda match: (-round(match[1]), entities[match[2]].kind != kind))
        return tuple(dict.fromkeys(entities[at] for _, _, at in ordered))

    @cached_property
    def _folded_names(self) -> tuple[list[Entity], list[str]]:
        """Each name of each record, folded for comparison; the record of a name is at the same index."""
        pairs = [
            (Entity(kind, entity), fold_text(name))
            for kind, ids in self.known.ids.items()
            for entity in sorted(ids)
            if kind != STORY or "/" not in entity  # steps of stories have no names
            for name in (
                *([] if kind == "country" else [entity.replace("-", " ")]),
                *self.names.get((kind, entity), ()),
            )
        ]
        return [entity for entity, _ in pairs], [name for _, name in pairs]


def repair_of(atlas: Atlas) -> AddressRepair:
    """Finds the right addresses of an atlas."""
    known = known_of(atlas)
    return AddressRepair(known, names_of(atlas.catalogue, known.ids["country"]), file_paths(atlas.catalogue))


def known_of(atlas: Atlas) -> KnownNames:
    """The ids and filter values that addresses of an atlas may name."""
    catalogue = atlas.catalogue
    values: dict[str, Collection[str]] = {name: frozenset(known) for name, known in atlas.stats.values.items()}
    ids = {
        "project": catalogue.projects,
        "route": catalogue.routes,
        "place": catalogue.places,
        "country": values["country"],
        "fact": catalogue.facts,
        "document": catalogue.documents,
        STORY: frozenset(story_ids(catalogue.stories)),
    }
    if catalogue.large:  # its pages offer only some records as filter values, but all of them are valid
        values |= {"project": catalogue.projects, "document": catalogue.documents, "speaker": catalogue.speakers}
    return KnownNames(ids=ids, values=values)


def names_of(catalogue: Catalogue, countries: Collection[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By (kind, id), the names of a catalogue's records and of ``countries`` in all languages, and the aliases."""
    all_names: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, records in (("project", catalogue.projects), ("route", catalogue.routes), ("place", catalogue.places)):
        for record_id, names in ((record.id, record.names) for record in records.values()):
            all_names[kind, record_id] = tuple(names.in_language(language) for language in LANGUAGES)
    for code in countries:
        all_names["country", code] = tuple(words_in(language).country(code) for language in LANGUAGES)
    for story in catalogue.stories.values():
        all_names[STORY, story.id] = tuple(story.title.in_language(language) for language in LANGUAGES)
    for project in catalogue.projects.values():
        all_names["project", project.id] += project.aliases
    return all_names


def file_paths(catalogue: Catalogue) -> tuple[str, ...]:
    """The paths of all files: those of the atlas, and those of each statement and document."""
    data = ("/api", "/data", *(f"/data/{name}" for name in (*FILES, *EXPORTS)))
    citations = (f"/fact/{fact}.{ending}" for fact in catalogue.facts for ending in ("bib", "jsonld"))
    texts = (f"/document/{document}.txt" for document in catalogue.documents)
    return (*data, *citations, *texts)


def _parts(path: str) -> list[str]:
    """The parts of a path in lower case, without punctuation at their ends, with hyphens for spaces."""
    plain = (_SPACES.sub("-", _PUNCTUATION.sub("", part)).casefold() for part in unquote(path[:LONGEST]).split("/"))
    return [part for part in plain if part]
