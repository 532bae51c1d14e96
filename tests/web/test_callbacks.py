"""A call of a callback is held against the one that the page makes, and the schema of its input."""

import copy
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from pydantic import TypeAdapter, ValidationError

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.state.dock_address import TABS
from dashboard.web.pages.callbacks import CALL, LONGEST, Language, register

ROUTE = "/_dash-update-component"
VALUE = {"address": "/?tab=table", "language": "az"}
OTHER = "the page calls dock-body.children with dock-request.data and nothing else"
INPUT = "a call has one input with a value"


def asking(value: object) -> dict[str, Any]:
    call = copy.deepcopy(CALL)
    call["inputs"][0]["value"] = value
    return call


def changed(**over: object) -> dict[str, Any]:
    return {**asking(VALUE), **over}


def test_what_the_page_sends_is_answered(page: FlaskClient) -> None:
    assert page.post(ROUTE, json=asking(VALUE)).status_code == 200
    aside = {"state": [], "changedPropIds": [], "parsedChangedPropsIds": ["dock-request.data"]}
    assert page.post(ROUTE, json=changed(**aside)).status_code == 200
    longest = "/?tab=table&x=" + "a" * (LONGEST - len("/?tab=table&x="))
    assert page.post(ROUTE, json=asking({"address": longest, "language": "ar"})).status_code == 200


@pytest.mark.parametrize("tab", TABS)
def test_every_view_is_answered(page: FlaskClient, tab: str) -> None:
    assert page.post(ROUTE, json=asking({"address": f"/?tab={tab}", "language": "en"})).status_code == 200


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ([], INPUT),
        (7, INPUT),
        ({}, INPUT),
        (changed(more=1), OTHER),
        (changed(output="panel.style"), OTHER),
        (changed(output=["dock-body.children"]), OTHER),
        (changed(outputs={"id": "page", "property": "data"}), OTHER),
        (changed(outputs=None), OTHER),
        (changed(inputs=[]), INPUT),
        (changed(inputs=asking(VALUE)["inputs"] * 2), OTHER),
        (changed(inputs=[None]), INPUT),
        (changed(inputs={}), INPUT),
        (changed(inputs=CALL["inputs"]), INPUT),
        (changed(inputs=[{"id": "page", "property": "data", "value": VALUE}]), OTHER),
        (changed(inputs=[{"id": {"type": "x"}, "property": "data", "value": VALUE}]), OTHER),
        (changed(state=[{"id": "page", "property": "data"}]), OTHER),
        (changed(changedPropIds=["map.figure"]), OTHER),
        (changed(changedPropIds=["dock-request.data"] * 2), OTHER),
        (changed(parsedChangedPropsIds={}), OTHER),
        (asking(None), "value: "),
        (asking("/"), "value: "),
        (asking({"address": "/"}), "value.language: Field required"),
        (asking({"address": "/", "language": "ru"}), "value.language: "),
        (asking({"address": 7, "language": "en"}), "value.address: Input should be a valid string"),
        (asking({"address": "x", "language": "en"}), "value.address: "),
        (asking({"address": "/\u0000", "language": "en"}), "value.address: "),
        (asking({"address": "/\ud800", "language": "en"}), "value.address: "),
        (asking({"address": "/" * (LONGEST + 1), "language": "en"}), "value.address: "),
        (asking({"address": "/", "language": "en", "secret": 1}), "value: Extra inputs are not permitted"),
    ],
)
def test_what_the_page_cannot_send_is_refused_with_a_reason(page: FlaskClient, call: object, reason: str) -> None:
    answer = page.post(ROUTE, json=call)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.json["error"].startswith(reason)
    assert "secret" not in answer.text  # what was sent is not sent back


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"null", b"NaN", b'{"output": NaN}', b"[" * 9_000])
def test_what_is_no_json_is_refused(page: FlaskClient, body: bytes) -> None:
    answer = page.post(ROUTE, data=body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("endId=aB3~9f.0", 200), ("cancelJob=1", 400), ("endId=a&job=1", 400), ("x", 400)]
)
def test_a_call_takes_no_query_but_the_page_s_token(page: FlaskClient, query: str, status: int) -> None:
    """Dash would read cacheKey, job and cancelJob there."""
    assert page.post(f"{ROUTE}?{query}", json=asking(VALUE)).status_code == status


def test_an_address_that_names_nothing_known_shows_what_it_can(page: FlaskClient) -> None:
    """As in the page's own address: what is unknown is left aside, and no view sees it."""
    known, unknown = (
        page.post(ROUTE, json=asking({"address": address, "language": "en"}))
        for address in ("/?tab=table", "/project/../nothing?tab=table&country=XX&sort=nothing&compare=a,b,c")
    )
    assert unknown.status_code == 200
    assert unknown.data == known.data


def test_the_languages_are_those_of_the_page() -> None:
    accepts = TypeAdapter(Language)
    assert [accepts.validate_python(language) for language in LANGUAGES] == list(LANGUAGES)
    for other in ("ru", "en-GB", "", "en\n"):
        with pytest.raises(ValidationError):
            accepts.validate_python(other)


def test_the_dock_is_the_only_callback_that_runs_on_the_server() -> None:
    """Another one would need a guard of its own: ``CALL`` lets through nothing but this one's calls."""
    flask = Flask("own", static_folder=None)
    app = Dash(__name__, server=flask)
    register(app, lambda *_: [])
    assert [output for output, callback in app.callback_map.items() if "callback" in callback] == [CALL["output"]]
    assert app.callback_map[CALL["output"]]["state"] == []
