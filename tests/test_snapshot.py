"""A kept atlas is the atlas, or it is not used."""

import os
import pickle
import shutil
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.findings import CatalogueError
from dashboard.loading import load_atlas
from dashboard.snapshot import FOLDER, load_kept

ROOT = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with the real catalogue, and a build folder of its own."""
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def kept_file(root: Path) -> Path:
    (found,) = (root / FOLDER).rglob("atlas.pickle")
    return found


def same(one: Atlas, other: Atlas) -> bool:
    names = {field.name for field in fields(Atlas)} - {"kept", "shapes"}
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_what_is_kept_is_what_is_loaded(root: Path) -> None:
    loaded, first = load_atlas(root), load_kept(root, 0)
    assert first.kept == kept_file(root).parent
    written = kept_file(root).stat().st_mtime_ns
    again = load_kept(root, 0)
    assert same(first, loaded)
    assert same(again, loaded)
    assert kept_file(root).stat().st_mtime_ns == written
    assert isinstance(again.catalogue.facts, MappingProxyType)
    with pytest.raises(ValueError, match="frozen"):
        next(iter(again.catalogue.facts.values())).quote = "other words"


def test_a_small_catalogue_is_not_kept(root: Path) -> None:
    assert load_kept(root).kept is None
    assert not (root / FOLDER).exists()


def test_a_change_of_one_letter_is_seen(root: Path) -> None:
    before = load_kept(root, 0)
    places = root / "data/places.csv"
    places.write_text(places.read_text("utf-8").replace("Aktau,Aktau,", "Aqtau,Aktau,"), "utf-8")
    after = load_kept(root, 0)
    assert (before.catalogue.places["aktau"].names.en, after.catalogue.places["aktau"].names.en) == ("Aktau", "Aqtau")
    assert kept_file(root).parent == after.kept != before.kept


class Harm:
    """What a foreign pickle may hold."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harm",)


def test_what_is_damaged_or_foreign_is_not_used(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    load_kept(root, 0)
    file = kept_file(root)
    body = file.read_bytes()
    harmful = pickle.dumps(Harm())
    for content in (b"", body[:-1], body[:40] + b"?" + body[41:], sha256(harmful).digest() + harmful):
        file.write_bytes(content)
        assert load_kept(root, 0).kept is None
    assert not Path("harm").exists()
    file.write_bytes(body)
    assert load_kept(root, 0).kept is not None
    file.chmod(0o666)
    assert load_kept(root, 0).kept is None


def test_faults_are_told_as_ever(root: Path) -> None:
    (root / "data/speakers.toml").unlink()
    with pytest.raises(CatalogueError) as caught:
        load_kept(root, 0)
    assert "data/speakers.toml" in {finding.file for finding in caught.value.findings}
    assert not list((root / FOLDER).rglob("atlas.pickle"))
