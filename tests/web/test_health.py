from datetime import UTC, datetime

from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.settings import VERSION


def test_health_says_what_is_loaded(client: FlaskClient, atlas: Atlas) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    assert (answer.json["status"], answer.json["version"]) == ("ok", VERSION)
    assert answer.json["data"] == atlas.version
    assert answer.json["counts"]["facts"] == len(atlas.catalogue.facts) >= 50
    assert answer.json["counts"]["documents"] == len(atlas.catalogue.documents)


def test_readiness_says_when_it_was_loaded_and_that_nothing_was_reloaded(client: FlaskClient, atlas: Atlas) -> None:
    answer = client.get("/readyz").json
    assert answer is not None
    assert (answer["status"], answer["version"], answer["data"]) == ("ready", VERSION, atlas.version)
    assert datetime.fromisoformat(answer["loaded_at"]) <= datetime.now(UTC)
    assert answer["last_reload"] is None
    health = client.get("/healthz").json
    assert health is not None
    assert health["counts"] == answer["counts"]
