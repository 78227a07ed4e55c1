"""Every setting of the product, read from the environment (prefix ``SALES_SUPERVISION_``).

``docs/settings.md`` lists them; a test keeps the table equal to this class.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from sales_supervision.domain.access import Role
from sales_supervision.domain.policy import Policy, RedistributionPolicy, ScoringPolicy


class Settings(BaseSettings):
    """Settings of one deployment; the defaults suit a laptop."""

    model_config = SettingsConfigDict(
        env_prefix="SALES_SUPERVISION_",
        env_ignore_empty=True,
        frozen=True,
        allow_inf_nan=False,
        # A wrong setting is told by its name: what was given may be a secret.
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    database_url: str = Field(
        default="sqlite:///var/sales-supervision.db",
        repr=False,
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
    sign_in: Literal["accounts", "demo"] = Field(
        default="accounts",
        description="Who gets in: people with an account or a token, or, as with `serve --demo`, "
        "whoever sits at this computer, without a password.",
    )
    user_name: str = Field(
        default="Supervisor",
        min_length=1,
        max_length=100,
        description="Who one is on a demo as long as one does not choose a name.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="Redis or Valkey through which several servers wake each other, keep reviews "
        "at hand and count rate limits together; needs the extra `redis`. Without one, PostgreSQL "
        "wakes them, and every server looks for itself once a second.",
        examples=["redis://cache.example.com:6379/0"],
    )
    smoke_route: str = Field(
        default="SMOKE",
        min_length=1,
        max_length=40,
        description="Code of the route on which `smoke` makes its days, which no report counts; no "
        "route of yours.",
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
    review_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SALES_SUPERVISION_REVIEW_API_KEY", "GROQ_API_KEY"),
        description="Key of the provider of reviews; also read from `GROQ_API_KEY`. Without key "
        "and address the built-in analyst writes.",
        examples=["gsk_…"],
    )
    review_base_url: str | None = Field(
        default=None,
        description="Address of the provider, any that speaks OpenAI's chat completions; Groq "
        "where only the key is set.",
        examples=["https://api.openai.com/v1", "http://localhost:11434/v1"],
    )
    review_model: str = Field(
        default="openai/gpt-oss-20b",
        min_length=1,
        max_length=100,
        description="The provider's model that writes reviews.",
    )
    review_stream: Literal["auto", "always", "never"] = Field(
        default="auto",
        description="Whether to have the model's words as it writes them; `auto`: all but Groq, "
        "which does not stream structured output.",
    )
    review_first_answer_seconds: float = Field(
        default=5,
        gt=0,
        le=60,
        description="Seconds that a person waits for a model; then the built-in analyst answers "
        "and the model's review is kept for when they ask again.",
    )
    review_call_seconds: float = Field(
        default=20, gt=0, le=300, description="Seconds that the writing of a model may take in all."
    )
    review_breaker_failures: int = Field(
        default=5, ge=1, description="Failed calls in a row after which the provider is let rest."
    )
    review_breaker_rest_seconds: float = Field(
        default=30, gt=0, description="Seconds that a failing provider is let rest."
    )
    review_budget_day: float = Field(
        default=2, ge=0, description="Most US dollars for reviews in a day; 0: no model is asked."
    )
    review_budget_month: float = Field(
        default=30, ge=0, description="Most US dollars for reviews in a calendar month."
    )
    review_price_in: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens sent; the published price if unset. Without "
        "either the budget cannot count.",
    )
    review_price_out: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens written; the published price if unset.",
    )
    review_kept_hours: float = Field(
        default=168, gt=0, description="Hours that a review answers for equal figures."
    )
    review_customer_seconds: int = Field(
        default=5,
        ge=0,
        description="A user may have a customer's review written once in so many seconds.",
    )
    review_route_seconds: int = Field(
        default=10,
        ge=0,
        description="A user may have a route's review written once in so many seconds.",
    )
    review_warming: Literal["off", "on"] = Field(
        default="off",
        description="Have a customer's review written in the background once all of its "
        "quantities are told, or the feed brings the visit.",
    )

    metrics_token: SecretStr | None = Field(
        default=None,
        description="Bearer token with which a scraper on another machine may read `/metrics`; "
        "without one only this machine may.",
    )
    figures_kept_days: int = Field(
        default=100,
        ge=2,
        le=3660,
        description="Days that hourly figures are kept for the report.",
    )
    feed_stale_hours: float = Field(
        default=36,
        gt=0,
        description="Hours without a daily feed after which it counts as stale.",
    )
    otel_endpoint: str | None = Field(
        default=None,
        description="Address of an OpenTelemetry collector (OTLP over HTTP) that traces are sent "
        "to; needs the extra `otel`.",
        examples=["http://localhost:4318"],
    )
    otel_sample_percent: float = Field(
        default=10, ge=0, le=100, description="Requests that are traced, in % of all."
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#\s]+$",
        description="Address at which people reach the product, where that is not the one the "
        "server is asked at; links to reset a password begin with it, and so does the return from "
        "an OpenID Connect provider.",
        examples=["https://supervision.example.com"],
    )
    sign_in_idle_hours: float = Field(
        default=12, gt=0, le=720, description="Hours without use that end a sign-in."
    )
    sign_in_longest_hours: float = Field(
        default=168, gt=0, le=8760, description="Hours that end a sign-in in any case."
    )
    password_hash_passes: int = Field(
        default=3, ge=2, le=20, description="Passes of argon2id over its memory."
    )
    password_hash_memory_mib: int = Field(
        default=46,
        ge=19,
        le=1024,
        description="MiB of memory of one password hash; two are made at a time.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        max_length=190,
        description="OpenID Connect provider with which people sign in; needs `OIDC_CLIENT_ID` and "
        "`PUBLIC_URL` too.",
        examples=["https://login.example.com/realms/sales"],
    )
    oidc_client_id: str | None = Field(
        default=None, description="What the provider calls this product."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Secret that the provider gave with it, if it did."
    )
    oidc_name: str = Field(
        default="your company's account",
        min_length=1,
        max_length=60,
        description="What the sign-in page calls it: Sign in with …",
    )
    oidc_scopes: str = Field(
        default="openid profile email",
        pattern=r"(^|\s)openid(\s|$)",
        description="What the provider is asked for; `openid` among it.",
    )
    oidc_role_claim: str | None = Field(
        default=None,
        description="Claim that lists the groups of a person; a dot leads into nested ones.",
        examples=["groups", "realm_access.roles"],
    )
    oidc_roles: dict[str, Role] = Field(
        default={},
        description="JSON: the role that a group gives, at each sign-in with the provider; a "
        "viewer's where none does.",
        examples=['{"sales-managers": "manager"}'],
    )

    @field_validator("database_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        try:
            make_url(value)
        except (ArgumentError, ValueError):
            # Nothing of it is repeated: a mistyped one may still hold a password.
            raise ValueError(
                "must be an address such as sqlite:///days.db or "
                "postgresql+psycopg://user:password@host/sales; in a password write @ as %40."
            ) from None
        return value

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
    def _reaches_redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        if not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must begin with redis://, rediss:// or unix://, for Valkey too.")
        if find_spec("redis") is None:
            raise ValueError("needs the package redis; install sales-supervision[redis].")
        return value

    @field_validator("otel_endpoint")
    @classmethod
    def _has_opentelemetry(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://.")
        if not (find_spec("opentelemetry") and find_spec("opentelemetry.instrumentation")):
            raise ValueError("needs OpenTelemetry; install sales-supervision[otel].")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _cannot_be_overheard(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        is_own = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (parts.scheme == "http" and is_own):
            raise ValueError("must begin with https://.")
        return value

    @model_validator(mode="after")
    def _knows_the_provider_whole(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.public_url):
            raise ValueError(
                "SALES_SUPERVISION_OIDC_ISSUER needs SALES_SUPERVISION_OIDC_CLIENT_ID and "
                "SALES_SUPERVISION_PUBLIC_URL too."
            )
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def secrets(self) -> frozenset[str]:
        """What no log may show, whoever writes it there."""
        kept = (getattr(self, name) for name in type(self).model_fields)
        told = [one.get_secret_value() for one in kept if isinstance(one, SecretStr)]
        for address in (self.database_url, *told):
            password = urlsplit(address).password if "://" in address else None
            told += [password, unquote(password)] if password else []
        return frozenset(told)

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
