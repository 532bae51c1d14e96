"""The tables from which a server answers that does not load the catalogue; ``lookup_rows`` makes their rows."""

from typing import Final

from geoalchemy2 import Geometry
from sqlalchemy import Boolean, Column, Computed, Double, Index, Integer, MetaData, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB, TSVECTOR

from dashboard.catalogue.filters import ALL_FILTERS, RECORD_FILTERS
from dashboard.database.connection import SRID, STORE
from dashboard.database.filter_groups import SIDES
from dashboard.database.versioned_table import text_keys, versioned_table
from dashboard.map.features import ALL_FROM_ZOOM

WEB_MERCATOR: Final = 3857
STATISTICS: Final = (
    f"CREATE STATISTICS {STORE}.filter_values_together (mcv) ON filter, value, kind FROM {STORE}.filter_values",
    f"ALTER STATISTICS {STORE}.filter_values_together SET STATISTICS 1000",
)
"""The SQL that counts how often values come with their filter and kind.

From the frequencies of each column alone, planners expect a tenth of the records that pass.
"""
MOST_FROM_A_ZOOM: Final = {"segments": 16, "places": 120}
"""The most features that begin to be drawn in each tile of a zoom: segments of one mode and status, and places."""


def add_lookup_tables(metadata: MetaData) -> None:
    """Declare the tables of records, filters, map features and searched items."""
    versioned_table(
        "records",
        metadata,
        *text_keys("id", "kind"),
        Column("content", JSON, nullable=False),
        comment="What the program keeps in memory where it loads a catalogue, record by record",
    )
    _add_filter_tables(metadata)
    versioned_table(
        "map_features",
        metadata,
        *text_keys("layer", "id"),
        Column("number", Integer, nullable=False, comment="tells features of a tile apart"),
        Column("properties", JSONB, nullable=False, comment="what the map knows of the feature"),
        Column("geometry", Geometry("GEOMETRY", srid=SRID, spatial_index=False), nullable=False),
        Column(
            "projected",
            Geometry("GEOMETRY", srid=WEB_MERCATOR, spatial_index=False),
            Computed(f"ST_Transform(geometry, {WEB_MERCATOR})", persisted=True),
            nullable=False,
        ),
        Column("min_zoom", SmallInteger, nullable=False, server_default="0", comment="from which on it is in tiles"),
        Index("map_features_by_position", "projected", postgresql_using="gist"),
        Index("map_features_by_zoom", "version", "layer", "min_zoom", "number", postgresql_include=["id"]),
        comment="What the map draws, for vector tiles",
    )
    _add_search_tables(metadata)


def _add_filter_tables(metadata: MetaData) -> None:
    versioned_table(
        "filter_values",
        metadata,
        *text_keys("filter", "value", "kind", "id"),
        Column("route", Text, comment="of a segment"),
        Index("filter_values_by_record", "version", "kind", "id"),
        comment="Under which values each filter finds a record",
    )
    looks_comment = "of segments: the entries of the legend that explain them"
    versioned_table(
        "filter_groups",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("coarse", Boolean, nullable=False, comment="projects, documents and speakers are not told apart"),
        Column("kind", Text, nullable=False),
        Column("line", Integer, comment="of segments: tells apart what is counted as routes"),
        Column("routes", Integer, comment="of segments: how many routes are alike"),
        Column("records", Integer, nullable=False, comment="how many there are in the group"),
        Column("withdrawn", Boolean, nullable=False),
        Column("looks", ARRAY(Text), nullable=False, comment=looks_comment),
        *(Column(f"filter_{name}", ARRAY(Text), nullable=False) for name in ALL_FILTERS),
        *(Column(side, Double, comment="of lines and points, in degrees") for side in SIDES),
        Index("filter_groups_by_kind", "version", "coarse", "kind"),
        *(Index(f"filter_groups_by_{name}", f"filter_{name}", postgresql_using="gin") for name in RECORD_FILTERS),
        comment="Records that every filter finds alike, counted",
    )


def _add_search_tables(metadata: MetaData) -> None:
    versioned_table(
        "search_items",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False, comment="its place in the order of display"),
        Column("kind", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("content", JSON, nullable=False),
        Column("forms", TSVECTOR, nullable=False, comment="the forms of its words"),
        Index("search_items_by_form", "forms", postgresql_using="gin"),
        comment="What can be found by its words",
    )
    versioned_table(
        "search_words",
        metadata,
        Column("word", Text(collation="C"), primary_key=True),
        Column("named", Boolean, nullable=False, comment="whether names have it: there typing errors are forgiven"),
        Column("records", Integer, nullable=False, comment="how many of search_items have it"),
        Index(
            "search_words_by_likeness",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
            postgresql_where=text("named"),
        ),
        comment="The forms of the words by which search_items are found",
    )


_MOST_OF_LAYER: Final = " ".join(f"WHEN '{layer}' THEN {most}" for layer, most in MOST_FROM_A_ZOOM.items())
MIN_ZOOMS: Final = f"""
    WITH features AS (
        SELECT id, layer, coalesce(properties->>'route', id) AS line, ST_Centroid(projected) AS middle,
            properties->>'mode' AS mode, properties->>'status' AS status,
            CASE layer
                WHEN 'segments' THEN -sum(ST_Length(projected)) OVER (PARTITION BY layer, properties->>'route')
                ELSE (properties->>'rank')::float
            END AS rank
        FROM {STORE}.map_features WHERE version = %(version)s
    ), placed AS (
        SELECT layer, line, zoom, row_number() OVER (
            PARTITION BY layer, mode, status, zoom, floor(ST_X(middle) / size + half), floor(ST_Y(middle) / size + half)
            ORDER BY rank, line, id
        ) AS place
        FROM features, LATERAL (
            SELECT zoom, 40075016.7 / 2 ^ zoom AS size, 2 ^ zoom / 2 AS half
            FROM generate_series(0, {ALL_FROM_ZOOM}) AS zoom
        ) AS zooms
    ), begun AS (
        SELECT layer, line, min(zoom) AS zoom FROM placed
        WHERE zoom = {ALL_FROM_ZOOM} OR place <= CASE layer {_MOST_OF_LAYER} END GROUP BY layer, line
    )
    UPDATE {STORE}.map_features SET min_zoom = begun.zoom
    FROM features JOIN begun USING (layer, line)
    WHERE version = %(version)s AND map_features.layer = features.layer AND map_features.id = features.id
"""
"""The SQL that sets from which zoom on each feature of a version is drawn, so that no tile of a far view has too many.

All segments of a route begin at the same zoom, so that a line has no holes. In a tile the longest routes of each mode
and status come first, and the places of first rank. So a filter by mode or status finds something in any view.
"""
