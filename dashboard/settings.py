"""The settings of a deployment, read from the environment once, at the start."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints, ValidationError

VERSION = "0.4.0"
"""The atlas's version. pyproject.toml takes it from here; CITATION.cff repeats it, and a test keeps both equal."""

PROGRAM = Path(__file__).parent.parent
"""The folder of the program, with ``assets/`` and, after a build, ``build/``."""

VARIABLES: dict[str, str] = {
    "HOST": "host",
    "PORT": "port",
    "WEB_CONCURRENCY": "workers",
    "ATLAS_ROOT": "root",
    "ATLAS_DATABASE": "database",
    "ATLAS_BASEMAP": "basemap",
    "ATLAS_LARGEST_LOADED": "largest_loaded",
    "ATLAS_CONTACT_URL": "contact_url",
    "ATLAS_SECURITY_CONTACT": "security_contact",
    "ATLAS_BASE_URL": "base_url",
    "ATLAS_TRUSTED_PROXIES": "trusted_proxies",
    "ATLAS_HOSTS": "hosts",
    "ATLAS_SEARCHES_A_MINUTE": "searches_a_minute",
    "ATLAS_EXPORTS_A_MINUTE": "exports_a_minute",
    "ATLAS_PREVIEWS_A_MINUTE": "previews_a_minute",
}
"""Environment variable → field of ``Settings``."""


BaseUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^/\s?#@]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$"),
    AfterValidator(lambda address: address.rstrip("/")),
]


def _is_postgres(address: SecretStr) -> SecretStr:
    if not address.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise ValueError("write postgresql://user@host/name")
    return address


class SettingsError(ValueError):
    """A value in the environment cannot be used; the message names the variable and the reason."""


class Settings(BaseModel):
    """The settings of a deployment, checked and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Annotated[str, StringConstraints(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535, description="0 lets the system choose")] = 8050
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    root: Path = Field(PROGRAM, description="folder with data/ and seeds/")
    database: Annotated[SecretStr, AfterValidator(_is_postgres)] | None = Field(
        None, description="the PostgreSQL with the data; none: the data is in the files below ``root``"
    )
    basemap: Path | None = Field(
        None,
        description="a PMTiles file in the Protomaps schema, drawn over the atlas's basemap; none: only the latter",
    )
    largest_loaded: Annotated[int, Field(ge=0)] = Field(
        2_500, description="the most statements and segments of a catalogue in a database that a server loads"
    )
    contact_url: Annotated[str, StringConstraints(pattern=r"^(https?://|mailto:)\S+$")] | None = Field(
        None, description="the http:, https: or mailto: address behind 'report an error'; none: there is no such link"
    )
    security_contact: Annotated[str, StringConstraints(pattern=r"^(https://|mailto:)\S+$")] | None = Field(
        None, description="the https: or mailto: address in /.well-known/security.txt; none: there is no such file"
    )
    base_url: BaseUrl | None = Field(
        None,
        description="the beginning of absolute addresses: scheme, host and, where the atlas is served below a path, the"
        " path; none: scheme and host of the request",
    )
    trusted_proxies: Annotated[int, Field(ge=0, le=8, description="the number of trusted proxies (X-Forwarded-*)")] = 0
    hosts: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9._:\[\]-]+(,|$))*$", to_lower=True)] = Field(
        "", description="the host names that the server accepts, without https://, separated by commas; none: any"
    )
    searches_a_minute: Annotated[int, Field(ge=0, description="from one address, for each worker; 0: no limit")] = 600
    exports_a_minute: Annotated[int, Field(ge=0, description="as for searches")] = 120
    previews_a_minute: Annotated[int, Field(ge=0, description="pictures of links, as for searches")] = 120
    version: str = VERSION

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings in ``environment``; a variable that is absent or empty leaves the default.

        Raises
        ------
        SettingsError
            The message names every variable that cannot be used, and why.
        """
        for name in environment.keys() - VARIABLES.keys():
            for meant in get_close_matches(name, VARIABLES, n=1, cutoff=0.9):
                raise SettingsError(f"{name} is no setting; write {meant}")
        values = {field: environment[name] for name, field in VARIABLES.items() if environment.get(name)}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            names = {field: name for name, field in VARIABLES.items()}
            problems = []
            for fault in error.errors():
                field = str(fault["loc"][0])
                value = "…" if field == "database" else fault["input"]
                why = f"write {cls.model_fields[field].description}" if "pattern" in fault["type"] else fault["msg"]
                problems.append(f"{names[field]}={value}: {why}")
            raise SettingsError("; ".join(problems)) from error

    @property
    def assets_root(self) -> Path:
        """The folder with ``assets/`` and ``build/``: ``root`` where it has them, else the program's own."""
        return self.root if (self.root / "assets").is_dir() else PROGRAM

    @property
    def base_path(self) -> str:
        """The path below which the atlas is served, such as ``/atlas``; empty at the root of the host."""
        return urlsplit(self.base_url or "").path

    @property
    def own_host(self) -> str:
        """A host name that the server accepts, for its own requests and for health checks."""
        return self.hosts.split(",")[0].lstrip(".") or "localhost"

    @property
    def address(self) -> str:
        """The address of the page as a URL; ``host`` may be an IPv6 address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"
