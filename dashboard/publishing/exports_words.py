"""The tables of what was said: facts, what they are about, documents, speakers."""

from collections.abc import Iterable

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Document, Fact, Speaker
from dashboard.publishing.csv_files import Columns, Field, Table, make_table
from dashboard.publishing.records import text_path

PARTIAL = "as precise as its source: 2011, 2024-05, 2024-08-09, or an interval a/b"
BASIS = "how that date is known: stated in the document, or inferred"


def fact_table(atlas: Atlas, facts: Iterable[Fact]) -> Table:
    """One fact a row; ``text[start:end]`` of its document's text, in code points, is its quotation."""
    columns = [*_source_columns(atlas), *_statement_columns(atlas)]
    return make_table("facts", "Facts: statements with their exact words", columns, facts)


def _source_columns(atlas: Atlas) -> Columns[Fact]:
    """Where the words stand."""
    spans = atlas.catalogue.spans

    def document(fact: Fact) -> Document:
        return atlas.catalogue.documents[atlas.catalogue.fact_document[fact.id]]

    return [
        (Field("id", "string", "the fact's id", required=True), lambda one: one.id),
        (
            Field("document", "string", "the document that it is quoted from", "documents", required=True),
            lambda one: document(one).id,
        ),
        (
            Field("document_title", "string", "the document's title in its own language"),
            lambda one: document(one).title,
        ),
        (Field("published", "string", f"the document's date, {PARTIAL}"), lambda one: document(one).published),
        (Field("published_basis", "string", BASIS), lambda one: _basis(document(one))),
        (Field("language", "string", "the quotation's language, a BCP 47 tag"), lambda one: document(one).language),
        (Field("quote", "string", "the exact words", required=True), lambda one: one.quote),
        (
            Field("start", "integer", "where the words begin in the text, in code points", required=True),
            lambda one: spans[one.id][0],
        ),
        (Field("end", "integer", "where they end", required=True), lambda one: spans[one.id][1]),
    ]


def _statement_columns(atlas: Atlas) -> Columns[Fact]:
    """What the words say."""
    speakers = atlas.catalogue.speakers
    return [
        (Field("statement_en", "string", "our gloss, in English"), lambda one: one.statement.en),
        (Field("statement_az", "string", "our gloss, in Azerbaijani"), lambda one: one.statement.az),
        (Field("statement_ar", "string", "our gloss, in Arabic"), lambda one: one.statement.ar),
        (Field("speaker", "string", "who says so", "speakers", required=True), lambda one: one.speaker),
        (Field("speaker_name", "string", "their name in English"), lambda one: speakers[one.speaker].names.en),
        (Field("kind", "string", "what sort of statement", required=True), lambda one: one.kind),
        (Field("modality", "string", "how firm: achieved, planned …", required=True), lambda one: one.modality),
        (
            Field("about", "string", "ids of projects, routes and places, with spaces between"),
            lambda one: " ".join(one.about),
        ),
        (Field("value", "number", "a number in the words, in the unit"), lambda one: one.value),
        (Field("baseline", "number", "where a change starts from"), lambda one: one.baseline),
        (Field("target", "number", "a number aimed at; nothing achieved"), lambda one: one.target),
        (Field("unit", "string", "of the three numbers"), lambda one: one.unit),
        (Field("as_of", "string", f"when it was so, {PARTIAL}"), lambda one: one.as_of),
        (Field("due", "string", f"when it is to be, {PARTIAL}"), lambda one: one.due),
        (
            Field("confirms", "string", "the earlier, forward-looking fact that this one says came about", "facts"),
            lambda one: one.confirms,
        ),
        (Field("note", "string", "the curators' remark, in English"), lambda one: one.note.en if one.note else None),
    ]


def _basis(document: Document) -> str | None:
    return document.published_basis if document.published else None


def about_table(atlas: Atlas, facts: Iterable[Fact]) -> Table:
    """What each fact is about, one thing a row: of project, route and place one is filled."""
    catalogue = atlas.catalogue
    columns: Columns[tuple[Fact, str]] = [
        (Field("fact", "string", "the fact", "facts", required=True), lambda pair: pair[0].id),
        (Field("about", "string", "the id of what it is about", required=True), lambda pair: pair[1]),
        (
            Field("project", "string", "where that is a project", "projects"),
            lambda pair: pair[1] if pair[1] in catalogue.projects else None,
        ),
        (
            Field("route", "string", "where it is a route", "routes"),
            lambda pair: pair[1] if pair[1] in catalogue.routes else None,
        ),
        (
            Field("place", "string", "where it is a place", "places"),
            lambda pair: pair[1] if pair[1] in catalogue.places else None,
        ),
    ]
    pairs = ((fact, entity) for fact in facts for entity in fact.about)
    return make_table("about", "What each fact is about", columns, pairs, key=("fact", "about"))


def document_table(documents: Iterable[Document]) -> Table:
    """One source document a row."""
    columns: Columns[Document] = [
        (Field("id", "string", "the document's id", required=True), lambda one: one.id),
        (Field("title", "string", "in its own language"), lambda one: one.title),
        (Field("title_en", "string", "our translation"), lambda one: one.titles.en),
        (Field("language", "string", "a BCP 47 tag", required=True), lambda one: one.language),
        (Field("publisher", "string", "in English"), lambda one: one.publisher.en),
        (Field("published", "string", PARTIAL), lambda one: one.published),
        (Field("published_basis", "string", BASIS), _basis),
        (
            Field("dated_by", "string", "how a date that is not stated is known, in English"),
            lambda one: one.dated_by.en if one.dated_by else None,
        ),
        (Field("sha256", "string", "of the text's bytes", required=True), lambda one: one.sha256),
        (Field("text", "string", "where the atlas serves the text"), lambda one: text_path(one.id)),
    ]
    return make_table("documents", "Documents: the sources of the facts", columns, documents)


def speaker_table(speakers: Iterable[Speaker]) -> Table:
    """One speaker a row: a person, or a publisher in its own voice."""
    columns: Columns[Speaker] = [
        (Field("id", "string", "the speaker's id", required=True), lambda one: one.id),
        (Field("name_en", "string", "in English"), lambda one: one.names.en),
        (Field("name_az", "string", "in Azerbaijani"), lambda one: one.names.az),
        (Field("name_ar", "string", "in Arabic"), lambda one: one.names.ar),
        (
            Field("role_en", "string", "office or part as of the documents, in English"),
            lambda one: one.role.en if one.role else None,
        ),
    ]
    return make_table("speakers", "Speakers: who says it", columns, speakers)
