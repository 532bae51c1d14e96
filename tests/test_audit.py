"""`.ci/audit` reads the report of pip-audit: a vulnerability fails, and a missing report is reported."""

import json
from types import ModuleType

import pytest

from tests.commands import ROOT, ci_script


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    return ci_script("audit")


SAFE = {"name": "flask", "version": "3.1.3", "vulns": []}
HOLE = {"name": "jinja2", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "1.2"]}]}
UNKNOWN = {"name": "dash", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("code", "packages", "exit_code", "expected_text"),
    [
        (0, [SAFE], 0, "no known vulnerability in 1 packages"),
        (0, [SAFE, UNKNOWN], 0, "in 1 packages, 1 not known to the service"),
        (1, [SAFE, HOLE, UNKNOWN], 1, "jinja2 1.0: PYSEC-1, mended in 1.1, 1.2"),
        (0, [UNKNOWN], 0, "skipped"),
    ],
)
def test_a_hole_fails_and_what_was_not_asked_is_told(
    audit: ModuleType, code: int, packages: list[object], exit_code: int, expected_text: str
) -> None:
    code, text = audit.verdict(code, json.dumps({"dependencies": packages}))
    assert (code, expected_text in text) == (exit_code, True), text


@pytest.mark.parametrize("output", ["", "[]", "Traceback", "{}"])
def test_without_the_service_one_line_says_so(audit: ModuleType, output: str) -> None:
    code, text = audit.verdict(1, output)
    assert (code, text.count("\n")) == (0, 0)
    assert "NOT AUDITED" in text


def test_all_that_runs_is_audited(audit: ModuleType) -> None:
    locked = audit.locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert {"flask", "jinja2", "markupsafe", "click", "gevent", "greenlet"} <= set(locked)
    assert "pytest" not in locked
