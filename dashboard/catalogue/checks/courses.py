"""Checks of the courses of projects: parallel lines are named as variants, and each course leads to its end."""

from collections.abc import Iterator

from dashboard.catalogue.courses import BrokenCourseError, course_of, courses, in_line
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import PROJECT_FILE
from dashboard.catalogue.models import Project, Variant
from dashboard.catalogue.subjects import current_routes


def check_courses(catalogue: Catalogue) -> Iterator[Finding]:
    """Check that variants lead to their end, that a project with ends has a course, and that stretches are unbroken."""
    for project in catalogue.projects.values():
        if not all(route in catalogue.routes for route in project.routes):
            continue  # told among the references
        file = PROJECT_FILE.format(project.id)
        broken = [*_variants(catalogue, project, file)]
        yield from broken
        yield from _stretches(catalogue, project, file)
        if not broken and project.ends and not courses(catalogue, project) and current_routes(catalogue, project):
            message = "lie side by side; name the ways between its ends under [[variants]], the main one first"
            yield Finding("warning", file, project.id, "routes", message)


def _variants(catalogue: Catalogue, project: Project, file: str) -> Iterator[Finding]:
    for number, variant in enumerate(project.variants):
        where = (file, project.id, f"variants[{number}]")
        foreign = [route for route in variant.routes if route not in project.routes]
        if foreign:
            yield Finding("error", *where, f"{', '.join(foreign)}: not among the project's routes")
            continue
        fault = _fault(catalogue, variant)
        if fault:
            yield Finding("error", *where, fault)


def _fault(catalogue: Catalogue, variant: Variant) -> str | None:
    gone = [route for route in variant.routes if catalogue.routes[route].superseded_by]
    if gone:
        return f"{', '.join(gone)}: another route took its place"
    try:
        course_of(catalogue, variant)
    except BrokenCourseError as fault:
        return f"{fault}; correct from, to or routes"
    return None


def _stretches(catalogue: Catalogue, project: Project, file: str) -> Iterator[Finding]:
    for number, figure in enumerate(project.figures):
        routes = [catalogue.routes[route] for route in figure.over if route in catalogue.routes]
        if len(routes) == len(figure.over) > 1 and not in_line(routes):
            message = "do not follow one another; a length is that of one stretch"
            yield Finding("error", file, project.id, f"figures[{number}].over", message)
