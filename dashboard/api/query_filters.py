"""The page's filters where machines read: the same words with the same meaning, but what is unknown is refused."""

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
Selection = Mapping[str, Collection[str]]
SWITCH, SWITCH_ON, DAY_PARAMETER = "retired", "shown", "on"
"""The page's switch for what is withdrawn, its value when it is on, and the page's day."""


@dataclass(frozen=True)
class FilterQuery:
    """What is asked for: the values by filter, whether what is withdrawn is wanted too, and as of the end of which day,
    month or year; none for the record as it stands."""

    filters: Selection = field(default_factory=dict)
    withdrawn: bool = False
    on: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same choice, in whatever order it was written."""
        return self.withdrawn, self.on, *sorted((name, *sorted(values)) for name, values in self.filters.items())


class UnknownFilterError(ValueError):
    """A filter that does not exist, or a value of one that is ``known``; ``details`` help to put it right.

    They have the values that do exist (``allowed``) or, where ``forms`` is set, ``examples`` of what may be written.
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
    """What a query's (name, value) pairs choose; a value may be a list with commas. ``retired=shown`` is the switch,
    ``on=2021`` the day.

    Parameters
    ----------
    pairs
        The query as it came, repeated names included (``country=GE&country=AZ`` is ``country=GE,AZ``).
    options
        By filter, the values that exist.
    names
        The filters that are taken.
    days
        Whether the record of a day can be asked for.

    Raises
    ------
    UnknownFilterError
        For the first name or value that does not exist; an empty value is one.
    """
    chosen: dict[str, set[str]] = {}
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
            raise UnknownFilterError(name, values, names, known=False)
        for value in values.split(","):
            if value not in options[name]:
                raise UnknownFilterError(name, value, options[name])
            chosen.setdefault(name, set()).add(value)
    return FilterQuery(chosen, withdrawn, on)


def filter_records(atlas: Atlas, chosen: FilterQuery) -> FilterResult:
    """The ids that the page shows for the same choice, of the atlas as it stood (``atlas_on_day``)."""
    documents = documents_on(atlas.catalogue, counts_from(chosen.on)) if chosen.on else None
    return filter_result(
        atlas.catalogue, atlas.relations, atlas.facets, chosen.filters, withdrawn=chosen.withdrawn, documents=documents
    )


def atlas_on_day(atlas: Atlas, chosen: FilterQuery) -> Atlas:
    """The atlas with the statuses and figures of the day that is chosen; itself where none is."""
    if chosen.on is None:
        return atlas
    record = record_on(atlas.catalogue, atlas.relations, counts_from(chosen.on))
    return replace(atlas, catalogue=record.catalogue, facets=record.facets)
