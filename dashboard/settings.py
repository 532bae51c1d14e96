"""What a deployment may choose, read from the environment once, at the start."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

VERSION = "0.1.0"
"""The atlas's version; pyproject.toml and CITATION.cff carry the same (a test holds that)."""

VARIABLES: dict[str, str] = {
    "HOST": "host",
    "PORT": "port",
    "WEB_CONCURRENCY": "workers",
    "WEB_THREADS": "threads",
    "ATLAS_ROOT": "root",
    "ATLAS_CONTACT_URL": "contact_url",
    "ATLAS_TRUSTED_PROXIES": "trusted_proxies",
    "ATLAS_HOSTS": "hosts",
    "ATLAS_SEARCHES_A_MINUTE": "searches_a_minute",
    "ATLAS_EXPORTS_A_MINUTE": "exports_a_minute",
}
"""Environment variable → field of ``Settings``."""


class SettingsError(ValueError):
    """The environment holds a value that cannot be used; the message names the variable and the reason."""


class Settings(BaseModel):
    """A deployment's choices, checked and unchangeable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Annotated[str, StringConstraints(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535, description="0 lets the system choose")] = 8050
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    threads: Annotated[int, Field(ge=1, le=64, description="a worker; a slow reader holds one")] = 16
    root: Path = Field(Path(__file__).parent.parent, description="folder with data/, seeds/ and assets/")
    contact_url: Annotated[str, StringConstraints(pattern=r"^(https?://|mailto:)\S+$")] | None = Field(
        None, description="where 'report an error' leads; none: the page offers no such link"
    )
    trusted_proxies: Annotated[int, Field(ge=0, le=8, description="proxies whose X-Forwarded-* are believed")] = 0
    hosts: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.,_:\[\]-]*$")] = Field(
        "", description="names, with commas between, under which the atlas may be asked for; none: under any"
    )
    searches_a_minute: Annotated[int, Field(ge=0, description="from one address, a worker; 0: as many as come")] = 600
    exports_a_minute: Annotated[int, Field(ge=0, description="as for searches")] = 120
    version: str = VERSION

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings that ``environment`` asks for; a variable that is absent or empty leaves the default.

        Raises:
            SettingsError: naming every variable that cannot be used, and why.
        """
        chosen = {field: environment[name] for name, field in VARIABLES.items() if environment.get(name)}
        try:
            return cls.model_validate(chosen)
        except ValidationError as error:
            names = {field: name for name, field in VARIABLES.items()}
            problems = (f"{names[str(e['loc'][0])]}={e['input']}: {e['msg']}" for e in error.errors())
            raise SettingsError("; ".join(problems)) from error

    @property
    def address(self) -> str:
        """Where the page is served, as a URL; ``host`` may be an IPv6 address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"
