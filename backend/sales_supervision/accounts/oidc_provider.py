"""An OpenID Connect provider: what it tells of itself, its keys, what it vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from sales_supervision.accounts.errors import ProviderError, ProviderProblem
from sales_supervision.clock import Clock

SKEW_SECONDS = 60
"""By how much the provider's clock may differ from ours."""

_SIGNATURES = frozenset(
    ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
)
"""By a key pair, so that only the provider can sign; never `none`, never by a shared secret."""

_KEPT_FOR = timedelta(hours=1)
_KEYS_AGAIN_AFTER = timedelta(seconds=10)
"""A signature by a key that we do not know makes us ask for the keys, but not at any pace."""

_TIMEOUT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Client:
    """What the provider knows us by; ``return_address`` is registered there, to the letter."""

    issuer: str
    client_id: str
    client_secret: str | None
    scopes: str
    return_address: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """What the provider says of a person: its signed claims, and the token that they came in."""

    claims: Mapping[str, Any]
    id_token: str


class OidcProvider:
    """Asked over HTTP, in the calling thread. Safe for many threads."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._lock = Lock()
        self._metadata: tuple[datetime, Mapping[str, Any]] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    @property
    def issuer(self) -> str:
        return self._client.issuer

    def authorization_address(self, state: str, nonce: str, verifier: str) -> str:
        """Where the person goes to sign in. Raises ProviderError."""
        endpoint = self._endpoint("authorization_endpoint")
        with self._speaking() as client:
            address, _ = client.create_authorization_url(
                endpoint, state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    def sign_out_address(self, id_token: str, back_to: str) -> str | None:
        """Where the person goes to sign out there too, None where it has no such page."""
        endpoint = self._described().get("end_session_endpoint")
        if not isinstance(endpoint, str):
            return None
        return str(
            httpx2.URL(endpoint).copy_merge_params(
                {
                    "id_token_hint": id_token,
                    "client_id": self._client.client_id,
                    "post_logout_redirect_uri": back_to,
                }
            )
        )

    def redeem(self, code: str, nonce: str, verifier: str) -> Vouched:
        """Trade the code for what the provider says of the person. Raises ProviderError."""
        endpoint = self._endpoint("token_endpoint")
        try:
            with self._speaking() as client:
                token = client.fetch_token(
                    endpoint, code=code, code_verifier=verifier, grant_type="authorization_code"
                )
        except httpx2.HTTPError as error:
            raise ProviderError(ProviderProblem.UNAVAILABLE, repr(error)) from error
        except (OAuthError, ValueError) as error:
            raise ProviderError(ProviderProblem.NOT_CONFIRMED, repr(error)) from error
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise ProviderError(ProviderProblem.NOT_CONFIRMED, "the answer has no id_token")
        return Vouched(self._claims(id_token, nonce, token.get("access_token")), id_token)

    def check_answering_issuer(self, told: str | None) -> None:
        """RFC 9207: the answer names who gives it. Raises ProviderError for another."""
        promised = self._described().get("authorization_response_iss_parameter_supported") is True
        if (promised or told is not None) and told != self._client.issuer:
            raise ProviderError(ProviderProblem.NOT_CONFIRMED, f"the answer came from {told!r}")

    def _claims(self, id_token: str, nonce: str, access_token: object) -> Mapping[str, Any]:
        offered = self._described().get("id_token_signing_alg_values_supported", ["RS256"])
        registry = JWSRegistry(
            algorithms=sorted(_SIGNATURES.intersection(offered)), strict_check_header=False
        )
        try:
            try:
                token = jwt.decode(id_token, self._known_keys(), registry=registry)
            except InvalidKeyIdError:
                token = jwt.decode(id_token, self._known_keys(again=True), registry=registry)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {
                    "iss": {"essential": True, "value": self._client.issuer},
                    "aud": {"essential": True, "value": self._client.client_id},
                },
                {
                    "nonce": nonce,
                    "client_id": self._client.client_id,
                    "access_token": access_token,
                },
            )
            claims.validate(now=int(self._clock().timestamp()), leeway=SKEW_SECONDS)
        except (JoseError, ValueError) as error:
            raise ProviderError(ProviderProblem.NOT_CONFIRMED, repr(error)) from error
        return dict(claims)

    def _endpoint(self, name: str) -> str:
        address = self._described().get(name)
        if not isinstance(address, str):
            raise ProviderError(ProviderProblem.UNAVAILABLE, f"its description has no {name}")
        return address

    def _described(self) -> Mapping[str, Any]:
        """The provider's description of itself, asked for once an hour."""
        with self._lock:
            now = self._clock()
            if self._metadata is None or now - self._metadata[0] >= _KEPT_FOR:
                issuer = self._client.issuer
                told = self._fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                if told.get("issuer") != issuer:
                    why = f"it calls itself {told.get('issuer')!r}, not {issuer!r}"
                    raise ProviderError(ProviderProblem.UNAVAILABLE, why)
                self._metadata = now, told
            return self._metadata[1]

    def _known_keys(self, *, again: bool = False) -> KeySet:
        """The provider's keys; ``again``: since one of them is not known, though not too often."""
        address = self._endpoint("jwks_uri")
        with self._lock:
            now = self._clock()
            kept_for = _KEYS_AGAIN_AFTER if again else _KEPT_FOR
            if self._keys is None or now - self._keys[0] >= kept_for:
                self._keys = now, KeySet.import_key_set(self._fetched(address))
            return self._keys[1]

    def _fetched(self, address: str) -> Any:
        try:
            with httpx2.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=False) as client:
                answer = client.get(address)
                answer.raise_for_status()
                told = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise ProviderError(ProviderProblem.UNAVAILABLE, repr(error)) from error
        if not isinstance(told, dict):
            raise ProviderError(ProviderProblem.UNAVAILABLE, f"{address} is no JSON object")
        return told

    def _speaking(self) -> OAuth2Client:
        secret = self._client.client_secret
        supported = self._described().get("token_endpoint_auth_methods_supported")
        in_body = isinstance(supported, list) and "client_secret_basic" not in supported
        with_secret = "client_secret_post" if in_body else "client_secret_basic"
        return OAuth2Client(
            client_id=self._client.client_id,
            client_secret=secret,
            token_endpoint_auth_method=with_secret if secret else "none",
            scope=self._client.scopes,
            redirect_uri=self._client.return_address,
            code_challenge_method="S256",
            timeout=_TIMEOUT_SECONDS,
        )
