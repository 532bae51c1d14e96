"""Where each kind of record is curated, as paths below the project's root."""

SPEAKERS_FILE = "data/speakers.toml"
PLACES_FILE = "data/places.csv"
CHANGES_FILE = "data/changes.toml"
DOCUMENTS_FOLDER = "data/documents"
PROJECTS_FOLDER = "data/projects"
ROUTES_FOLDER = "data/routes"

DOCUMENT_FILE = DOCUMENTS_FOLDER + "/{}.toml"
PROJECT_FILE = PROJECTS_FOLDER + "/{}.toml"
ROUTE_FILE = ROUTES_FOLDER + "/{}.geojson"
