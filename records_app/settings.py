"""Settings from the environment, prefix ``RECORDS_``; read once at the edge and passed in."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from records_app.office.files.file_key import FileKey, read_keys

# What they hold is not repeated in a message.
_SECRETS = frozenset({"files_key", "database_url", "demo_password", "redis_url"})


class Settings(BaseSettings):
    """Every setting of the product. Each one is listed in docs/settings.md."""

    model_config = SettingsConfigDict(
        env_prefix="RECORDS_", extra="ignore", hide_input_in_errors=True
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    public_url: str = Field(
        default="",
        description="Address people type, such as https://desk.example.org. "
        "Empty: http://localhost and the port.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder for the database and secrets.")
    database_url: str = Field(
        default="", description="PostgreSQL address. Empty: SQLite in the data folder."
    )
    redis_url: str = Field(
        default="", description="Redis or Valkey address for counts. Empty: in this process."
    )
    demo_password: str = Field(
        default="", description="Password of the demo's people. Empty: a random one is printed."
    )
    trusted_proxy_hops: int = Field(
        default=0, ge=0, le=5, description="How many proxies in front may be believed."
    )
    session_days: int = Field(
        default=14, ge=1, le=90, description="Days until a sign-in ends by itself."
    )

    max_file_mb: int = Field(
        default=100, ge=1, le=4000, description="Largest file that may be added, in MiB."
    )
    max_upload_mb: int = Field(
        default=1000, ge=1, le=40000, description="Largest form with files, in MiB."
    )
    max_files: int = Field(default=50, ge=1, le=500, description="Files in one form.")
    keep_free_mb: int = Field(
        default=500, ge=0, description="Files are refused when less would stay free, in MiB."
    )

    stranger_tabs: int = Field(
        default=300, ge=10, le=20000, description="Open pages of people who are not signed in."
    )

    files_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key for files and second factors; older keys after a comma. Empty: plain.",
    )

    log: Literal["text", "json"] = Field(
        default="text", description="How the log is written: text, or json with one object a line."
    )
    backup_dir: str = Field(
        default="", description="Folder for backups by the clock. Empty: none are written."
    )
    backup_hours: int = Field(default=24, ge=1, le=720, description="Hours between two backups.")
    backup_keep: int = Field(default=14, ge=1, le=1000, description="How many backups are kept.")

    @field_validator("public_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("redis_url")
    @classmethod
    def _an_address_of_redis(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme == "redis+unix" and parts.path:
            return value
        if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
            raise ValueError("must be like redis://localhost:6379/0, rediss:// or redis+unix://")
        return value

    @field_validator("files_key")
    @classmethod
    def _a_strong_key(cls, value: SecretStr) -> SecretStr:
        read_keys(value.get_secret_value())
        return value

    @property
    def file_keys(self) -> tuple[FileKey, ...]:
        """The keys of the folder of files; the first one encrypts."""
        return read_keys(self.files_key.get_secret_value())

    @property
    def origin(self) -> str:
        """Scheme, host and port that browsers use, without a trailing slash."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def files_dir(self) -> Path:
        """The folder of files that came in, inside the data folder."""
        return self.data_dir / "files"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over TLS."""
        return self.origin.startswith("https://")

    @property
    def store_url(self) -> str:
        """Database address as SQLAlchemy wants it; SQLite in the data folder by default."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'records.sqlite3'}"
        for scheme in ("postgres://", "postgresql://"):
            if self.database_url.startswith(scheme):
                return "postgresql+psycopg://" + self.database_url.removeprefix(scheme)
        return self.database_url


def settings_problem(error: ValidationError) -> str:
    """Which settings are wrong and why, in one line."""
    wrong = (_problem(str(one["loc"][0]), one["input"], one["msg"]) for one in error.errors())
    return f"A setting is wrong: {'; '.join(wrong)}."


def _problem(name: str, value: object, why: str) -> str:
    variable = f"RECORDS_{name.upper()}"
    return f"{variable}: {why}" if name in _SECRETS else f"{variable} is {value!r}: {why}"
