"""Settings: the only reader of the environment.

Every setting is an environment variable with the prefix ``DEPGRAPH_``, or the same
name in lower case in ``depgraph.toml`` of the folder the service was started in.
The environment wins.
"""

from __future__ import annotations

import os
import re
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

Folders = Annotated[tuple[Path, ...], NoDecode]
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def _in_checkout() -> Path | None:
    """The checkout this code runs from, or None when it is an installed package."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "cypher").is_dir() else None


def _default_data_dir() -> Path:
    checkout = _in_checkout()
    return checkout / ".depgraph" if checkout else platformdirs.user_data_path("depgraph")


def _default_thumbs_root() -> Path:
    checkout = _in_checkout()
    return checkout / "cache" / "thumbs" if checkout else platformdirs.user_cache_path("depgraph") / "thumbs"


def _is_address(uri: str) -> bool:
    """Whether the driver takes this; it raises errors of several kinds, late, for what it does not take."""
    try:
        parts = urlsplit(uri)
        _ = parts.port  # raises ValueError where it is no number
        asked = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    except ValueError:
        return False
    routes = parts.scheme.startswith("neo4j")  # which alone may say by what policy, and not by which address
    return (
        parts.scheme in _SCHEMES
        and bool(parts.netloc)
        and "@" not in uri
        and not parts.fragment
        and (not asked or (routes and "address" not in asked))
    )


def _without_secrets(uri: str) -> str:
    """An address as it may be shown: without a user, a password or what is asked of it."""
    return re.split(r"[?#]", re.sub(r"^(\w[\w+.-]*://)?.*@", r"\1", uri, flags=re.S))[0]


class _TomlFile(TomlConfigSettingsSource):
    """The file of the settings. Raises TOMLDecodeError also where it is no text."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        try:
            return super()._read_file(file_path)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            column = error.start - error.object.rfind(b"\n", 0, error.start)
            raise tomllib.TOMLDecodeError(f"not UTF-8 (at line {line}, column {column})") from None


class Settings(BaseSettings):
    """What the service can be told from outside; docs/settings.md lists each (a test compares)."""

    model_config = SettingsConfigDict(
        env_prefix="DEPGRAPH_",
        toml_file="depgraph.toml",
        extra="forbid",
        env_ignore_empty=True,
        hide_input_in_errors=True,  # it may be a secret
    )

    neo4j_uri: str = ""
    """Empty: the embedded Neo4j. Else the address of another, with one of `_SCHEMES`."""
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr = SecretStr("")
    neo4j_database: str = "neo4j"
    neo4j_version: str = "2026.08.1"
    """Which embedded Neo4j: 2026.08.1, or the LTS 5.26.30."""
    data_dir: Path = Field(default_factory=_default_data_dir)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Further Host header names that are answered, comma-separated."""
    assets_root: Path = Field(
        default_factory=lambda known: known["data_dir"] / "assets",
        validation_alias=AliasChoices("DEPGRAPH_ASSETS_ROOT", "assets_root", "COMFYVN_ASSETS_ROOT"),
    )
    thumbs_root: Path = Field(default_factory=_default_thumbs_root)
    model_roots: Folders = ()
    allowed_roots: Folders = ()
    java_home: Path | None = Field(
        default=None, validation_alias=AliasChoices("DEPGRAPH_JAVA_HOME", "java_home", "JAVA_HOME")
    )
    """A Java to look at first for the embedded Neo4j."""
    log_level: str = "info"

    @field_validator("neo4j_uri")
    @classmethod
    def _refuse_other_addresses(cls, value: str) -> str:
        if value and not _is_address(value):
            raise ValueError(
                f"DEPGRAPH_NEO4J_URI cannot be {_without_secrets(value)!r}. Write bolt://HOST:7687 or"
                " neo4j://HOST:7687 (with TLS bolt+s, bolt+ssc, neo4j+s or neo4j+ssc), and who logs in as"
                " DEPGRAPH_NEO4J_USER and DEPGRAPH_NEO4J_PASSWORD"
            )
        return value

    @field_validator("model_roots", "allowed_roots", mode="before")
    @classmethod
    def _split_folders(cls, value: Any) -> Any:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def readable_roots(self) -> tuple[Path, ...]:
        """The folders below which a path that a request names may be read."""
        return (self.assets_root, self.thumbs_root, *self.model_roots, *self.allowed_roots, Path.cwd())

    @property
    def embedded(self) -> bool:
        return not self.neo4j_uri

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, _TomlFile(settings_cls)
