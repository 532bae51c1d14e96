"""Findings on the courses of projects: parallel lines without variants, and variants that do not lead to their end."""

from collections.abc import Iterator

from dashboard.catalogue.courses import BrokenCourseError, course_of, courses
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Project, Variant
from dashboard.catalogue.subjects import current_routes


def check_courses(catalogue: Catalogue) -> Iterator[Finding]:
    """Check that variants lead to their end, and that a project with ends has a course."""
    for project in catalogue.projects.values():
        if not all(route in catalogue.routes for route in project.routes):
            continue  # reported among the references
        file = catalogue.file_of(project)
        faults = [_fault(catalogue, project, variant) for variant in project.variants]
        for number, fault in enumerate(faults):
            if fault:
                yield Finding("error", file, project.id, f"variants[{number}]", fault)
        complete = any(faults) or not project.ends or courses(catalogue, project)
        if not complete and current_routes(catalogue, project):
            message = "lie side by side; name the ways between its ends under [[variants]], the main one first"
            yield Finding("warning", file, project.id, "routes", message)


def _fault(catalogue: Catalogue, project: Project, variant: Variant) -> str | None:
    foreign = [route for route in variant.routes if route not in project.routes]
    if foreign:
        return f"{', '.join(foreign)}: not among the project's routes"
    superseded = [route for route in variant.routes if catalogue.routes[route].superseded_by]
    if superseded:
        return f"{', '.join(superseded)}: another route took its place"
    try:
        course_of(catalogue, variant)
    except BrokenCourseError as fault:
        return f"{fault}; correct from, to or routes"
    return None
