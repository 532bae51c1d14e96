"""A call of a callback is held against the callbacks that there are and the schemas of their inputs."""

import copy
from collections.abc import Callable
from typing import Any, get_args

import pytest
from dash import Dash, Input, Output, State, dcc, html
from flask import Flask
from flask.testing import FlaskClient
from pydantic import BaseModel

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.interaction.incoming import LONGEST, Language
from dashboard.publishing.callback_bounds import guard_callbacks
from dashboard.server import server

CALL: dict[str, Any] = {
    "output": "dock-body.children",
    "outputs": {"id": "dock-body", "property": "children"},
    "inputs": [{"id": "dock-request", "property": "data", "value": {"address": "/?tab=table", "language": "az"}}],
    "changedPropIds": ["dock-request.data"],
    "parsedChangedPropsIds": ["dock-request.data"],
}


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


def changed(**over: object) -> dict[str, Any]:
    return {**copy.deepcopy(CALL), **over}


def asking(value: object) -> dict[str, Any]:
    return changed(inputs=[{"id": "dock-request", "property": "data", "value": value}])


def test_what_the_page_sends_is_answered(client: FlaskClient) -> None:
    assert client.post("/_dash-update-component", json=CALL).status_code == 200
    longest = "/?tab=table&x=" + "a" * (LONGEST - len("/?tab=table&x="))
    assert (
        client.post("/_dash-update-component", json=asking({"address": longest, "language": "ar"})).status_code == 200
    )


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ([], "a call is a JSON object"),
        (changed(more=1), "a call has no other keys"),
        (changed(output="panel.style"), "output: no callback of that name"),
        (changed(output=["dock-body.children"]), "output: no callback of that name"),
        (changed(outputs={"id": "page", "property": "data"}), "outputs: not those of the callback"),
        (changed(outputs=None), "outputs: not those of the callback"),
        (changed(inputs=[]), "inputs: a list of 1"),
        (changed(inputs=CALL["inputs"] * 2), "inputs: a list of 1"),
        (changed(inputs=[None]), "inputs: each with id, property and value"),
        (changed(inputs=[{"id": "page", "property": "data"}]), "inputs: dock-request.data is wanted here"),
        (changed(inputs=[{"id": {"type": "x"}, "property": "data"}]), "inputs: dock-request.data is wanted here"),
        (changed(state=[{"id": "page", "property": "data"}]), "state: a list of 0"),
        (changed(changedPropIds=["map.figure"]), "changedPropIds: a list of the callback's own inputs"),
        (changed(changedPropIds=["dock-request.data"] * 2), "changedPropIds: each input once"),
        (changed(parsedChangedPropsIds={}), "parsedChangedPropsIds: a list of the callback's own inputs"),
        (asking(None), "dock-request.data: "),
        (asking("/"), "dock-request.data: "),
        (asking({"address": "/"}), "dock-request.data.language: Field required"),
        (asking({"address": "/", "language": "ru"}), "dock-request.data.language: "),
        (asking({"address": 7, "language": "en"}), "dock-request.data.address: Input should be a valid string"),
        (asking({"address": "x", "language": "en"}), "dock-request.data.address: "),
        (asking({"address": "/\u0000", "language": "en"}), "dock-request.data.address: "),
        (asking({"address": "/\ud800", "language": "en"}), "dock-request.data.address: "),
        (asking({"address": "/" * (LONGEST + 1), "language": "en"}), "dock-request.data.address: "),
        (asking({"address": "/", "language": "en", "secret": 1}), "dock-request.data: Extra inputs are not permitted"),
    ],
)
def test_what_the_page_cannot_send_is_refused_with_a_reason(client: FlaskClient, call: object, reason: str) -> None:
    answer = client.post("/_dash-update-component", json=call)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.json["error"].startswith(reason)
    assert "secret" not in answer.text  # what was sent is not sent back


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b'{"output": NaN}', b"[" * 9_000])
def test_what_is_no_json_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("endId=aB3~9f.0", 200), ("cancelJob=1", 400), ("endId=a&job=1", 400), ("x", 400)]
)
def test_a_call_takes_no_query_but_the_page_s_token(client: FlaskClient, query: str, status: int) -> None:
    """Dash would read cacheKey, job and cancelJob there."""
    assert client.post(f"/_dash-update-component?{query}", json=CALL).status_code == status


def test_an_address_that_names_nothing_known_shows_what_it_can(client: FlaskClient) -> None:
    """As in the page's own address: what is unknown is left aside, and no view sees it."""
    known, unknown = (
        client.post("/_dash-update-component", json=asking({"address": address, "language": "en"}))
        for address in ("/?tab=table", "/project/../nothing?tab=table&country=XX&sort=nothing&compare=a,b,c")
    )
    assert unknown.status_code == 200
    assert unknown.data == known.data


def test_the_languages_are_those_of_the_page() -> None:
    assert get_args(Language) == LANGUAGES


class Anything(BaseModel):
    pass


def app_with(callback: Callable[[Dash], object]) -> tuple[Flask, Dash]:
    flask = Flask("own", static_folder=None)
    app = Dash(__name__, server=flask)
    app.layout = html.Div([html.P(id="a"), html.P(id="b"), dcc.Store(id="x"), dcc.Store(id="y")])
    callback(app)
    return flask, app


def test_a_callback_without_a_schema_stops_the_start() -> None:
    def add(app: Dash) -> None:
        app.callback(Output("a", "children"), Input("x", "data"), State("y", "data"))(lambda x, _: x)

    flask, app = app_with(add)
    with pytest.raises(LookupError, match=r"the callback of a\.children takes y\.data"):
        guard_callbacks(flask, app.callback_map, {"x.data": Anything})


def test_a_callback_with_several_outputs_is_guarded_as_it_is_written() -> None:
    def add(app: Dash) -> None:
        app.callback(Output("a", "children"), Output("b", "children"), Input("x", "data"))(lambda _: ("1", "2"))

    flask, app = app_with(add)
    guard_callbacks(flask, app.callback_map, {"x.data": Anything})
    outputs = [{"id": name, "property": "children"} for name in ("a", "b")]
    call = {"output": next(iter(app.callback_map)), "outputs": outputs, "changedPropIds": ["x.data"]}
    call["inputs"] = [{"id": "x", "property": "data", "value": {}}]
    client = flask.test_client()
    client.get("/_dash-layout")
    assert client.post("/_dash-update-component", json=call).status_code == 200
    assert client.post("/_dash-update-component", json={**call, "outputs": outputs[::-1]}).status_code == 400
