"""The dates named for a thing: their order, how far they moved, and which came due."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from dashboard.catalogue.due.history import DueHistory, due_calendar, due_histories
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import ReferenceFigure


def figure(as_of: str, said: str | None = None, **over: Any) -> ReferenceFigure:  # noqa: ANN401
    return ReferenceFigure.model_validate(
        {"measure": "due", "as_of": as_of, "said": said, "source": f"a.example/{as_of}/{said}", **over}
    )


def history_of(
    tiny: Catalogue, *figures: ReferenceFigure, facts: tuple[str, ...] = (), today: date | None = None
) -> DueHistory:
    """The one history of the cable with these figures, and with its statement due at the end of 2026 where asked."""
    fact = tiny.facts["cable-ready"].model_copy(update={"due": "2026-12-31"})
    cable = tiny.projects["cable"].model_copy(update={"figures": figures})
    changed = replace(tiny, projects={**tiny.projects, "cable": cable}, facts={**tiny.facts, "cable-ready": fact})
    (history,) = due_histories(changed, ["cable"], facts, today)
    return history


def test_statements_and_figures_stand_in_the_order_in_which_they_were_said(tiny: Catalogue) -> None:
    later, earlier = figure("2027", "2026-01-07"), figure("2021", "2020-02")
    history = history_of(tiny, later, figure("2033"), earlier, facts=("cable-ready",))
    assert [due.due for due in history.dates] == ["2021", "2026-12-31", "2027", "2033"]
    assert [due.fact for due in history.dates] == [None, "cable-ready", None, None]
    assert [due.due for due in history.ordered_dates] == ["2021", "2026-12-31", "2027"]
    assert history.moved_months == 72


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2021", "2026", 60), ("2026-12-31", "2026", 0), ("2024", "2024-06", -6), ("2024-11", "2025-01-31", 2)],
)
def test_how_far_it_moved_counts_the_last_day_of_each(tiny: Catalogue, first: str, last: str, months: int) -> None:
    assert history_of(tiny, figure(first, "2020"), figure(last, "2021")).moved_months == months


def test_one_day_alone_has_not_moved_and_is_not_known_to(tiny: Catalogue) -> None:
    assert history_of(tiny, figure("2024", "2020"), figure("2033")).moved_months is None


def test_on_an_earlier_day_less_had_been_said(tiny: Catalogue) -> None:
    figures = figure("2021", "2020-02-01"), figure("2024", "2023-01-10"), figure("2025")
    assert [due.due for due in history_of(tiny, *figures, today=date(2022, 1, 1)).dates] == ["2021", "2025"]


def test_a_part_has_a_history_of_its_own(tiny: Catalogue) -> None:
    cable = tiny.projects["cable"].model_copy(update={"figures": (figure("2027", part="unit"), figure("2033"))})
    histories = due_histories(replace(tiny, projects={**tiny.projects, "cable": cable}), ["cable"], ())
    assert [(history.part, [date.due for date in history.dates]) for history in histories] == [
        (None, ["2033"]),
        ("unit", ["2027"]),
    ]


def test_it_came_due_when_every_date_is_past_and_nothing_opened(tiny: Catalogue) -> None:
    figures = figure("2021", "2020"), figure("2024", "2023")
    assert not history_of(tiny, *figures).came_due(date(2024, 12, 31))
    assert history_of(tiny, *figures).came_due(date(2025, 1, 1))
    opened = figure("2024-06", measure="opened")
    assert not history_of(tiny, *figures, opened).came_due(date(2025, 1, 1))
    assert history_of(tiny, *figures, opened, today=date(2024, 1, 1)).came_about is False


def test_a_calendar_has_what_stands_and_what_came_due(tiny: Catalogue) -> None:
    history = history_of(tiny, figure("2021", "2020"), figure("2024", "2023"), facts=("cable-ready",))
    (coming,) = due_calendar([history], date(2025, 6, 1))
    assert (coming.named.fact, coming.came_due) == ("cable-ready", False)
    (past,) = due_calendar([history], date(2027, 1, 1))
    assert (past.named.due, past.came_due) == ("2026-12-31", True)


def test_of_two_equal_latest_dates_that_came_due_the_statement_s_stands_in_the_calendar(tiny: Catalogue) -> None:
    history = history_of(tiny, figure("2026-12-31", "2023"), facts=("cable-ready",))
    assert history.dates[0].figure is not None
    (past,) = due_calendar([history], date(2027, 1, 1))
    assert past.named.fact == "cable-ready"


def test_the_same_words_about_two_projects_are_one_entry(tiny: Catalogue) -> None:
    history = history_of(tiny, facts=("cable-ready",))
    (entry,) = due_calendar([history, replace(history, entity="railway")], date(2025, 6, 1))
    assert [history.entity for history in entry.histories] == ["cable", "railway"]


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"measure": "opened"}, "only a figure of the measure due"),
        ({"as_of": "2019"}, "2019 was past when it was named"),
    ],
)
def test_a_day_of_saying_that_makes_no_sense_is_refused(over: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        figure(**{"as_of": "2024", "said": "2020", **over})


def test_the_cable_was_due_in_2021_and_is_due_in_2026(real: Catalogue) -> None:
    (history,) = due_histories(real, ["trans-caspian-cable"])
    assert len(history.ordered_dates) == 7
    assert history.moved_months == 60
    assert sum(due.fact is not None for due in history.dates) == 1


def test_what_is_said_of_one_cable_is_no_date_of_its_programme(real: Catalogue) -> None:
    assert due_histories(real, ["digital-silk-road"]) == ()


def test_a_date_that_was_named_after_an_opening_is_of_something_else(tiny: Catalogue) -> None:
    opened = figure("2018-05-14", measure="opened")
    history = history_of(tiny, opened, facts=("cable-ready",))  # said in 2025: the second phase
    assert not history.came_about
    assert [entry.key for entry in due_calendar([history], date(2026, 1, 1))] == ["cable-ready"]
    assert history_of(tiny, figure("2019", "2017"), opened).came_about


def test_what_is_aimed_at_by_a_day_is_no_date_of_the_works(tiny: Catalogue) -> None:
    works = {"due": "2026-12-31"}
    aim = {"id": "aim", "kind": "capacity", "target": 10, "unit": "Tbit/s", "due": "2030"}
    facts = {
        "cable-ready": tiny.facts["cable-ready"].model_copy(update=works),
        "aim": tiny.facts["cable-ready"].model_copy(update=aim),
    }
    both = replace(tiny, facts=facts, fact_document=dict.fromkeys(facts, "interview"))
    histories = due_histories(both, ["cable"])
    assert [(history.part, history.moved_months) for history in histories] == [(None, None), ("aim", None)]
    sooner = both.facts["aim"].model_copy(update={"id": "sooner", "due": "2028"})
    three = replace(
        both, facts={**facts, "sooner": sooner}, fact_document={**both.fact_document, "sooner": "interview"}
    )
    assert [history.part for history in due_histories(three, ["cable"])] == [None, "sooner", "aim"]


def test_a_reprint_names_no_date_anew(tiny: Catalogue) -> None:
    promise = tiny.facts["cable-ready"].model_copy(update={"due": "2026-12-31"})
    facts = {"cable-ready": promise, "reprint": promise.model_copy(update={"id": "reprint", "speaker": "other"})}
    printed = {"cable-ready": "interview", "reprint": "other"}
    other = tiny.documents["interview"].model_copy(update={"id": "other", "published": "2026-01-15"})
    both = replace(tiny, facts=facts, fact_document=printed, documents={**tiny.documents, "other": other})
    (history,) = due_histories(both, ["cable"])
    assert [dated.fact for dated in history.dates] == ["cable-ready"]
