"""Where each kind of record is curated, as paths below the project's root."""

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


def text_path(document_id: str) -> str:
    """Where a document's text is served."""
    return f"/document/{document_id}.txt"
