"""The application over a catalogue that is not loaded."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING

from dash import Dash
from flask import Blueprint, Flask, Response, request

from dashboard.api.data import add_texts, answer_unknown_filters
from dashboard.api.map_files import own_tiles_blueprint
from dashboard.api.map_urls import SELECTED_PATH
from dashboard.app import app_with
from dashboard.atlas import Atlas
from dashboard.catalogue.identity import Identity
from dashboard.database.errors import DatabaseError
from dashboard.exports.downloads import add_citations
from dashboard.http.caching import FOREVER
from dashboard.http.child_process import ChildProcess
from dashboard.http.compression import GEOJSON
from dashboard.http.responses import error_response, revalidated
from dashboard.large.catalogue_totals import count_catalogue, languages, top_projects
from dashboard.large.filter_counts import filter_counts_blueprint
from dashboard.large.pages import LargePages
from dashboard.large.records import Records
from dashboard.large.search import large_search_blueprint
from dashboard.large.statement_file import add_statement_file
from dashboard.large.store import Store
from dashboard.large.subject_atlas import SharedData
from dashboard.large.tiles import tiles_blueprint
from dashboard.load_atlas import BasemapFiles
from dashboard.load_own_basemap import load_own_basemap
from dashboard.settings import Settings
from dashboard.web.ogc.routes import MakeCollections, ogc_blueprint
from dashboard.web.pages.server_errors import answer_unavailable
from dashboard.web.registration import add_common_routes

if TYPE_CHECKING:
    from dashboard.large.ogc import StoredCollection


def create_large_app(store: Store, settings: Settings, basemap: BasemapFiles) -> Dash:
    """Make the application that serves one version in the database.

    Parameters
    ----------
    store
        Answers queries about the version.
    settings
        The deployment's choices.
    basemap
        The countries and the map's basemap.
    """
    records = Records(store)
    shared = SharedData(count_catalogue(store), languages(store), top_projects(store), basemap)
    identity: Identity = records.get("identity", "")
    own_basemap = load_own_basemap(settings, identity.first_view or shared.stats.box)
    pages = LargePages(records, shared, own_basemap and own_basemap.basemap, settings)

    def add_routes(server: Flask, atlas: Atlas, settings: Settings, _: ChildProcess) -> None:
        add_common_routes(server, atlas, settings)
        server.register_blueprint(tiles_blueprint(store))
        server.register_blueprint(_selection_blueprint(pages))
        server.register_blueprint(filter_counts_blueprint(pages.counts))
        server.register_blueprint(large_search_blueprint(records, shared, settings.base_path))
        answer_unavailable(server, identity, DatabaseError)
        server.register_blueprint(ogc_blueprint(atlas, settings.version, settings.base_path, _collections(store)))
        server.register_blueprint(_file_blueprint(store, atlas, pages.first.known.values))

    own_tiles = () if own_basemap is None else (own_tiles_blueprint(own_basemap.tiles),)
    return app_with(pages.at, pages.first.atlas, settings, own_tiles, add_routes)


def _collections(store: Store) -> MakeCollections:
    """The collections of the OGC API, made at the first request for one: their packages take memory and time."""

    @cache
    def collections() -> Mapping[str, "StoredCollection"]:
        from dashboard.large.ogc import stored_collections

        return stored_collections(store)

    return lambda origin: {name: collection.at(origin) for name, collection in collections().items()}


def _selection_blueprint(pages: LargePages) -> Blueprint:
    """``/selected.geojson?path=/project/…&v=…``: the features that an address selects; none without a ``path``."""
    blueprint = Blueprint("selected", __name__)

    @blueprint.get(SELECTED_PATH)
    def selected() -> Response:
        path = request.args.get("path", "/")
        response = revalidated(pages.at(path, "").selected_features(path), GEOJSON)
        if request.args.get("v") == pages.first.version:
            response.headers["Cache-Control"] = FOREVER
        return response

    return blueprint


def _file_blueprint(store: Store, atlas: Atlas, values: Mapping[str, Collection[str]]) -> Blueprint:
    """Texts and citations of single records, and the file of statements; ``values`` has the values of each filter."""
    blueprint = Blueprint("data", __name__)
    add_texts(blueprint, atlas)
    add_citations(blueprint, atlas)
    add_statement_file(blueprint, store, values)
    answer_unknown_filters(blueprint)

    @blueprint.get("/data/<path:name>")
    def no_file(name: str) -> Response:  # noqa: ARG001 (the route's variable)
        hint = "this atlas has too many records for one file; its tables are in the database"
        return error_response(404, hint, allowed=["/data/facts.csv"])

    return blueprint
