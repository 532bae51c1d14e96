"""The least stated amounts of an itinerary; a target never counts as a capacity."""

from dashboard.catalogue.itinerary.limits import Limit, StatedAmount, aims, capacities, least, least_of_each
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import ReferenceFigure

YEARLY = "million tonnes per year"


def figure(measure: str, value: float, **over: str) -> ReferenceFigure:
    table = {"measure": measure, "value": value, "unit": YEARLY, "source": "a page", **over}
    return ReferenceFigure.model_validate(table)


def amount(holder: str, value: float, unit: str = YEARLY) -> StatedAmount:
    return StatedAmount(holder, value, unit)


def test_a_target_is_no_capacity(tiny: Catalogue) -> None:
    limits = [Limit("railway", ("railway-capacity",), (figure("capacity", 3), figure("target", 9)))]
    fact = tiny.facts["railway-capacity"]
    assert [capacity.value for capacity in capacities(limits, tiny.facts)] == [fact.baseline, 3]
    assert [aim.value for aim in aims(limits, tiny.facts)] == [fact.target, 9]


def test_a_planned_capacity_is_an_aim(tiny: Catalogue) -> None:
    limits = [Limit("railway", (), (figure("capacity", 3), figure("capacity", 25, modality="planned")))]
    assert [capacity.value for capacity in capacities(limits, tiny.facts)] == [3]
    assert [aim.value for aim in aims(limits, tiny.facts)] == [25]


def test_what_a_line_carried_before_does_not_hold_it_back(tiny: Catalogue) -> None:
    before, now, undated = (
        figure("capacity", 1, as_of="2023"),
        figure("capacity", 5, as_of="2024-07"),
        figure("capacity", 4),
    )
    limits = [Limit("railway", (), (before, now, undated))]
    assert [capacity.value for capacity in capacities(limits, tiny.facts)] == [5, 4]
    assert [capacity.value for capacity in capacities([Limit("railway", (), (before,))], tiny.facts)] == [1]


def test_the_least_is_taken_within_each_unit_and_equal_ones_stay() -> None:
    amounts = [amount("port", 15), amount("line", 6), amount("rail", 6), amount("port", 100_000, "TEU per year")]
    assert [(amount.holder, amount.value) for amount in least(amounts)] == [("line", 6), ("rail", 6), ("port", 100_000)]
    assert least([]) == ()


def test_each_holder_is_listed_with_its_least_the_least_first() -> None:
    amounts = [amount("port", 15), amount("port", 25), amount("line", 6), amount("line", 10)]
    assert [(amount.holder, amount.value) for amount in least_of_each(amounts)] == [("line", 6), ("port", 15)]
