"""The organisation's own sign-in (OpenID Connect): where it sends someone, and what it answers.

Authlib speaks the protocol, joserfc verifies the signature; what an answer has to say is checked
here (OpenID Connect Core 3.1.3.7). Nothing here lets anyone in, and no role comes out of it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from operations.clock import machine_now
from settings import IdentityProvider, confidential

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a key that only the provider has. Never one by a shared secret, never none."""

TIMEOUT = 5  # seconds that the provider may be silent
LEEWAY = 60  # seconds that its clock may differ from ours
FRESH = 3600  # seconds that its addresses and keys are believed without asking again
PATIENCE = 30  # seconds before its keys are asked again because one was not found
PAUSE = 10  # seconds that nobody waits for it after it did not answer
LONGEST = 255  # characters of a ``sub`` (OpenID Connect Core 2)
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class Away(Exception):
    """The provider does not answer, or not as one."""


class Untrue(Exception):
    """An answer that is not to be believed, or not any more."""


@dataclass(frozen=True)
class Question:
    """What a browser is sent away with; it has to come back with the same."""

    state: str
    nonce: str
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Person:
    """Who the provider says that it is. The issuer and ``subject`` never become someone else's."""

    issuer: str
    subject: str
    email: str = field(default="", repr=False)
    verified: bool = False
    """Whether the provider knows that the address is this person's."""

    second_step: bool = False
    """Whether the provider asked more than a password, and that counts here."""

    token: str = field(default="", repr=False)
    """With which the provider tells more about the person."""


# --- there and back -------------------------------------------------------------------------


def ask(provider: IdentityProvider, back: str) -> tuple[str, Question]:
    """The address to send a browser to, and what it has to come back with. Raises Away."""
    question = Question(*(secrets.token_urlsafe(48) for _ in range(3)))
    more = {"acr_values": " ".join(provider.mfa_acr)} if provider.mfa_acr else {}
    with _client(provider, back) as client:
        address, _ = client.create_authorization_url(
            _known(provider).metadata["authorization_endpoint"], state=question.state,
            nonce=question.nonce, code_verifier=question.verifier, **more,
        )  # fmt: skip
    return str(address), question


def answer(
    provider: IdentityProvider, back: str, question: Question, given: Mapping[str, str]
) -> Person:
    """Who came back. Raises Untrue, or Away. That the state is right, was seen before."""
    known = _known(provider)
    if given.get("iss", provider.issuer if not known.says_who else "") != provider.issuer:
        raise Untrue("iss")  # the answer of another provider (RFC 9207)
    try:
        with _client(provider, back) as client:
            found = client.fetch_token(
                known.metadata["token_endpoint"], grant_type="authorization_code",
                code=given.get("code", ""), code_verifier=question.verifier,
                timeout=TIMEOUT, allow_redirects=False,
            )  # fmt: skip
    except AuthlibBaseError as error:
        if error.error == "invalid_grant":
            raise Untrue("code") from error
        raise Away from error  # such as a secret that is wrong by now
    except (RequestException, ValueError) as error:
        raise Away from error
    token = str(found.get("access_token") or "")
    said = _verified(provider, found.get("id_token"), nonce=question.nonce, access_token=token)
    acr, amr = said.get("acr"), said.get("amr") or []
    enough = acr in provider.mfa_acr or any(one in provider.mfa_amr for one in amr)
    person = Person(provider.issuer, _subject(said), second_step=enough, token=token)
    return _addressed(person, said)


def with_address(provider: IdentityProvider, person: Person) -> Person:
    """The same with the mail address, when the answer had none. Raises Away or Untrue."""
    endpoint = _known(provider).metadata.get("userinfo_endpoint")
    if person.email or not endpoint or not person.token:
        return person
    token = {"access_token": person.token, "token_type": "Bearer"}
    with _client(provider, "", token=token) as client:
        said = _fetched(client, endpoint, withhold_token=False)
    if said.get("sub") != person.subject:
        raise Untrue("userinfo")
    return _addressed(person, said)


def ended(provider: IdentityProvider, logout_token: str) -> str:
    """Whose sign-in the provider ended (Back-Channel Logout 2.6). Raises Untrue or Away."""
    said = _verified(provider, logout_token, kind="logout+jwt")
    events = said.get("events")
    if "nonce" in said or not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict):
        raise Untrue("events")
    return _subject(said)


def way_out(provider: IdentityProvider) -> str:
    """Where someone signs out at the provider; empty when it has no such page, or is away."""
    try:
        return str(_known(provider).metadata.get("end_session_endpoint") or "")
    except Away:
        return ""


def _addressed(person: Person, said: Mapping[str, Any]) -> Person:
    email = said.get("email")
    if not isinstance(email, str):
        return person
    # A text that says "true" is not what the standard says; what is not certain, is not so.
    return replace(person, email=email.strip(), verified=said.get("email_verified") is True)


def _subject(said: Mapping[str, Any]) -> str:
    found = said.get("sub")
    if not (isinstance(found, str) and found.isprintable() and 0 < len(found) <= LONGEST):
        raise Untrue("sub")
    return found


