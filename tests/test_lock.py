"""requirements.lock has all packages that run, in the versions of requirements.txt, with a hash for each file."""

import itertools
import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.commands import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+))?(?P<hashes>(?: \\\n    --hash=\S+)+)$", re.M
)
ENTRIES = {canonicalize_name(entry["name"]): entry for entry in ENTRY.finditer(LOCK)}
DIRECT = [Requirement(line) for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if line[0] != "#"]


def test_every_line_is_a_version_with_hashes_and_none_an_address() -> None:
    other_text = re.sub(r"^    # .*\n?", "", ENTRY.sub("", LOCK), flags=re.M)
    assert other_text.strip() == ""
    for name, entry in ENTRIES.items():
        assert re.fullmatch(r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+", entry["hashes"]), name


def test_it_holds_what_is_asked_for_in_the_same_versions() -> None:
    required = {
        canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==") for requirement in DIRECT
    }
    assert {name: ENTRIES[name]["version"] for name in required} == required


def test_it_holds_all_that_they_bring_here() -> None:
    pending, visited = [canonicalize_name(requirement.name) for requirement in DIRECT], set[str]()
    while pending:
        name = pending.pop()
        if name in visited:
            continue
        visited.add(name)
        assert name in ENTRIES, name
        requirements = map(Requirement, distribution(name).requires or [])
        pending += [
            canonicalize_name(requirement.name)
            for requirement in requirements
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        ]


@pytest.mark.parametrize("package", ["numpy", "gevent", "shapely", "pydantic-core", "rtoml", "pyproj"])
def test_wheels_of_several_systems_are_known(package: str) -> None:
    """Linux on two processors and macOS, for several versions of Python. A single hash would fit one machine only."""
    assert ENTRIES[package]["hashes"].count("--hash=") > 12


def test_no_marker_leaves_out_a_python_that_is_promised() -> None:
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert promised == ">=3.11"
    for name in (canonicalize_name(requirement.name) for requirement in DIRECT):
        marker = ENTRIES[name]["marker"]
        for python, system in itertools.product(("3.11", "3.12", "3.13"), ("linux", "darwin")):
            environment = {"python_version": python, "sys_platform": system}
            assert marker is None or Marker(marker).evaluate(environment), name
