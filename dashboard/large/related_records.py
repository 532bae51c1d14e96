"""Which records have to do with one subject: those that a panel about it walks over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.catalogue.models import Fact, Project, Route
from dashboard.large.records import Records
from dashboard.large.store import from_table
from dashboard.state.view_state import Entity
from dashboard.views.panel.statements import MOST_OF_LARGE


@dataclass
class RelatedIds:
    """Ids by kind."""

    projects: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)


class RelatedRecords:
    """Finds the records around a subject, and fetches what it needs in batches."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of_subject(self, subject: Entity) -> RelatedIds:
        """The records around a project, route, place, country, statement or document."""
        related = RelatedIds()
        self._records.fetch([subject.id])
        match subject.kind:
            case "project":
                self._add_project(related, subject.id)
            case "route" | "place":
                self._add_entities(related, [subject.id, *self._ids("projects_of", subject.id)])
                related.facts |= {*self._ids("facts_of", subject.id)[:MOST_OF_LARGE]}
            case "country":
                self._add_entities(related, self._ids("entities_of_country", subject.id)[:MOST_OF_LARGE])
                related.facts |= {*self._ids("facts_of_country", subject.id)[:MOST_OF_LARGE]}
            case "fact":
                document = self._records.get("fact_document", subject.id)
                related.facts |= {*self._ids("facts_in_document", document)}
            case "document":
                related.documents.add(subject.id)
                related.facts |= {*self._ids("facts_in_document", subject.id)}
        if subject.kind == "place":
            related.routes |= {*self._routes_at(subject.id)}
        return self._with_named_records(related)

    def of_records(
        self, facts: Iterable[str] = (), projects: Iterable[str] = (), documents: Iterable[str] = ()
    ) -> RelatedIds:
        """Some statements, projects and documents, and the records that these name."""
        related = RelatedIds(facts={*facts}, projects={*projects}, documents={*documents})
        self._records.fetch([*related.facts, *related.projects, *related.documents])
        return self._with_named_records(related)

    def of_filtered(self, facts: Iterable[str], projects: Iterable[str]) -> RelatedIds:
        """The first statements and projects that pass some filters, and the documents and speakers of the statements.

        All statements of these documents are fetched too, because the panel looks at them.
        """
        related = RelatedIds(facts={*facts}, projects={*projects})
        related.speakers |= {fact.speaker for fact in self.statements(related.facts)}
        related.documents |= {self._records.get("fact_document", fact) for fact in related.facts}
        self._records.fetch(related.projects)
        self._records.fetch(fact for document in related.documents for fact in self._ids("facts_in_document", document))
        return related

    def statements(self, ids: Iterable[str]) -> list[Fact]:
        """Statements in the order of their ids; the documents and speakers that a list names are fetched with them."""
        facts: list[Fact] = self._all("facts", ids)
        documents = {self._records.get("fact_document", fact.id) for fact in facts}
        self._records.fetch([*documents, *(fact.speaker for fact in facts)])
        return facts

    def _with_named_records(self, related: RelatedIds) -> RelatedIds:
        """``related`` with what its records name: documents, speakers and subjects of statements, ends of routes."""
        confirming = f"SELECT id {from_table('statements')} AND confirms = ANY(%(facts)s)"
        related.facts |= {*self._records.store.column(confirming, {"facts": [*related.facts]})}
        related.facts |= {fact.confirms for fact in self._all("facts", related.facts) if fact.confirms}
        facts = self.statements(related.facts)
        related.documents |= {self._records.get("fact_document", fact.id) for fact in facts}
        related.speakers |= {fact.speaker for fact in facts}
        self._add_entities(related, {entity for fact in facts for entity in (*fact.about, *(fact.lights or ()))})
        projects: list[Project] = self._all("projects", related.projects)
        self._records.fetch(part for project in projects for part in (*project.routes, *project.places))
        routes: list[Route] = self._all("routes", related.routes)
        segments = [segment for route in routes for segment in route.segments]
        self._records.fetch(segment.id for segment in segments)
        ends = {end for segment in segments for end in (segment.start, segment.end)}
        self._records.fetch([*ends, *related.documents])
        related.places |= ends
        return related

    def _add_project(self, related: RelatedIds, project_id: str) -> None:
        project: Project = self._records.get("projects", project_id)
        parts = (*project.routes, *project.places)
        self._records.fetch(parts)
        related.projects.add(project_id)
        related.routes |= {*project.routes}
        related.places |= {*project.places}
        related.facts |= {*self._ids("facts_of", project_id)[:MOST_OF_LARGE]}
        related.facts |= {
            fact for part in (project_id, *parts) for fact in self._ids("facts_about", part)[:MOST_OF_LARGE]
        }
        related.facts |= {status.fact for status in project.statuses if status.fact}

    def _add_entities(self, related: RelatedIds, entities: Iterable[str]) -> None:
        """Add each entity to the ids of its kind."""
        ids = [*entities]
        self._records.fetch(ids)
        for kind, ids_of_kind in (
            ("projects", related.projects),
            ("routes", related.routes),
            ("places", related.places),
        ):
            ids_of_kind |= {entity for entity in ids if self._records.get(kind, entity) is not None}

    def _all(self, kind: str, ids: Iterable[str]) -> list[Any]:
        """The records of one kind with these ids, in the order of the ids."""
        ordered = sorted(ids)
        self._records.fetch(ordered)
        return [self._records.get(kind, record_id) for record_id in ordered]

    def _ids(self, relation: str, record_id: str) -> tuple[str, ...]:
        ids: tuple[str, ...] | None = self._records.get(relation, record_id)
        return ids or ()

    def _routes_at(self, place: str) -> list[str]:
        query = f'SELECT DISTINCT route {from_table("segments")} AND ("from" = %(place)s OR "to" = %(place)s)'
        return self._records.store.column(query, {"place": place})
