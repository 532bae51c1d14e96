"""The constraints on rows of the database: those rules of the checks and of the records that SQL can express.

A catalogue is checked before it is published. The constraints also hold where somebody writes into the tables by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, get_args

from dashboard.catalogue.checks.lines import END_TOLERANCE_M, SCHEMATIC_END_TOLERANCE_M
from dashboard.catalogue.checks.routes import RAIL_METHODS, SCHEMATIC_METHODS
from dashboard.catalogue.field_types import Gauge
from dashboard.catalogue.schema import TableSchema
from dashboard.catalogue.text.units import MONEY_PATTERN
from dashboard.catalogue.vocabulary import (
    FORWARD,
    PRECISION_M,
    DrawMethod,
    FactKind,
    Measure,
    Modality,
    Mode,
    PlaceKind,
    Precision,
    ProjectKind,
    Status,
    StatusBasis,
    Unit,
)

VOCABULARIES: Final[Mapping[tuple[str, str], type[StrEnum]]] = MappingProxyType(
    {
        ("statements", "kind"): FactKind,
        ("statements", "modality"): Modality,
        ("statements", "unit"): Unit,
        ("statements", "published_basis"): StatusBasis,
        ("documents", "published_basis"): StatusBasis,
        ("projects", "kind"): ProjectKind,
        ("projects", "status"): Status,
        ("projects", "status_basis"): StatusBasis,
        ("segments", "mode"): Mode,
        ("segments", "status"): Status,
        ("segments", "precision"): Precision,
        ("segments", "method"): DrawMethod,
        ("places", "kind"): PlaceKind,
        ("figures", "measure"): Measure,
        ("figures", "unit"): Unit,
        ("figures", "modality"): Modality,
        ("status_history", "status"): Status,
        ("status_history", "basis"): StatusBasis,
    }
)
"""Columns (table, name) that hold a word of a vocabulary."""

REFERENCES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("projects", "status_fact"): "statements",
        ("routes", "superseded_by"): "routes",
        ("status_history", "fact"): "statements",
    }
)
"""Columns that refer to another table here, where all its rows are present; in an extract some may be missing."""

_DATES: Final = frozenset({"published", "as_of", "due", "status_as_of"})
_ONE_DATE: Final = r"\d{4}(-\d{2}(-\d{2})?)?"
_DATE: Final = f"^{_ONE_DATE}(/{_ONE_DATE})?$"
_ID: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"


def _word_list(values: Iterable[StrEnum]) -> str:
    quoted = sorted("'{}'".format(str(value).replace("'", "''")) for value in values)
    return ", ".join(quoted)


def _not_before(later: str, earlier: str) -> str:
    """The condition that a partial date's last day is not before another's first, as far as both are precise."""
    last, first = f"regexp_replace({later}, '^.*/', '')", f"split_part({earlier}, '/', 1)"
    both = f"least(length({last}), length({first}))"
    return f'left({last}, {both}) COLLATE "C" >= left({first}, {both}) COLLATE "C"'


_GAUGES: Final = ", ".join(str(gauge) for gauge in get_args(Gauge))
_PRECISIONS: Final = " OR ".join(
    f"(precision = '{word}' AND precision_m {'IS NULL' if metres is None else f'= {metres}'})"
    for word, metres in PRECISION_M.items()
)

ROW_RULES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "statements": {
            "quote_has_its_length": '"end" - start = char_length(quote) AND start >= 0',
            "number_has_a_unit": "(num_nonnulls(value, baseline, target) > 0) = (unit IS NOT NULL)",
            "due_is_not_before_as_of": _not_before("due", "as_of"),
            "said_of_what_was": f"modality IN ({_word_list(FORWARD)}) OR {_not_before('published', 'as_of')}",
            "only_what_is_achieved_confirms": f"confirms IS NULL OR modality = '{Modality.ACHIEVED}'",
        },
        "statement_subjects": {
            "about_is_one_thing": "num_nonnulls(project, route, place) = 1 AND about = coalesce(project, route, place)"
        },
        "documents": {"sha256_is_one": "sha256 ~ '^[0-9a-f]{64}$'"},
        "projects": {
            "status_is_backed": f"(status_basis <> '{StatusBasis.STATED}' OR status_fact IS NOT NULL) AND"
            f" (status_basis <> '{StatusBasis.REFERENCE}' OR status_source IS NOT NULL)"
        },
        "project_parts": {"part_is_one_thing": "num_nonnulls(route, place) = 1 AND part = coalesce(route, place)"},
        "routes": {"is_not_its_successor": "superseded_by <> id"},
        "segments": {
            "ends_elsewhere": '"from" <> "to"',
            "gauge_is_known": f"gauge_mm IN ({_GAUGES})",
            "precision_in_metres": _PRECISIONS,
            "a_sketch_is_schematic": f"method NOT IN ({_word_list(SCHEMATIC_METHODS)})"
            f" OR precision = '{Precision.SCHEMATIC}'",
            "a_track_is_of_rail": f"method NOT IN ({_word_list(RAIL_METHODS)}) OR mode = '{Mode.RAIL}'",
            "is_on_the_earth": "ST_XMin(geometry) >= -180 AND ST_XMax(geometry) <= 180"
            " AND ST_YMin(geometry) >= -90 AND ST_YMax(geometry) <= 90",
        },
        "places": {
            "country_is_a_code": "country ~ '^[A-Z]{2}$'",
            "precision_is_bounded": "precision_m BETWEEN 1 AND 50000",
            "is_on_the_earth": "lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90",
            "point_is_where_it_says": "ST_X(geometry) = lon AND ST_Y(geometry) = lat",
        },
        "figures": {
            "is_of_one_thing": "num_nonnulls(project, route) = 1 AND of = coalesce(project, route)",
            "says_something": "num_nonnulls(value, text, as_of) > 0",
            "value_has_a_unit": "(value IS NULL) = (unit IS NULL)",
        },
        "status_history": {
            "is_of_one_thing": "num_nonnulls(project, route) = 1 AND of = coalesce(project, route)",
            "is_backed": f"(basis <> '{StatusBasis.STATED}' OR fact IS NOT NULL) AND"
            f" (basis <> '{StatusBasis.REFERENCE}' OR source IS NOT NULL)",
        },
    }
)
"""By table, the name of each rule and the condition that must not be false for a row."""


def rules_of(table: TableSchema) -> Iterator[tuple[str, str]]:
    """The names and conditions of all rules for the rows of ``table``."""
    for field in table.fields:
        vocabulary = VOCABULARIES.get((table.name, field.name))
        if vocabulary is not None:
            money = f" OR {field.name} ~ '{MONEY_PATTERN}'" if vocabulary is Unit else ""
            yield f"{field.name}_is_a_known_word", f"{field.name} IN ({_word_list(vocabulary)}){money}"
        if field.name in _DATES:
            yield f"{field.name}_is_a_date", f"{field.name} ~ '{_DATE}'"
        if field.name == "id":
            yield "id_has_the_form_of_ids", f"id ~ '{_ID}'"
    yield from ROW_RULES.get(table.name, {}).items()


def cross_rules(schema: str) -> Iterator[str]:
    """The SQL statements that make the rules with another table, as triggers: SQL has no other form for them."""
    yield from _trigger(
        schema,
        "statements",
        "the quotation stands letter for letter where it is said to stand",
        f"""SELECT 1 FROM {schema}.documents d JOIN {schema}.files f ON f.version = d.version AND f.sha256 = d.sha256
            WHERE d.version = NEW.version AND d.id = NEW.document
              AND substr(convert_from(f.content, 'UTF8'), NEW.start + 1, NEW."end" - NEW.start) = NEW.quote""",
    )
    of_a_sketch = f"CASE NEW.precision WHEN '{Precision.SCHEMATIC}' THEN {SCHEMATIC_END_TOLERANCE_M} ELSE 0 END"
    off_m = f"p.precision_m + {END_TOLERANCE_M}, {of_a_sketch}"
    ends = ('(NEW."from", ST_StartPoint(NEW.geometry))', '(NEW."to", ST_EndPoint(NEW.geometry))')
    yield from _trigger(
        schema,
        "segments",
        "the line begins and ends at its places",
        f"""SELECT 1 WHERE 2 = (
              SELECT count(*) FROM {schema}.places p JOIN (VALUES {", ".join(ends)}) AS tip(place, point)
                ON p.version = NEW.version AND p.id = tip.place
              WHERE ST_DistanceSphere(tip.point, p.geometry) <= greatest({off_m}))""",
    )


def _trigger(schema: str, table: str, rule: str, holds: str) -> Iterator[str]:
    """A trigger that refuses a row of ``table`` for which the query ``holds`` finds nothing."""
    name = f"{schema}.rule_of_{table}"
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS ({holds}) THEN
            RAISE EXCEPTION '{table} %: it does not hold that {rule}', NEW.id USING ERRCODE = 'check_violation';
          END IF;
          RETURN NULL;
        END $$"""
    yield f"""CREATE TRIGGER rule_of_{table} AFTER INSERT OR UPDATE ON {schema}.{table}
        FOR EACH ROW EXECUTE FUNCTION {name}()"""
