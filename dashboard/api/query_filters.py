"""The page's filters where machines read: the same words with the same meaning, but what is unknown is refused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.atlas import Atlas
from dashboard.catalogue.facets import FILTERS
from dashboard.catalogue.filter_result import FilterResult, filter_result
from dashboard.state.tracking_parameters import is_tracking

Selection = Mapping[str, Collection[str]]
SWITCH, SHOWN = "retired", "shown"
"""The page's switch for what is withdrawn, and its value when it is on."""


@dataclass(frozen=True)
class Chosen:
    """What is asked for: the values by filter, and whether what is withdrawn is wanted too."""

    filters: Selection = field(default_factory=dict)
    withdrawn: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same choice, in whatever order it was written."""
        return self.withdrawn, *sorted((name, *sorted(values)) for name, values in self.filters.items())


class UnknownFilterError(ValueError):
    """A filter that does not exist, or a value of one that is ``known``; ``allowed`` has those that do."""

    def __init__(self, parameter: str, value: str, allowed: Collection[str], *, known: bool = True) -> None:
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)
        super().__init__(f"{value!r} is not a value of {parameter!r}" if known else f"{parameter!r} is not a filter")


def read_selection(
    pairs: Iterable[tuple[str, str]], options: Mapping[str, Collection[str]], names: tuple[str, ...] = FILTERS
) -> Chosen:
    """What a query's (name, value) pairs choose; a value may be a list with commas. ``retired=shown`` is the switch.

    Parameters
    ----------
    pairs
        The query as it came, repeated names included (``country=GE&country=AZ`` is ``country=GE,AZ``).
    options
        By filter, the values that exist.
    names
        The filters that are taken.

    Raises
    ------
    UnknownFilterError
        For the first name or value that does not exist; an empty value is one.
    """
    chosen: dict[str, set[str]] = {}
    withdrawn = False
    for name, values in pairs:
        if is_tracking(name):
            continue
        if name == SWITCH:
            if values != SHOWN:
                raise UnknownFilterError(name, values, (SHOWN,))
            withdrawn = True
            continue
        if name not in names:
            raise UnknownFilterError(name, values, names, known=False)
        for value in values.split(","):
            if value not in options[name]:
                raise UnknownFilterError(name, value, options[name])
            chosen.setdefault(name, set()).add(value)
    return Chosen(chosen, withdrawn)


def passing(atlas: Atlas, chosen: Chosen) -> FilterResult:
    """The ids that the page shows for the same choice."""
    return filter_result(atlas.catalogue, atlas.relations, atlas.facets, chosen.filters, withdrawn=chosen.withdrawn)
