"""The page's filters for programs: the same names with the same meaning, but unknown values are refused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.atlas import Atlas
from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.filter_result import FilterResult, filter_result
from dashboard.catalogue.filters import FILTERS
from dashboard.catalogue.past.record_on import documents_on, record_on
from dashboard.state.dock_address import is_day
from dashboard.state.tracking_parameters import is_tracking

DAY_FORMS = ("2021", "2021-05", "2021-05-14")
FilterValues = Mapping[str, Collection[str]]
SWITCH, SWITCH_ON, DAY_PARAMETER = "retired", "shown", "on"
"""The page's switch for withdrawn lines, its value when it is on, and the parameter of the page's day."""


@dataclass(frozen=True)
class FilterQuery:
    """The values of each filter, whether withdrawn lines are included, and the day, month or year at whose end the
    record is taken; None for the present record.
    """

    filters: FilterValues = field(default_factory=dict)
    withdrawn: bool = False
    on: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for equal queries, in whatever order they were written."""
        return self.withdrawn, self.on, *sorted((name, *sorted(values)) for name, values in self.filters.items())


class UnknownFilterError(ValueError):
    """An unknown filter, or an unknown value of a ``known`` filter; ``details`` help to correct it.

    They have the valid values (``allowed``) or, with ``forms``, ``examples`` of valid values.
    """

    def __init__(
        self, parameter: str, value: str, allowed: Collection[str], *, known: bool = True, forms: bool = False
    ) -> None:
        self.details = {"parameter": parameter, "value": value, "examples" if forms else "allowed": [*allowed]}
        super().__init__(f"{value!r} is not a value of {parameter!r}" if known else f"{parameter!r} is not a filter")


def read_filter_query(
    pairs: Iterable[tuple[str, str]],
    options: Mapping[str, Collection[str]],
    names: tuple[str, ...] = FILTERS,
    *,
    days: bool = False,
) -> FilterQuery:
    """The filters in the (name, value) pairs of a query; a value may be a list with commas. ``retired=shown`` is the
    switch, ``on=2021`` the day.

    Parameters
    ----------
    pairs
        The query, where names may repeat (``country=GE&country=AZ`` is ``country=GE,AZ``).
    options
        By filter, the valid values.
    names
        The valid filters.
    days
        Whether the query may have a day.

    Raises
    ------
    UnknownFilterError
        For the first unknown name or value; an empty value is unknown.
    """
    filters: dict[str, set[str]] = {}
    withdrawn, on = False, None
    for name, values in pairs:
        if is_tracking(name):
            continue
        if name == SWITCH:
            if values != SWITCH_ON:
                raise UnknownFilterError(name, values, (SWITCH_ON,))
            withdrawn = True
            continue
        if name == DAY_PARAMETER and days:
            if not is_day(values):
                raise UnknownFilterError(name, values, DAY_FORMS, forms=True)
            on = values
            continue
        if name not in names:
            allowed = (*names, SWITCH, *([DAY_PARAMETER] if days else []))
            raise UnknownFilterError(name, values, allowed, known=False)
        for value in values.split(","):
            if value not in options[name]:
                raise UnknownFilterError(name, value, options[name])
            filters.setdefault(name, set()).add(value)
    return FilterQuery(filters, withdrawn, on)


def filter_records(atlas: Atlas, query: FilterQuery) -> FilterResult:
    """The ids that the page shows with the same filters; ``atlas`` is that of the query's day (``atlas_on_day``)."""
    documents = documents_on(atlas.catalogue, counts_from(query.on)) if query.on else None
    return filter_result(
        atlas.catalogue, atlas.relations, atlas.facets, query.filters, withdrawn=query.withdrawn, documents=documents
    )


def atlas_on_day(atlas: Atlas, query: FilterQuery) -> Atlas:
    """The atlas with the statuses and figures of the query's day; ``atlas`` itself without a day."""
    if query.on is None:
        return atlas
    record = record_on(atlas.catalogue, atlas.relations, counts_from(query.on))
    return replace(atlas, catalogue=record.catalogue, facets=record.facets)
