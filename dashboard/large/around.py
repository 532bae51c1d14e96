"""Which records have to do with one subject: what a panel about it walks over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.catalogue.models import Fact, Project, Route
from dashboard.database.connection import STORE
from dashboard.large.records import Records
from dashboard.state.view_state import Entity
from dashboard.views.panel.statements import MOST_OF_LARGE


@dataclass
class Listed:
    """Ids by kind."""

    projects: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)


class Around:
    """Finds the records around a subject; what it needs is asked for in batches."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def subject(self, subject: Entity) -> Listed:
        """The records around a project, route, place, country, statement or document."""
        listed = Listed()
        self._records.fetch([subject.id])
        match subject.kind:
            case "project":
                self._add_project(listed, subject.id)
            case "route" | "place":
                self._add_entities(listed, [subject.id, *self._ids("projects_of", subject.id)])
                listed.facts |= {*self._ids("facts_of", subject.id)[:MOST_OF_LARGE]}
            case "country":
                self._add_entities(listed, self._ids("entities_of_country", subject.id)[:MOST_OF_LARGE])
                listed.facts |= {*self._ids("facts_of_country", subject.id)[:MOST_OF_LARGE]}
            case "fact":
                document = self._records.get("fact_document", subject.id)
                listed.facts |= {*self._ids("facts_in_document", document)}
            case "document":
                listed.documents.add(subject.id)
                listed.facts |= {*self._ids("facts_in_document", subject.id)}
        if subject.kind == "place":
            listed.routes |= {*self._routes_at(subject.id)}
        return self.completed(listed)

    def records(self, facts: Iterable[str] = (), projects: Iterable[str] = (), documents: Iterable[str] = ()) -> Listed:
        """Some statements, projects and documents, and the records that these name."""
        listed = Listed(facts={*facts}, projects={*projects}, documents={*documents})
        self._records.fetch([*listed.facts, *listed.projects, *listed.documents])
        return self.completed(listed)

    def passing(self, facts: Iterable[str], projects: Iterable[str]) -> Listed:
        """The first that pass filters; the panel names what a row names, and looks at all statements of a document."""
        listed = Listed(facts={*facts}, projects={*projects})
        listed.speakers |= {fact.speaker for fact in self.statements(listed.facts)}
        listed.documents |= {self._records.get("fact_document", fact) for fact in listed.facts}
        self._records.fetch(listed.projects)
        self._records.fetch(fact for document in listed.documents for fact in self._ids("facts_in_document", document))
        return listed

    def statements(self, ids: Iterable[str]) -> list[Fact]:
        """Statements in the order of their ids, asked for with what a row of a list names: documents and speakers."""
        facts = self._facts(ids)
        documents = {self._records.get("fact_document", fact.id) for fact in facts}
        self._records.fetch([*documents, *(fact.speaker for fact in facts)])
        return facts

    def completed(self, listed: Listed) -> Listed:
        """``listed`` with what its records name: documents and speakers of statements, what they are about, ends."""
        listed.facts |= {*self._confirming(listed.facts)}
        for fact in self._facts(listed.facts):
            listed.facts |= {fact.confirms} if fact.confirms else set()
        facts = self.statements(listed.facts)
        listed.documents |= {self._records.get("fact_document", fact.id) for fact in facts}
        listed.speakers |= {fact.speaker for fact in facts}
        self._add_entities(listed, {entity for fact in facts for entity in (*fact.about, *(fact.lights or ()))})
        projects: list[Project] = self._all("projects", listed.projects)
        self._records.fetch(part for project in projects for part in (*project.routes, *project.places))
        ends = {end for route in self._routes(listed.routes) for s in route.segments for end in (s.start, s.end)}
        self._records.fetch([*ends, *listed.documents])
        listed.places |= ends
        return listed

    def _add_project(self, listed: Listed, project_id: str) -> None:
        project: Project = self._records.get("projects", project_id)
        listed.projects.add(project_id)
        listed.routes |= {*project.routes}
        listed.places |= {*project.places}
        self._records.fetch([*project.routes, *project.places])
        parts = (project_id, *project.routes, *project.places)
        listed.facts |= {*self._ids("facts_of", project_id)[:MOST_OF_LARGE]}
        listed.facts |= {fact for part in parts for fact in self._ids("facts_about", part)[:MOST_OF_LARGE]}
        listed.facts |= {status.fact for status in project.statuses if status.fact}

    def _add_entities(self, listed: Listed, ids: Iterable[str]) -> None:
        """Put each among those of its kind."""
        wanted = [*ids]
        self._records.fetch(wanted)
        for kind, chosen in (("projects", listed.projects), ("routes", listed.routes), ("places", listed.places)):
            chosen |= {entity for entity in wanted if self._records.get(kind, entity) is not None}

    def _facts(self, ids: Iterable[str]) -> list[Fact]:
        return self._all("facts", ids)

    def _routes(self, ids: Iterable[str]) -> list[Route]:
        routes: list[Route] = self._all("routes", ids)
        self._records.fetch(segment.id for route in routes for segment in route.segments)
        return routes

    def _all(self, kind: str, ids: Iterable[str]) -> list[Any]:
        wanted = sorted(ids)
        self._records.fetch(wanted)
        return [self._records.get(kind, record_id) for record_id in wanted]

    def _ids(self, relation: str, record_id: str) -> tuple[str, ...]:
        ids: tuple[str, ...] | None = self._records.get(relation, record_id)
        return ids or ()

    def _confirming(self, facts: Iterable[str]) -> list[str]:
        query = f"SELECT id FROM {STORE}.statements WHERE version = %(version)s AND confirms = ANY(%(facts)s)"
        return [fact for [fact] in self._records.store.rows(query, {"facts": [*facts]})]

    def _routes_at(self, place: str) -> list[str]:
        query = (
            f"SELECT DISTINCT route FROM {STORE}.segments WHERE version = %(version)s"
            ' AND ("from" = %(place)s OR "to" = %(place)s)'
        )
        return [route for [route] in self._records.store.rows(query, {"place": place})]
