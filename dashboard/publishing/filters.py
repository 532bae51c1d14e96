"""The page's filters where machines read: the same words with the same meaning, but what is unknown is refused."""

from collections.abc import Collection, Iterable, Mapping

from dashboard.catalogue.facets import FILTERS

Selection = Mapping[str, Collection[str]]


class UnknownFilterError(ValueError):
    """A filter, or a value of one, that does not exist; ``allowed`` has those that do."""

    def __init__(self, parameter: str, value: str, allowed: Collection[str]) -> None:
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)
        what = (
            f"{value!r} is not a value of {parameter!r}" if parameter in FILTERS else f"{parameter!r} is not a filter"
        )
        super().__init__(what)


def read_selection(pairs: Iterable[tuple[str, str]], options: Mapping[str, Collection[str]]) -> Selection:
    """The chosen values by filter, from a query's (name, value) pairs; a value may be a list with commas.

    Args:
        pairs: the query as it came, repeated names included (``country=GE&country=AZ`` is ``country=GE,AZ``).
        options: by filter, the values that exist.

    Raises:
        UnknownFilterError: for the first name or value that does not exist; an empty value is one.
    """
    chosen: dict[str, set[str]] = {}
    for name, values in pairs:
        if name not in FILTERS:
            raise UnknownFilterError(name, values, FILTERS)
        for value in values.split(","):
            if value not in options[name]:
                raise UnknownFilterError(name, value, options[name])
            chosen.setdefault(name, set()).add(value)
    return chosen
