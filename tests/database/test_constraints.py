"""What the tables refuse from whoever writes into them by hand: the same that ``check`` finds in files."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import errors

from dashboard.catalogue.schema import SCHEMA
from dashboard.database.constraints import VOCABULARIES, rules_of

STORE = "atlas_store"


@pytest.fixture
def connection(published: str) -> Iterator[psycopg.Connection[Any]]:
    """What a test changes is taken back."""
    with psycopg.connect(published) as opened:
        yield opened
        opened.rollback()


WRONG = [
    # what it is (the rule that refuses it), the change
    ("statements_kind_is_a_known_word", "statements SET kind = 'rumour'"),
    ("statements_quote_has_its_length", "statements SET quote = quote || '!'"),
    ("statements_number_has_a_unit", "statements SET value = 5, unit = NULL"),
    ("statements_number_has_a_unit", "statements SET value = NULL, baseline = NULL, target = NULL, unit = 'km'"),
    ("statements_due_is_not_before_as_of", "statements SET as_of = '2024-05', due = '2019/2024-04'"),
    ("statements_as_of_is_a_date", "statements SET as_of = 'last year'"),
    (
        "statements_said_of_what_was",
        "statements SET published = '2020-02', as_of = '2020-03', due = NULL, modality = 'achieved'",
    ),
    ("statements_only_what_is_achieved_confirms", "statements SET confirms = id, modality = 'planned'"),
    ("statements_id_has_the_form_of_ids", "statements SET id = 'Not An Id' WHERE confirms IS NULL"),
    ("statement_subjects_about_is_one_thing", "statement_subjects SET about = 'tasim' WHERE project IS NULL"),
    ("documents_sha256_is_one", "documents SET sha256 = 'none'"),
    ("projects_status_is_backed", "projects SET status_basis = 'stated', status_fact = NULL"),
    ("projects_status_is_a_known_word", "projects SET status = 'rumoured'"),
    ("project_parts_part_is_one_thing", "project_parts SET place = NULL, route = NULL"),
    ("routes_is_not_its_successor", "routes SET superseded_by = id"),
    ("segments_ends_elsewhere", 'segments SET "to" = "from"'),
    ("segments_gauge_is_known", "segments SET gauge_mm = 1234"),
    ("segments_precision_in_metres", "segments SET precision_m = 7"),
    ("segments_a_sketch_is_schematic", "segments SET method = 'sketch', precision = 'traced', precision_m = 1000"),
    ("segments_a_track_is_of_rail", "segments SET method = 'follows-track', mode = 'sea'"),
    ("places_country_is_a_code", "places SET country = 'Georgia'"),
    ("places_point_is_where_it_says", "places SET lon = lon + 0.5 WHERE lon < 179"),
    ("places_is_on_the_earth", "places SET lat = 91"),
    ("figures_value_has_a_unit", "figures SET unit = NULL WHERE value IS NOT NULL"),
    ("figures_says_something", "figures SET value = NULL, unit = NULL, text = NULL, as_of = NULL"),
    ("figures_is_of_one_thing", "figures SET project = NULL, route = NULL"),
    ("status_history_is_backed", "status_history SET source = NULL WHERE basis = 'reference'"),
    ("status_history_status_is_a_known_word", "status_history SET status = 'rumoured'"),
    ("status_history_is_of_one_thing", "status_history SET project = NULL, route = NULL"),
    ("files_path_is_below_the_root", "files SET path = 'data/../../etc/passwd'"),
]


@pytest.mark.parametrize(("rule", "change"), WRONG)
def test_a_wrong_row_is_refused_by_its_rule(connection: psycopg.Connection[Any], rule: str, change: str) -> None:
    with pytest.raises(errors.CheckViolation) as refused:
        connection.execute(f"UPDATE {STORE}.{change}".encode())
    assert refused.value.diag.constraint_name == rule


@pytest.mark.parametrize(
    "change",
    [
        "statements SET document = 'no-document'",
        "statements SET speaker = 'nobody'",
        "statements SET confirms = 'nothing' WHERE modality = 'achieved'",
        "segments SET route = 'no-route'",
        "projects SET status_fact = 'nothing'",
        "routes SET superseded_by = 'no-route'",
        "status_history SET fact = 'nothing'",
    ],
)
def test_a_reference_to_nothing_is_refused(connection: psycopg.Connection[Any], change: str) -> None:
    with pytest.raises((errors.ForeignKeyViolation, errors.RaiseException, errors.CheckViolation)):
        connection.execute(f"UPDATE {STORE}.{change}".encode())


def test_a_quotation_that_does_not_stand_in_its_document_is_refused(connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.CheckViolation, match="stands letter for letter"):
        connection.execute(f'UPDATE {STORE}.statements SET start = start + 1, "end" = "end" + 1'.encode())


def test_a_line_that_does_not_end_at_its_places_is_refused(connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.CheckViolation, match="begins and ends at its places"):
        connection.execute(f"UPDATE {STORE}.segments SET geometry = ST_Translate(geometry, 2, 0)".encode())
    connection.rollback()
    with pytest.raises(errors.InvalidParameterValue, match="SRID"):
        connection.execute(f"UPDATE {STORE}.segments SET geometry = ST_Transform(geometry, 3857)".encode())


def test_each_rule_names_columns_that_are_there() -> None:
    for table, column in VOCABULARIES:
        assert column in SCHEMA[table].columns, (table, column)
    tried = {rule for rule, _ in WRONG}
    for table in SCHEMA.values():
        own = [name for name, _ in rules_of(table) if not name.endswith(("_word", "_date", "_ids"))]
        missing = [name for name in own if f"{table.name}_{name}" not in tried]
        assert missing in ([], ["precision_is_bounded"], ["is_on_the_earth"]), (table.name, missing)


def test_geometry_has_an_index_and_tools_find_it(connection: psycopg.Connection[Any]) -> None:
    rows = connection.execute(
        b"SELECT tablename FROM pg_indexes WHERE schemaname = 'atlas_store' AND indexdef LIKE '%USING gist (geometry)%'"
    ).fetchall()
    assert {name for (name,) in rows} == {"places", "segments"}
    told = connection.execute(
        b"SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_schema = 'atlas'"
    ).fetchall()
    assert sorted(told) == [("places", "POINT", 4326), ("segments", "LINESTRING", 4326)]
