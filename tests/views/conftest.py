"""What a view is given, made of the tests' two catalogues, and how to read what it gives."""

from collections.abc import Callable, Iterator

import pytest
from dash.development.base_component import Component

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.i18n import words_in
from dashboard.views.context import Context
from tests import factories

Found = list[Component]


@pytest.fixture(scope="session")
def real_context(atlas: Atlas) -> Callable[[str], Context]:
    """The context of the real atlas in a language."""
    return lambda language: Context(
        atlas.catalogue, atlas.relations, atlas.measures, words_in(language, atlas.catalogue.identity)
    )


def context_of(catalogue: Catalogue, language: str = "en") -> Context:
    measures = factories.make_measures(catalogue)
    return Context(catalogue, Relations.build(catalogue, measures), measures, words_in(language, catalogue.identity))


def everything(context: Context) -> FilterResult:
    """What passes where no filter is set."""
    catalogue = context.catalogue
    facts = tuple(fact for ids in context.relations.facts_in_document.values() for fact in ids)
    return FilterResult(
        *(tuple(ids) for ids in (catalogue.projects, catalogue.routes, catalogue.places)),
        facts,
        tuple(catalogue.documents),
    )


def parts(view: object) -> Iterator[object]:
    """Every component and text of a view, in reading order."""
    if isinstance(view, list | tuple):
        for part in view:
            yield from parts(part)
    elif view is not None:
        yield view
        if isinstance(view, Component):
            yield from parts(getattr(view, "children", None))


def by_class(view: object, name: str) -> Found:
    """The components that have the class ``name``."""
    components = (part for part in parts(view) if isinstance(part, Component))
    return [component for component in components if name in str(getattr(component, "className", "")).split()]


def links(view: object) -> list[str]:
    """Where the links of a view lead."""
    return [part.href for part in parts(view) if isinstance(part, Component) and part._type == "A"]


def text(view: object) -> str:
    """What is read, with a space between the pieces."""
    return " ".join(" ".join(str(part) for part in parts(view) if isinstance(part, str | int | float)).split())
