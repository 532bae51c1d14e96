"""How much is loaded."""

from dashboard.atlas import Atlas


def counts(atlas: Atlas) -> dict[str, int]:
    """How many records of each kind there are."""
    catalogue = atlas.catalogue
    return {
        "projects": len(catalogue.projects),
        "routes": len(catalogue.routes),
        "segments": len(catalogue.segments),
        "places": len(catalogue.places),
        "documents": len(catalogue.documents),
        "facts": len(catalogue.facts),
    }
