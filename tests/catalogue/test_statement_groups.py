"""Repeated statements stand together, reprints count once, and a statement with another date is another statement."""

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Fact
from dashboard.catalogue.statement_groups import StatementGroup, count_distinct, group_statements
from tests.factories import local_text, make_fact


def groups_of(*facts: Fact) -> list[StatementGroup]:
    """The groups of facts of which each has its own document."""
    return group_statements({fact.id: f"document-{fact.id}" for fact in facts}, facts)


FIRST = "The cable will be laid along the bed of the Caspian Sea by the end of 2026."
SECOND = "By the end of 2026 the cable will be laid, he said, along the bed of the Caspian Sea."


def first(**over: object) -> Fact:
    return make_fact(
        **{"id": "first", "statement": local_text(FIRST), "quote": "one and the same", "due": "2026", **over}
    )


def second(**over: object) -> Fact:
    return first(**{"id": "second", "statement": local_text(SECOND), "quote": "in other words", **over})


def test_what_one_speaker_says_again_is_a_statement_of_its_own_beside_the_first() -> None:
    (group,) = groups_of(first(), second())
    assert (group.fact.id, [fact.id for fact in group.repeated], group.reprints) == ("first", ["second"], [])
    assert count_distinct([group]) == 2


def test_one_text_that_is_printed_again_is_counted_once_whoever_signs_it() -> None:
    (group,) = groups_of(first(), second(quote="One and  the SAME", speaker="another-agency"))
    assert ([fact.id for fact in group.reprints], group.repeated) == (["second"], [])
    assert count_distinct([group]) == 1


@pytest.mark.parametrize(
    "over",
    [
        {"due": "2027", "statement": local_text(SECOND.replace("2026", "2027"))},
        {"statement": local_text(SECOND.replace("2026", "2027"))},  # where no field has the year
        {"modality": "achieved", "due": None},
        {"value": 5, "unit": "km"},
        {"about": ["railway"]},
        {"speaker": "minister"},
        {"statement": local_text("The cable will be useful to all who live by the Caspian Sea.")},
    ],
)
def test_another_day_number_firmness_subject_speaker_or_thought_is_another_statement(over: dict[str, object]) -> None:
    assert [len(group.facts) for group in groups_of(first(), second(**over))] == [1, 1]


def test_two_statements_of_one_document_are_never_one() -> None:
    facts = [first(), second(quote="one and the same")]
    assert len(group_statements(dict.fromkeys(("first", "second"), "interview"), facts)) == 2


def test_of_the_atlas_the_offer_on_the_climate_conference_is_told_by_two_documents(atlas: Atlas) -> None:
    facts = list(atlas.catalogue.facts.values())
    groups = group_statements(atlas.catalogue.fact_document, facts)
    assert sorted(fact.id for group in groups for fact in group.facts) == sorted(atlas.catalogue.facts)
    together = [{fact.id for fact in group.facts} for group in groups if len(group.facts) > 1]
    assert {"cop29-azerbaijan-ready", "cop29-aliyev-ready-to-support"} in together
    assert count_distinct(groups) == len(facts)
