"""What the workbench answers where an action fails."""

import errno
from typing import cast

from flask import Flask

from dashboard.workbench.desk import Desk
from dashboard.workbench.routes import _json_view


def test_a_full_disk_is_reported_in_words() -> None:
    def save() -> object:
        raise OSError(errno.ENOSPC, "No space left on device", "data/documents/news.toml")

    with Flask(__name__).app_context():
        answer = _json_view(cast("Desk", None), save)()
    assert answer.status_code == 422
    assert answer.get_json() == {"error": "data/documents/news.toml: No space left on device; nothing was saved"}
