"""schemathesis asks what the OpenAPI document allows and forbids: no failure, and every answer as it is described.

Some ten questions an address, the same each time; the whole takes less than a minute.
"""

from typing import Any

import pytest
import schemathesis
from dash import Dash
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dashboard.exports.downloads import COSTLY
from dashboard.web.reference.addresses import ADDRESSES


def has_one_charset(_context: object, response: Any, _case: object) -> None:  # noqa: ANN401
    """Flask adds a charset to a type that is text, and repeats one that is there."""
    for content_type in response.headers.get("content-type", []):
        assert content_type.count("charset=") <= 1, content_type


CHECKS = [
    has_one_charset,
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    positive_data_acceptance,
]
QUESTIONS, COSTLY_QUESTIONS = 10, 3
HOW = settings(
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(app: Dash) -> Any:  # noqa: ANN401 (schemathesis' own)
    return schemathesis.openapi.from_wsgi("/openapi.json", app.server)


@pytest.mark.parametrize("path", [address.path for address in ADDRESSES])
def test_every_answer_is_as_described(described: Any, path: str) -> None:  # noqa: ANN401
    costly = path.startswith("/preview") or path.removeprefix("/data/") in COSTLY

    @settings(HOW, max_examples=COSTLY_QUESTIONS if costly else QUESTIONS)
    @given(described[path]["GET"].as_strategy())
    def ask(case: Any) -> None:  # noqa: ANN401
        # Else the answers are compressed, which schemathesis does not undo where it asks without a network.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
