"""The atlas around one subject: every record by its id, and a walk over those that have to do with the subject.

The views that make a panel of a whole catalogue make the same panel of this. A test holds that for every address.
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
from dashboard.database.connection import STORE
from dashboard.database.stored_records import CATALOGUE_KINDS, RELATIONS
from dashboard.large.around import Listed
from dashboard.large.records import Records, StoredMapping
from dashboard.load_atlas import BasemapFiles, feature_layers


@dataclass(frozen=True)
class Frame:
    """What is the same for every subject: what is counted over the whole, and the basemap.

    ``languages`` gives by language the number of documents; ``most_spoken`` the projects with most statements.
    """

    tally: CatalogueStats
    languages: Mapping[str, int]
    most_spoken: Sequence[str]
    basemap: BasemapFiles


@dataclass(frozen=True)
class StoredCatalogue(Catalogue):
    """A catalogue whose records and texts are in the database; ``frame`` has what is counted over all of it."""

    records: Records | None = None
    frame: Frame | None = None
    filtered_totals: FilteredTotals | None = None
    large = True

    def read(self, file: str) -> bytes:
        """The bytes of one of the catalogue's files."""
        assert self.records is not None
        query = f"SELECT content FROM {STORE}.files WHERE version = %(version)s AND path = %(path)s"
        for [content] in self.records.store.rows(query, {"path": file}):
            return bytes(content)
        raise FileError("the file is not in the database; publish the catalogue anew")

    @property
    def box(self) -> Box:
        """The extent of all lines."""
        return self._frame.tally.box

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind."""
        return {kind: self._frame.tally.totals[kind] for kind in COUNTED_KINDS}

    @property
    def languages(self) -> Mapping[str, int]:
        """By language (a BCP 47 tag), how many documents there are in it."""
        return self._frame.languages

    @property
    def _frame(self) -> Frame:
        assert self.frame is not None
        return self.frame


def subject_atlas(records: Records, frame: Frame, listed: Listed, totals: FilteredTotals | None = None) -> Atlas:
    """The atlas in which a walk over the records gives those that are ``listed``.

    ``totals`` counts all records that pass some filters, where only the first of them are listed.
    """
    segments = {segment.id for route in listed.routes for segment in records.get("routes", route).segments}
    walks: dict[str, Collection[str]] = {**vars(listed), "segments": segments}
    mappings: dict[str, Any] = {kind: StoredMapping(records, kind, walks.get(kind, ())) for kind in CATALOGUE_KINDS}
    relations: dict[str, Any] = {name: StoredMapping(records, name) for name in RELATIONS}
    catalogue = StoredCatalogue(
        root=NO_FOLDER,
        identity=records.get("identity", ""),
        changes=records.get("changes", ""),
        records=records,
        frame=frame,
        filtered_totals=totals,
        **mappings,
    )
    return Atlas(
        catalogue=catalogue,
        relations=Relations(**relations),
        measures=StoredMapping(records, "measures"),
        facets=StoredMapping(records, "facets", (*segments, *listed.places, *listed.projects, *listed.facts)),
        tally=frame.tally,
        shapes=frame.basemap.shapes,
        findings=(),
        layers={"ground": frame.basemap.coarse, **feature_layers(catalogue)},
        tiles=frame.basemap.tiles,
        version=records.store.version.data,
    )


NO_FOLDER: Final = Path("/nonexistent")
"""Nothing is read from files."""
