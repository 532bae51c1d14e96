"""The callbacks of Dash, for the views below the map. All else runs in the browser, from assets/src.

One callback runs on the server. Dash answers a call that lacks a part, or names another callback, with a trace and 500,
so ``guard_call`` compares each call with the call that the page makes. An address in a call may name unknown records:
``view_state.parse`` ignores these.
"""

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, Final

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, request
from flask.wrappers import Response
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.responses import error_response
from dashboard.views import component_ids as ids

ShowDock = Callable[[str, str], list[Component]]
Language = Annotated[str, StringConstraints(pattern=f"^(?:{'|'.join(LANGUAGES)})$")]
"""One of ``vocabulary.LANGUAGES``."""
LONGEST: Final = 4_000
"""The most characters of an address."""
ROUTE: Final = "/_dash-update-component"
CALL: Final[dict[str, Any]] = {
    "output": f"{ids.DOCK_BODY}.children",
    "outputs": {"id": ids.DOCK_BODY, "property": "children"},
    "inputs": [{"id": ids.DOCK_REQUEST, "property": "data"}],
}
"""The call as Dash's renderer sends it, without the value of its input."""
_CHANGED: Final = [f"{ids.DOCK_REQUEST}.data"]
_OPTIONAL: Final = {"state": ([],), "changedPropIds": ([], _CHANGED), "parsedChangedPropsIds": ([], _CHANGED)}
"""Optional parts of a call, with the values that they may have."""
# The renderer sends back the token that the page gave it; the atlas has no background jobs.
_QUERY: Final = re.compile(rb"(?:endId=[\w.~%=-]{0,300})?", re.ASCII)


class DockRequest(BaseModel):
    """The value of the input: the requested view below the map."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    # No control characters; the address of a page begins with a slash.
    address: Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^/[^\x00-\x1f\x7f]*$")]
    language: Language


def register(app: Dash, show_dock: ShowDock) -> None:
    """Connect the dock: ``show_dock(address, language)`` returns the view below the map."""

    @app.callback(Output(ids.DOCK_BODY, "children"), Input(ids.DOCK_REQUEST, "data"), prevent_initial_call=True)
    def show_view(request: dict[str, str]) -> list[Component]:
        return show_dock(request["address"], request["language"])

    app.clientside_callback(
        ClientsideFunction("atlas", "dockArrived"), Input(ids.DOCK_BODY, "children"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "paintChart"),
        [Output(ids.chart_id(MATCH), "figure"), Output(ids.chart_id(MATCH), "style")],
        Input(ids.chart_data_id(MATCH), "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "chartPressed"),
        Input(ids.chart_id(ALL), "clickData"),
        Input(ids.chart_id(ALL), "clickAnnotationData"),
        prevent_initial_call=True,
    )


def guard_call(server: Flask) -> None:
    """Answer 400 with a reason to a call that the page does not make, and 415 to a body that is not JSON."""

    @server.before_request
    def refused() -> Response | None:
        if request.path != ROUTE or request.method != "POST":
            return None
        if not request.is_json:
            return error_response(415, "a call is application/json")
        if _QUERY.fullmatch(request.query_string) is None:
            return error_response(400, "a call takes no query but the page's own token")
        error = _error_in(request.get_data(cache=True))
        return error_response(400, error) if error else None


def _error_in(body: bytes) -> str | None:
    """The error in a call, without the content of the call; None where it is right."""
    try:
        call = json.loads(body)
        value = call["inputs"][0].pop("value")
    except (ValueError, RecursionError):  # RecursionError: thousands of nested brackets
        return "a call is JSON in UTF-8"
    except (LookupError, TypeError, AttributeError):
        return "a call has one input with a value"
    optional = {name: call.pop(name, []) for name in _OPTIONAL}
    if call != CALL or any(part not in _OPTIONAL[name] for name, part in optional.items()):
        return f"the page calls {CALL['output']} with {_CHANGED[0]} and nothing else"
    try:
        DockRequest.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        # The name of an unknown key is not repeated.
        place = first["loc"] if first["type"] != "extra_forbidden" else ()
        return ": ".join([".".join(map(str, ("value", *place))), first["msg"]])
    return None
