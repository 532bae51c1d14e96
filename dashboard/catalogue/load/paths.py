"""The files in which curators write each kind of record, as paths below the project's root."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from dashboard.catalogue.identity import Identity
from dashboard.catalogue.models import Change, Document, Fact, Place, Project, Route, Segment, Speaker
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.text.translation import Translation

IDENTITY_FILE = "data/atlas.toml"
SPEAKERS_FILE = "data/speakers.toml"
PLACES_FILE = "data/places.csv"
CHANGES_FILE = "data/changes.toml"
DOCUMENTS_FOLDER = "data/documents"
PROJECTS_FOLDER = "data/projects"
ROUTES_FOLDER = "data/routes"
STORIES_FOLDER = "data/stories"
TRANSLATIONS_FOLDER = "data/translations"
DRAFTS_FOLDER = "data/drafts"
SEEDS_FOLDER = "seeds"

DOCUMENT_FILE = DOCUMENTS_FOLDER + "/{}.toml"
PROJECT_FILE = PROJECTS_FOLDER + "/{}.toml"
STORY_FILE = STORIES_FOLDER + "/{}.toml"
TRANSLATION_FILE = TRANSLATIONS_FOLDER + "/{}.toml"
DRAFT_FILE = DRAFTS_FOLDER + "/{}.toml"
ROUTE_FILE = ROUTES_FOLDER + "/{}.geojson"

AnyRecord: TypeAlias = (
    Identity | Speaker | Place | Change | Document | Fact | Project | Route | Segment | Story | Translation
)
RECORD_FILES: Final[Mapping[type[AnyRecord], str]] = MappingProxyType(
    {
        Identity: IDENTITY_FILE,
        Speaker: SPEAKERS_FILE,
        Place: PLACES_FILE,
        Change: CHANGES_FILE,
        Document: DOCUMENT_FILE,
        Fact: DOCUMENT_FILE,
        Project: PROJECT_FILE,
        Route: ROUTE_FILE,
        Segment: ROUTE_FILE,
        Story: STORY_FILE,
        Translation: TRANSLATION_FILE,
    }
)
"""The file of each kind of record; ``{}`` stands for the id of the file's own record."""


def text_path(document_id: str) -> str:
    """The path of the address at which a document's text is served."""
    return f"/document/{document_id}.txt"