# --- what it signed -------------------------------------------------------------------------


def _verified(
    provider: IdentityProvider, text: Any, kind: str = "", nonce: str = "", access_token: str = ""
) -> dict[str, Any]:
    """What the provider signed, for us, and a moment ago."""
    token = _signed(provider, text)
    if kind and str(token.header.get("typ")).lower() != kind:
        raise Untrue("typ")
    params = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
    options: Any = {"iss": {"essential": True, "value": provider.issuer}}
    said = CodeIDToken(token.claims, token.header, options, params)
    try:
        said.validate(now=int(machine_now().timestamp()), leeway=LEEWAY)
    except (JoseError, TypeError, ValueError) as error:
        raise Untrue(type(error).__name__) from error
    if said["aud"] not in (provider.client_id, [provider.client_id]):
        raise Untrue("aud")  # also when others are named beside us
    return dict(said)


def _signed(provider: IdentityProvider, text: Any) -> jwt.Token:
    """A key that we do not have, or that is another by now: the keys are asked once more."""
    if not isinstance(text, str):
        raise Untrue("id_token")
    for anew in (False, True):
        try:
            return jwt.decode(text, _keys(provider, anew), algorithms=ALGORITHMS)
        except (InvalidKeyIdError, BadSignatureError) as error:
            if anew:
                raise Untrue(type(error).__name__) from error
        except (JoseError, ValueError, TypeError, AttributeError) as error:
            raise Untrue(type(error).__name__) from error
    raise AssertionError


# --- what is known of a provider ------------------------------------------------------------


@dataclass
class Known:
    """Its addresses and keys, as this process last heard them."""

    metadata: dict[str, Any]
    keys: KeySet
    at: float
    asked_anew: float = float("-inf")

    @property
    def says_who(self) -> bool:
        """Whether its answers carry ``iss``: one without is then not its answer."""
        return self.metadata.get("authorization_response_iss_parameter_supported") is True


_heard: dict[str, Known] = {}
_silent: dict[str, float] = {}
"""Since when a provider did not answer: else everyone at the door would keep a thread waiting."""


def forget() -> None:
    """For a provider that is another by now, as in tests."""
    _heard.clear()
    _silent.clear()


def _known(provider: IdentityProvider) -> Known:
    known = _heard.get(provider.issuer)
    if known is None or known.at + FRESH < monotonic():
        if _silent.get(provider.issuer, float("-inf")) + PAUSE > monotonic():
            raise Away
        try:
            known = _heard[provider.issuer] = _introduced(provider)
        except Away:
            _silent[provider.issuer] = monotonic()
            raise
    return known


def _introduced(provider: IdentityProvider) -> Known:
    """What it says of itself, when that is of the provider that was set."""
    with _client(provider, "") as client:
        place = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata = _fetched(client, place)
        used = [name for name in ENDPOINTS if name in ESSENTIAL or metadata.get(name)]
        # Whoever answers for another issuer could say anything (ASVS 10.5.3).
        if metadata.get("issuer") != provider.issuer or not all(
            confidential(str(metadata.get(name))) for name in used
        ):
            raise Away
        return Known(metadata, _key_set(client, metadata["jwks_uri"]), monotonic())


ESSENTIAL = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ENDPOINTS = (*ESSENTIAL, "userinfo_endpoint", "end_session_endpoint")


def _keys(provider: IdentityProvider, anew: bool) -> KeySet:
    known = _known(provider)
    # Whoever sends nonsense does not make us ask the provider each time.
    if anew and known.asked_anew + PATIENCE < monotonic():
        known.asked_anew = monotonic()
        with _client(provider, "") as client:
            known.keys = _key_set(client, known.metadata["jwks_uri"])
    return known.keys


def _key_set(client: OAuth2Session, place: str) -> KeySet:
    try:
        keys = _fetched(client, place).get("keys", [])
        # joserfc takes the first that has the name: a key to encrypt with may have the same.
        return KeySet.import_key_set({"keys": [one for one in keys if one.get("use") != "enc"]})
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise Away from error


def _client(provider: IdentityProvider, back: str, **more: Any) -> OAuth2Session:
    known = _heard.get(provider.issuer)
    ways = known.metadata.get("token_endpoint_auth_methods_supported") if known else None
    post = isinstance(ways, list) and "client_secret_post" in ways
    return OAuth2Session(
        provider.client_id,
        provider.client_secret,
        token_endpoint_auth_method="client_secret_post" if post else "client_secret_basic",
        redirect_uri=back,
        scope="openid email",
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
        **more,
    )


def _fetched(client: OAuth2Session, place: str, *, withhold_token: bool = True) -> dict[str, Any]:
    try:
        reply = client.request("GET", place, withhold_token=withhold_token, allow_redirects=False)
        found = reply.json() if reply.status_code == 200 else None
    except (RequestException, AuthlibBaseError, ValueError) as error:
        raise Away from error
    if not isinstance(found, dict):
        raise Away
    return found
