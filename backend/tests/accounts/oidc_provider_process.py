"""An OpenID Connect provider of the tests' own: a process on loopback, told over HTTP how to err.

It holds to the rules itself: exact redirect addresses, PKCE, codes that work once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "sales-supervision", "a secret/with:signs"
USUAL_PERSON = {"sub": "subject-1", "preferred_username": "Cedar", "groups": ["van-managers"]}


@dataclass
class Provider:
    """``public_url``: of the server that people sign in to; ``erring``: what is told wrong on
    purpose, see the tests."""

    issuer: str = ""
    public_url: str = ""
    now: int = 0
    person: dict[str, Any] = field(default_factory=lambda: dict(USUAL_PERSON))
    erring: dict[str, Any] = field(default_factory=dict)
    keys: list[Any] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    signed_out: list[str] = field(default_factory=list)

    @property
    def return_address(self) -> str:
        return f"{self.public_url}/api/sign-in/oidc/return"

    @property
    def back_address(self) -> str:
        return f"{self.public_url}/"

    def rotate(self, *, kind: str = "RSA") -> None:
        kid = uuid4().hex
        made: Any = (
            RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})
            if kind == "RSA"
            else ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})
        )
        self.keys = [made]

    def described(self) -> dict[str, Any]:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "authorization_response_iss_parameter_supported": True,
        }
        return {**told, **self.erring.get("described", {})}

    def id_token(self, nonce: str, access_token: str) -> str:
        now = self.now
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
            **self.person,
            **self.erring.get("claims", {}),
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        how = self.erring.get("signed", "properly")
        key = self.keys[0]
        if how == "none":
            parts = ({"alg": "none", "typ": "JWT"}, claims)
            return ".".join(_base64(json.dumps(part).encode()) for part in parts) + "."
        if how == "by our secret":
            shared = OctKey.import_key(CLIENT_SECRET)
            return jwt.encode({"alg": "HS256"}, claims, shared, algorithms=["HS256"])
        if how == "by another key":
            key = RSAKey.generate_key(2048, {"kid": key.kid})
        algorithm = "RS256" if key.key_type == "RSA" else "ES256"
        return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key)


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, *_: object) -> None:
        """The tests' output is theirs."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.provider.asked.append(parts.path)
        match parts.path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.erring.get("status", 200), self.provider.described())
            case "/keys":
                keys = KeySet(self.provider.keys).as_dict(private=False)
                self._json(200, dict(keys))
            case "/authorize":
                self._authorize(asked)
            case "/end-session":
                self._end_session(asked)
            case "/asked":
                self._json(200, self.provider.asked)
            case _:
                self._json(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        parts = urlsplit(self.path)
        self.provider.asked.append(parts.path)
        if parts.path == "/tell":
            self._tell(json.loads(body))
        elif parts.path == "/token":
            self._token({name: values[0] for name, values in parse_qs(body).items()})
        else:
            self._json(404, {})

    def _tell(self, told: dict[str, Any]) -> None:
        provider = self.provider
        provider.now = told["now"]
        provider.person = told.get("person", USUAL_PERSON)
        provider.erring = told.get("erring", {})
        if told.get("rotate"):
            provider.rotate(kind=told["rotate"])
        provider.asked.clear()
        self._json(200, {})

    def _authorize(self, asked: dict[str, str]) -> None:
        wanted = {
            "client_id": CLIENT_ID,
            "redirect_uri": self.provider.return_address,
            "response_type": "code",
            "code_challenge_method": "S256",
        }
        wrong = [name for name, value in wanted.items() if asked.get(name) != value]
        if wrong or "openid" not in asked["scope"].split():
            self._json(400, {"error": "invalid_request", "error_description": f"{wrong}"})
            return
        answer = {"state": asked["state"], "iss": self.provider.issuer}
        if error := self.provider.erring.get("error"):
            answer["error"] = error
        else:
            code = uuid4().hex
            self.provider.codes[code] = asked
            answer["code"] = code
        answer |= self.provider.erring.get("answer", {})
        self.send_response(302)
        self.send_header("Location", f"{self.provider.return_address}?{urlencode(answer)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _token(self, asked: dict[str, str]) -> None:
        begun = self.provider.codes.pop(asked.get("code", ""), None)
        secret = base64.b64encode(f"{quote(CLIENT_ID)}:{quote(CLIENT_SECRET, safe='')}".encode())
        plain = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode())
        told = self.headers.get("Authorization", "").removeprefix("Basic ").encode()
        challenge = _base64(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if told not in (secret, plain):
            self._json(401, {"error": "invalid_client"})
        elif (
            begun is None
            or begun["code_challenge"] != challenge
            or asked["redirect_uri"] != self.provider.return_address
        ):
            self._json(400, {"error": "invalid_grant"})
        else:
            access_token = uuid4().hex
            id_token = self.provider.id_token(begun["nonce"], access_token)
            self._json(
                200,
                {"access_token": access_token, "token_type": "Bearer", "id_token": id_token},
            )

    def _end_session(self, asked: dict[str, str]) -> None:
        hint = jwt.decode(asked["id_token_hint"], KeySet(self.provider.keys))
        registered = asked.get("post_logout_redirect_uri") == self.provider.back_address
        known = hint.claims["aud"] == asked.get("client_id") == CLIENT_ID
        if not (registered and known):
            self._json(400, {"error": "invalid_request"})
            return
        self.provider.signed_out.append(hint.claims["sub"])
        self.send_response(302)
        self.send_header("Location", self.provider.back_address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    provider = Provider(public_url=sys.argv[1])
    provider.rotate()
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    sys.stdout.write(f"{provider.issuer}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
