"""The same facts for every contender."""

from dashboard.atlas import Atlas

Facts = list[dict[str, str]]


def facts_of_routes(atlas: Atlas) -> dict[str, Facts]:
    """By route, what is said of it and of the projects that it belongs to."""
    catalogue = atlas.catalogue
    found: dict[str, Facts] = {}
    for route in catalogue.routes:
        about = {route} | {one.id for one in catalogue.projects.values() if route in one.routes}
        found[route] = [
            {"statement": fact.statement.in_language("en"), "quote": fact.quote}
            for fact in catalogue.facts.values()
            if about & set(fact.about)
        ]
    return found
