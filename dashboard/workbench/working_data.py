"""The atlas of the working data: serves saved changes a few seconds later, as readers will see them."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.curation.requirements import require
from dashboard.curation.saving.overlay import overlaid
from dashboard.curation.saving.store import FileChange
from dashboard.http.responses import error_response
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.workbench.guard import OTHER_NAME

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

UNSAVED = "/unsaved"
"""The path below which the atlas is served with a statement that is not saved yet."""
_LOG = logging.getLogger(__name__)


class WorkingData:
    """Serves the data as it is on disk; loads it again in a thread when files change.

    Raises CatalogueError where the data has an error at the start.
    """

    def __init__(self, settings: Settings, hosts: Sequence[str]) -> None:
        self._settings = settings
        self._hosts = hosts
        self._unsaved: Flask | None = None
        self._unsaved_folder = ExitStack()
        self._reload_requested = threading.Event()
        self._loading = threading.Lock()
        self.number = 0
        """The number of the last request to load the data; ``served`` is that of the data that is served."""
        self.served = 0
        self.findings: tuple[Finding, ...] = ()
        self.atlas: Atlas
        self._server: Flask
        self._loaded_files: frozenset[tuple[str, int]] = frozenset()
        self._load()
        threading.Thread(target=self._load_on_request, daemon=True).start()
        threading.Thread(target=self._watch_files, args=(require("watchfiles").watch,), daemon=True).start()

    def reload(self) -> int:
        """Request to load the data again, and give the number to wait for in ``served``."""
        self.number += 1
        self._reload_requested.set()
        return self.number

    def show_unsaved(self, changes: Sequence[FileChange]) -> None:
        """Serve the data with some changes below ``UNSAVED``. Raises CatalogueError where it would have an error."""
        with self._loading, ExitStack() as stack:
            top = stack.enter_context(overlaid(self._settings.root, changes))
            self._unsaved = self._make_server(load_atlas(top), top, UNSAVED)
            self._unsaved_folder.close()  # that of the server before
            self._unsaved_folder = stack.pop_all()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The atlas as a WSGI application, whose pages the editing page may frame."""
        if environ.get("HTTP_HOST") not in self._hosts:
            return error_response(403, OTHER_NAME)(environ, start_response)
        unsaved = environ["PATH_INFO"].startswith(f"{UNSAVED}/") and self._unsaved
        return _answer_for_frame(unsaved or self._server, environ, start_response)

    def _load_on_request(self) -> None:
        while self._reload_requested.wait():
            self._reload_requested.clear()
            try:
                with self._loading:
                    self._load()
            except CatalogueError as error:
                if not self._reload_requested.is_set():  # else there was another save, and all is loaded again
                    self.findings, self.served = error.findings, self.number
            except Exception:
                _LOG.exception("the data could not be loaded")
                self.served = self.number

    def _watch_files(self, watch: Callable[..., Iterable[object]]) -> None:
        """Load the changes of other programs too; those of the desk are loaded already."""
        for _ in watch(*self._folders(), raise_interrupt=False):
            if self._files() != self._loaded_files:
                self.reload()

    def _folders(self) -> list[Path]:
        return [self._settings.root / folder for folder in ("data", "seeds")]

    def _files(self) -> frozenset[tuple[str, int]]:
        """Every file with the time of its last change in nanoseconds."""
        files = (file for folder in self._folders() for file in folder.rglob("*") if file.is_file())
        return frozenset((str(file), file.stat().st_mtime_ns) for file in files)

    def _load(self) -> None:
        number, self._loaded_files = self.number, self._files()
        atlas = load_atlas(self._settings.root)
        self._server = self._make_server(atlas, self._settings.root)
        self.atlas, self.findings, self.served = atlas, atlas.findings, number

    def _make_server(self, atlas: Atlas, root: Path, base: str = "") -> Flask:
        address = {"base_url": f"{self._settings.address}{base}"} if base else {}
        server = create_app(atlas, self._settings.model_copy(update={"root": root, **address})).server
        assert isinstance(server, Flask)
        return server


def _answer_for_frame(server: Flask, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """The answer of ``server``, which pages of the same origin may frame."""

    def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
        allowed = [
            (name, value.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
            for name, value in headers
            if name.lower() != "x-frame-options"
        ]
        return start_response(status, allowed, *rest)  # type: ignore[arg-type]

    return server(environ, start)  # type: ignore[arg-type]
