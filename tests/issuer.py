"""A provider of OpenID Connect for the tests, as hostile as a test wants it.

Its answers are made of joserfc itself; ``claims``, ``sign`` and ``answers`` change them.
"""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from operations import clock, identity_provider
from settings import IdentityProvider

CLIENT, SECRET = "wederhoor", "een+geheim van:de%klant"
KEYS = [RSAKey.generate_key(2048, {"kid": f"k{number}", "use": "sig"}) for number in (1, 2)]


class Issuer:
    """One person has an account here: ``claims`` is what it says of them."""

    def __init__(self, place: str) -> None:
        self.place, self.key, self.published = place, KEYS[0], [KEYS[0]]
        self.claims: dict[str, Any] = {}
        self.told: dict[str, Any] = {"sub": "person-1"}
        """What the userinfo endpoint says beside the ID token."""

        self.metadata: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, Any]] = {}
        """Per path another answer than the right one."""

        self.asked: list[str] = []
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.codes: dict[str, dict[str, str]] = {}

    def signed(self, claims: dict[str, Any], kind: str | None = "JWT") -> str:
        head = {"alg": "RS256", "kid": self.key.kid} | ({"typ": kind} if kind else {})
        return jwt.encode(head, claims, self.key)

    def usual(self, nonce: str = "") -> dict[str, Any]:
        now = int(clock.machine_now().timestamp())
        claims = {"iss": self.place, "aud": CLIENT, "sub": "person-1", "iat": now, "exp": now + 300}
        return claims | ({"nonce": nonce} if nonce else {})

    # --- what a browser does ---

    def sign_in(self, address: str, **change: str) -> str:
        """Someone signs in at the address that the panel gave; where they are sent back to."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.place
        asked = {name: value for name, (value,) in parse_qs(parts.query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"]} | change
        return f"{urlsplit(asked['redirect_uri']).path}?{urlencode(back)}"

    # --- what the panel asks ---

    def answer(self, path: str, form: dict[str, str], headers: Any) -> tuple[int, Any]:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.place,
                "authorization_endpoint": f"{self.place}/authorize",
                "token_endpoint": f"{self.place}/token",
                "userinfo_endpoint": f"{self.place}/me",
                "end_session_endpoint": f"{self.place}/out",
                "jwks_uri": f"{self.place}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            } | self.metadata
        if path == "/keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.published]}
        if path == "/me" and headers["Authorization"] == "Bearer sleutel":
            return 200, self.told
        if path == "/token":
            return self.token(form, headers)
        return 404, {}

    def token(self, form: dict[str, str], headers: Any) -> tuple[int, Any]:
        if self.client(form, headers) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest())
        right = asked and (form["redirect_uri"], challenge.decode().rstrip("=")) == (
            asked["redirect_uri"],
            asked["code_challenge"],
        )
        if not right or asked is None:
            return 400, {"error": "invalid_grant"}
        claims = self.usual(asked["nonce"]) | self.claims
        given = {name: value for name, value in claims.items() if value is not None}
        return 200, {"access_token": "sleutel", "token_type": "Bearer", "expires_in": 60,
                     "id_token": self.sign(given)}  # fmt: skip

    def client(self, form: dict[str, str], headers: Any) -> tuple[str, ...]:
        if "client_secret" in form:
            return form["client_id"], form["client_secret"]
        basic = b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        return tuple(unquote(part) for part in basic.split(":", 1))


@contextmanager
def an_issuer(app: Flask, **settings: Any) -> Iterator[Issuer]:
    """A provider that answers on a free port, and to which the panel is set."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            text = self.rfile.read(length).decode()
            form = {name: one for name, (one,) in parse_qs(text).items()}
            status, said = issuer.answer(urlsplit(self.path).path, form, self.headers)
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  # http.server names it so

        def log_message(self, *args: Any) -> None:
            """Nothing on the screen of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    provider = IdentityProvider(issuer.place, CLIENT, SECRET, "Proefdienst")
    try:
        with set_to(app, replace(provider, **settings)):
            yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def set_to(app: Flask, provider: IdentityProvider) -> Iterator[None]:
    """The panel with this provider."""
    before = app.extensions["wederhoor"]
    app.extensions["wederhoor"] = replace(before, provider=provider)
    identity_provider.forget()
    try:
        yield
    finally:
        app.extensions["wederhoor"] = before
        identity_provider.forget()
