"""The packages that only curating needs, asked for when a command needs them."""

import importlib
from typing import Any

from dashboard.authoring.errors import AuthoringError

INSTALL = "make curation"


def needed(module: str) -> Any:  # noqa: ANN401 (any module)
    """The module called so. Raises AuthoringError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        raise AuthoringError(f"{module} is not installed; `{INSTALL}` brings what curating needs") from None
