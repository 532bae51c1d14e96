"""The packages that only curating needs, imported when a command needs them."""

import importlib
from typing import Any

from dashboard.authoring.errors import AuthoringError

INSTALL = "make curation"


def require(module: str) -> Any:  # noqa: ANN401 (any module)
    """Import a module by its name. Raises AuthoringError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        raise AuthoringError(f"{module} is not installed; `{INSTALL}` brings what curating needs") from None
