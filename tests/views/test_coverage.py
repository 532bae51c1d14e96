"""Every pair of a document and a project is a cell that leads somewhere, silence too."""

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.dock.coverage import coverage_view
from tests.views.conftest import by_class, context_of, everything, links, parts, text


def test_every_cell_is_a_link_with_both_filters(tiny: Catalogue) -> None:
    context = context_of(tiny)
    view = coverage_view(context, everything(context))
    cells = [href for href in links(view) if "?" in href]
    assert cells == [f"/project/{p}?document={d}" for p in ("railway", "cable") for d in ("interview", "speech")]


def test_silence_is_a_dash_with_words(tiny: Catalogue) -> None:
    context = context_of(tiny)
    (silent,) = by_class(coverage_view(context, everything(context)), "shade-0")
    assert text(silent) == "–"
    (anchor,) = [part for part in parts(silent) if getattr(part, "href", "")]
    assert getattr(anchor, "aria-label") == "The cable – An interview: no statement"
