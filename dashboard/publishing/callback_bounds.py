"""Callbacks are called by the page alone, so a call that the page cannot make is refused before Dash reads it.

What a call must look like is taken from the callbacks that are registered, so a new one is guarded as it is written;
what each of its inputs may hold is a schema, and without one the server does not start.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from flask import Flask, request
from flask.wrappers import Response
from pydantic import BaseModel, ValidationError

from dashboard.publishing.answers import refusal
from dashboard.publishing.bounds import LARGEST_BODY

CallbackMap = Mapping[str, Mapping[str, Any]]
"""By output, as ``id.property``: Dash's own record of a callback."""
Schemas = Mapping[str, type[BaseModel]]
"""By input or state, as ``id.property``: what it may hold."""

CALLBACK_ROUTE: Final = "/_dash-update-component"
# The renderer sends back the token that it was given with the page; jobs in the background there are none.
_QUERY: Final = re.compile(rb"(?:endId=[\w.~%=-]{0,300})?", re.ASCII)
_KEYS: Final = frozenset({"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"})


class RefusedCallError(ValueError):
    """A callback was called as the page cannot call it; the message says why, without what was sent."""


def guard_callbacks(server: Flask, callbacks: CallbackMap, schemas: Schemas) -> None:
    """Answer 400 with a reason to a call that fits no callback, and 415 to what is not JSON.

    Raises:
        LookupError: a callback that runs on the server has an input, or a state, without a schema.
    """
    for output, callback in _on_server(callbacks):
        for name in _names([*callback["inputs"], *callback["state"]]):
            if name not in schemas:
                raise LookupError(f"the callback of {output} takes {name}, and no schema says what that may hold")

    @server.before_request
    def refused() -> Response | None:
        if request.path != CALLBACK_ROUTE or request.method != "POST":
            return None
        if not request.is_json:
            return refusal(415, "a call is application/json")
        if _QUERY.fullmatch(request.query_string) is None:
            return refusal(400, "a call takes no query but the page's own token")
        body = request.get_data(cache=True)
        if request.content_length is None and len(body) >= LARGEST_BODY:  # werkzeug reads so far and no further
            return refusal(413, f"a body has at most {LARGEST_BODY} bytes")
        try:
            check_call(_parsed(body), dict(_on_server(callbacks)), schemas)
        except RefusedCallError as error:
            return refusal(400, str(error))
        return None


def check_call(body: object, callbacks: CallbackMap, schemas: Schemas) -> None:
    """Hold the body of a call against the callbacks that there are.

    Raises:
        RefusedCallError: the page cannot have sent it.
    """
    if not isinstance(body, dict):
        raise RefusedCallError("a call is a JSON object")
    if not body.keys() <= _KEYS:
        raise RefusedCallError(f"a call has no other keys than {', '.join(sorted(_KEYS))}")
    output = body.get("output")
    if not isinstance(output, str) or output not in callbacks:
        raise RefusedCallError("output: no callback of that name")
    callback = callbacks[output]
    _check_outputs(body.get("outputs"), callback["output"])
    for part, wanted in (("inputs", callback["inputs"]), ("state", callback["state"])):
        for name, value in _values(part, body.get(part, []), list(_names(wanted))):
            _check_value(name, value, schemas[name])
    allowed = frozenset(_names(callback["inputs"]))
    for part in ("changedPropIds", "parsedChangedPropsIds"):
        changed = body.get(part, [])
        if not isinstance(changed, list) or not all(isinstance(one, str) and one in allowed for one in changed):
            raise RefusedCallError(f"{part}: a list of the callback's own inputs")
        if len(changed) > len(allowed):
            raise RefusedCallError(f"{part}: each input once")


def _on_server(callbacks: CallbackMap) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Those that run here; the others run in the browser and are never called."""
    return ((output, callback) for output, callback in callbacks.items() if "callback" in callback)


def _names(dependencies: Iterable[Mapping[str, str]]) -> Iterator[str]:
    return (f"{one['id']}.{one['property']}" for one in dependencies)


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):  # RecursionError: brackets in brackets, by the thousand
        raise RefusedCallError("a call is JSON in UTF-8") from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _check_outputs(sent: object, wanted: Any) -> None:  # noqa: ANN401 (one of Dash's outputs, or a list of them)
    many = isinstance(wanted, list | tuple)
    expected = [{"id": one.component_id, "property": one.component_property} for one in (wanted if many else [wanted])]
    if sent != (expected if many else expected[0]):
        raise RefusedCallError("outputs: not those of the callback")


def _values(part: str, sent: object, wanted: list[str]) -> Iterator[tuple[str, object]]:
    """Name and value of each entry, which must be just those that the callback has, in its order."""
    if not isinstance(sent, list) or len(sent) != len(wanted):
        raise RefusedCallError(f"{part}: a list of {len(wanted)}")
    for entry, name in zip(sent, wanted, strict=True):
        if not isinstance(entry, dict) or not {"id", "property"} <= entry.keys() <= {"id", "property", "value"}:
            raise RefusedCallError(f"{part}: each with id, property and value")
        if [entry["id"], entry["property"]] != name.rsplit(".", 1):
            raise RefusedCallError(f"{part}: {name} is wanted here")
        yield name, entry.get("value")


def _check_value(name: str, value: object, schema: type[BaseModel]) -> None:
    try:
        schema.model_validate(value, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join([name, *(str(part) for part in first["loc"][:1] if part in schema.model_fields)])
        raise RefusedCallError(f"{where}: {first['msg']}") from None
