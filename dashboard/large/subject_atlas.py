"""The atlas around one subject: every record by its id, and a walk over those that have to do with the subject.

The views make the same panel of it as of a loaded catalogue. A test compares both at every address.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.atlas import Atlas
from dashboard.catalogue.catalogue_stats import CatalogueStats
from dashboard.catalogue.identity import Box
from dashboard.catalogue.load.catalogue import COUNTED_KINDS, Catalogue, FilteredTotals
from dashboard.catalogue.load.files import FileError
from dashboard.catalogue.relations import Relations
from dashboard.database.lookup_rows import CATALOGUE_KINDS, RELATIONS
from dashboard.large.records import Records, StoredMapping
from dashboard.large.related_records import RelatedIds
from dashboard.large.store import from_table
from dashboard.load_atlas import BasemapFiles, feature_layers

_NO_FOLDER: Final = Path("/nonexistent")
"""The root of a catalogue that reads no file."""


@dataclass(frozen=True)
class SharedData:
    """The data that is the same for every subject: the counts over the whole catalogue, and the basemap.

    ``languages`` gives by language the number of documents; ``top_projects`` the projects with most statements.
    """

    stats: CatalogueStats
    languages: Mapping[str, int]
    top_projects: Sequence[str]
    basemap: BasemapFiles


@dataclass(frozen=True)
class StoredCatalogue(Catalogue):
    """A catalogue whose records and texts are in the database; ``shared`` has the counts over all of it."""

    records: Records | None = None
    shared: SharedData | None = None
    filtered_totals: FilteredTotals | None = None
    large = True

    def read(self, file: str) -> bytes:
        """The bytes of one of the catalogue's files."""
        assert self.records is not None
        query = f"SELECT content {from_table('files')} AND path = %(path)s"
        for content in self.records.store.column(query, {"path": file}):
            return bytes(content)
        raise FileError("the file is not in the database; publish the catalogue anew")

    @property
    def box(self) -> Box:
        """The extent of all lines."""
        return self._shared.stats.box

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind."""
        return {kind: self._shared.stats.totals[kind] for kind in COUNTED_KINDS}

    @property
    def languages(self) -> Mapping[str, int]:
        """By language (a BCP 47 tag), how many documents there are in it."""
        return self._shared.languages

    @property
    def _shared(self) -> SharedData:
        assert self.shared is not None
        return self.shared


def subject_atlas(
    records: Records, shared: SharedData, related: RelatedIds, filtered_totals: FilteredTotals | None = None
) -> Atlas:
    """The atlas in which a walk over the records gives the ``related`` ones.

    ``filtered_totals`` counts all records that pass some filters, where ``related`` has only the first of them.
    """
    segments = {segment.id for route in related.routes for segment in records.get("routes", route).segments}
    walked: dict[str, Collection[str]] = {**vars(related), "segments": segments}
    mappings: dict[str, Any] = {kind: StoredMapping(records, kind, walked.get(kind, ())) for kind in CATALOGUE_KINDS}
    relations: dict[str, Any] = {name: StoredMapping(records, name) for name in RELATIONS}
    catalogue = StoredCatalogue(
        root=_NO_FOLDER,
        identity=records.get("identity", ""),
        changes=records.get("changes", ""),
        records=records,
        shared=shared,
        filtered_totals=filtered_totals,
        **mappings,
    )
    return Atlas(
        catalogue=catalogue,
        relations=Relations(**relations),
        measures=StoredMapping(records, "measures"),
        facets=StoredMapping(records, "facets", (*segments, *related.places, *related.projects, *related.facts)),
        stats=shared.stats,
        shapes=shared.basemap.shapes,
        findings=(),
        layers={"ground": shared.basemap.coarse, **feature_layers(catalogue)},
        tiles=shared.basemap.tiles,
        version=records.store.version.data,
    )
