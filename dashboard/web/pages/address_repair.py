"""Addresses that were typed, cut out of a sentence or changed by a mail program: what they were meant to be."""

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
from dashboard.state.story_map import STORY, story_ids
from dashboard.state.view_state import PAGES, Entity, Known, ViewState, format_path

CORRIDOR: Final = "corridor"
MOST_SUGGESTIONS: Final = 3
LEAST_LIKENESS: Final = 70
"""Of rapidfuzz's weighted ratio, 0 to 100; below it a suggestion is a guess."""
LONGEST: Final = 200
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
"""Signs that a sentence leaves before or behind an address."""
_BETWEEN = re.compile(r"[\s_]+")


@dataclass(frozen=True)
class AddressRepair:
    """Finds what a wrong address means.

    Parameters
    ----------
    known
        The ids and filter values that an address may name.
    names
        By (kind, id), names by which readers know a record.
    files
        The paths of the files that there are.
    """

    known: Known
    names: Mapping[tuple[str, str], tuple[str, ...]]
    files: Collection[str] = ()

    def right_path(self, path: str) -> str | None:
        """The path that ``path`` means beyond doubt; None where it is right, or where it is not known.

        Letter case, signs at its ends, and underscores or spaces in place of hyphens are put right.
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
            named = "/".join(wanted)
            return ViewState(entity=Entity(kind, named)) if named in self._ids.get(kind, {}) else None
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
        """``query`` with filter values in the letter case that they have; None where nothing is to be changed."""
        pairs = parse_qsl(query[: 10 * LONGEST], keep_blank_values=True)
        right = [(name, self._right_values(name, value)) for name, value in pairs]
        return None if right == pairs else urlencode(right, safe=",/")

    def _right_values(self, name: str, value: str) -> str:
        if name not in ALL_FILTERS:
            return value
        values = {value.casefold(): value for value in self.known.values.get(name, ())}
        return ",".join(values.get(part.casefold(), part) for part in value.split(","))

    def nearest(self, path: str) -> tuple[Entity, ...]:
        """At most ``MOST_SUGGESTIONS`` records whose ids or names are most like the last part of ``path``.

        Of a corridor that has two ends, corridors: an end that is known stays, the other becomes what is most like it.
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
        """What is most like ``part`` first; of equally likely records, the one of ``kind``."""
        wanted, entities = fold_text(part.replace("-", " ")), [entity for entity, _ in self._called]
        likest = process.extract(
            wanted, [called for _, called in self._called], scorer=fuzz.WRatio, score_cutoff=LEAST_LIKENESS, limit=20
        )
        ordered = sorted(likest, key=lambda match: (-round(match[1]), entities[match[2]].kind != kind))
        return tuple(dict.fromkeys(entities[at] for _, _, at in ordered))

    @cached_property
    def _called(self) -> list[tuple[Entity, str]]:
        return [
            (Entity(kind, entity), fold_text(name))
            for kind, ids in self.known.ids.items()
            for entity in sorted(ids)
            if kind != STORY or "/" not in entity  # of a step nobody knows the name
            for name in (entity.replace("-", " "), *self.names.get((kind, entity), ()))
        ]


def known_of(atlas: Atlas) -> Known:
    """What addresses of an atlas may name."""
    values = atlas.tally.values
    return Known(
        ids={
            "project": atlas.catalogue.projects,
            "route": atlas.catalogue.routes,
            "place": atlas.catalogue.places,
            "country": frozenset(values["country"]),
            "fact": atlas.catalogue.facts,
            "document": atlas.catalogue.documents,
            STORY: frozenset(story_ids(atlas.catalogue.stories)),
        },
        # The values of a filter that are records are all of these, though a page may offer a part.
        values={
            **{name: frozenset(known) for name, known in values.items()},
            **({} if not atlas.catalogue.large else _records_as_values(atlas.catalogue)),
        },
    )


def _records_as_values(catalogue: Catalogue) -> dict[str, Collection[str]]:
    return {"project": catalogue.projects, "document": catalogue.documents, "speaker": catalogue.speakers}


def names_of(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By (kind, id), the names in all languages, and the aliases, of what a catalogue holds."""
    named: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, records in (("project", catalogue.projects), ("route", catalogue.routes), ("place", catalogue.places)):
        for record_id, names in ((record.id, record.names) for record in records.values()):
            named[kind, record_id] = tuple(names.in_language(language) for language in LANGUAGES)
    for story in catalogue.stories.values():
        named[STORY, story.id] = tuple(story.title.in_language(language) for language in LANGUAGES)
    for project in catalogue.projects.values():
        named["project", project.id] += project.aliases
    return named


def file_paths(catalogue: Catalogue) -> tuple[str, ...]:
    """The paths of all files: those of the whole atlas, and those of each statement and document."""
    data = (f"/data/{name}" for name in (*FILES, *EXPORTS))
    citations = (f"/fact/{fact}.{ending}" for fact in catalogue.facts for ending in ("bib", "jsonld"))
    texts = (f"/document/{document}.txt" for document in catalogue.documents)
    return (*data, *citations, *texts)


def _parts(path: str) -> list[str]:
    """The parts of a path without what a sentence or a typist put around and into them."""
    plain = (_BETWEEN.sub("-", _AROUND.sub("", part)).casefold() for part in unquote(path[:LONGEST]).split("/"))
    return [part for part in plain if part]
