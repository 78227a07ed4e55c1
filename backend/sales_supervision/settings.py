"""Every setting of the product, read from the environment (prefix ``SALES_SUPERVISION_``).

``docs/settings.md`` lists them; a test keeps the table equal to this class.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from sales_supervision.domain.policy import Policy, RedistributionPolicy, ScoringPolicy


class Settings(BaseSettings):
    """Settings of one deployment; the defaults suit a laptop."""

    model_config = SettingsConfigDict(
        env_prefix="SALES_SUPERVISION_", env_ignore_empty=True, frozen=True, allow_inf_nan=False
    )

    database_url: str = Field(
        default="sqlite:///var/sales-supervision.db",
        description="SQLAlchemy URL of the database.",
        examples=[
            "sqlite:////srv/sales-supervision/days.db",
            "postgresql+psycopg://user:password@host/sales",
            "mssql+mssqlpython://user:password@host/sales",
        ],
    )
    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the server listens on.")
    time_zone: str = Field(
        default="Asia/Dubai",
        description="IANA time zone that decides which date is today.",
        examples=["Asia/Riyadh", "Africa/Cairo"],
    )
    user_name: str = Field(
        default="Supervisor",
        min_length=1,
        max_length=100,
        description="Whose drafts and saves these are where nobody gave a name on the device.",
    )
    redis_url: str | None = Field(
        default=None,
        description="Redis or Valkey through which several servers wake each other; without one, "
        "PostgreSQL does, and every server looks for itself once a second.",
        examples=["redis://cache.example.com:6379/0"],
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Logs as lines to read, or as JSON for a log collector."
    )
    web_folder: Path | None = Field(
        default=None, description="Folder of the built page; the one inside the package if unset."
    )
    redistribution_max_extra_percent: int = Field(
        default=50,
        ge=0,
        le=1000,
        description="Most that redistribution adds to a recommendation, in % of it.",
    )
    redistribution_min_extra_units: int = Field(
        default=1, ge=0, description="Units that redistribution may always add, however small R is."
    )
    redistribution_max_customers_per_draw: int = Field(
        default=5, ge=1, description="Customers ahead that one visit's unsold units may go to."
    )
    score_perfect_from: float = Field(
        default=0.75, gt=0, le=1, description="Actual/recommended where accuracy becomes 100."
    )
    score_perfect_to: float = Field(
        default=1.20, ge=1, description="Actual/recommended up to which accuracy stays 100."
    )
    score_zero_at: float = Field(
        default=2.00, gt=1, description="Actual/recommended where accuracy is back at 0."
    )
    score_coverage_weight: float = Field(
        default=0.4, ge=0, le=1, description="Weight of SKU coverage; item accuracy has the rest."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is not an IANA time zone such as Asia/Dubai.") from error
        return value

    @field_validator("redis_url")
    @classmethod
    def _reaches_redis(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must begin with redis://, rediss:// or unix://, for Valkey too.")
        if find_spec("redis") is None:
            raise ValueError("needs the package redis; install sales-supervision[redis].")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def policy(self) -> Policy:
        """The rules that these settings make. Raises ValueError where they contradict."""
        return Policy(
            redistribution=RedistributionPolicy(
                max_extra_percent=self.redistribution_max_extra_percent,
                min_extra_units=self.redistribution_min_extra_units,
                max_customers_per_draw=self.redistribution_max_customers_per_draw,
            ),
            scoring=ScoringPolicy(
                perfect_from=self.score_perfect_from,
                perfect_to=self.score_perfect_to,
                zero_at=self.score_zero_at,
                coverage_weight=self.score_coverage_weight,
                accuracy_weight=1 - self.score_coverage_weight,
            ),
        )
