"""Signing in with the account of the organisation: who gets in, and who is told why not."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from joserfc import jwt
from sqlalchemy import func, select

from models import AuditEvent, LinkedIdentity, Mail, User, WebSession, db
from operations import clock, identity_provider, single_sign_on
from operations.transaction import transaction
from rules.errors import NotFound, NotPermitted, Refusal
from tests.conftest import PASSWORD
from tests.factories import acting
from tests.issuer import CLIENT, KEYS, SECRET, an_issuer
from tests.views.record import user

BOARD1 = {"email": "board1@demo.example", "email_verified": True}
START = "/login/organisatie/"
LOGOUT = {"http://schemas.openid.net/event/backchannel-logout": {}}


@pytest.fixture
def issuer(app):
    with an_issuer(app) as found:
        found.claims = dict(BOARD1)
        yield found


def through(client, issuer, start=START, **change):
    """The whole way; the answer of the panel to whoever comes back."""
    return client.get(issuer.sign_in(client.get(start).location, **change))


def is_in(client):
    return client.get("/admin/").status_code == 200


def link(who="board1", subject="person-1", issuer=None):
    with transaction():
        db.session.add(
            LinkedIdentity(
                user_id=user(who).id, issuer=issuer.place, subject=subject,
                linked_at=clock.machine_now(),
            )
        )  # fmt: skip


def last_event():
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def refused(reply, cause, words, status=403):
    """Nobody is in, the page says why, and the trail has one line."""
    assert reply.status_code == status
    assert "Inloggen is niet gelukt" in reply.text
    assert words in reply.text
    event = last_event()
    assert (event.verb, event.data) == ("sign_in:refused", {"cause": cause})
    assert db.session.scalar(select(func.count()).select_from(WebSession).where(
        WebSession.user_id.is_not(None))) == 0  # fmt: skip


# --- without a provider ---


def test_without_a_provider_nothing_of_it_is_there(client):
    assert "organisatie/" not in client.get("/login").text
    for path in (START, f"{START}terug?state=x&code=y", f"{START}uit"):
        assert client.get(path).status_code == 404
    assert client.post(f"{START}einde", data={"logout_token": "x"}).status_code == 404


# --- in ---


def test_the_sign_in_page_leads_to_the_provider(client, issuer):
    page = client.get("/login?next=/admin/complaint/").text
    assert "Inloggen via Proefdienst" in page
    assert f'href="{START}?next=/admin/complaint/"' in page
    reply = client.get(START)
    asked = parse_qs(urlsplit(reply.location).query)
    assert asked["client_id"] == [CLIENT]
    assert asked["redirect_uri"] == ["http://localhost/login/organisatie/terug"]
    assert asked["scope"] == ["openid email"]
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == 64


def test_the_first_time_an_account_is_found_by_its_verified_address(client, issuer):
    assert through(client, issuer).location == "/admin/"
    assert is_in(client)
    known = db.session.scalars(select(LinkedIdentity)).one()
    assert (known.user_id, known.issuer, known.subject) == (
        user("board1").id, issuer.place, "person-1"
    )  # fmt: skip
    verbs = db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()
    assert verbs[-2:] == ["linked_identity:linked", "session:signed_in"]
    assert last_event().data == {"by": "provider"}
    assert "gekoppeld" in db.session.scalars(select(Mail.subject)).one()


def test_from_then_on_the_address_says_nothing(app, client, issuer):
    """An address that another has by now opens nothing of the one before."""
    through(client, issuer)
    issuer.claims = {"email": "administrator@demo.example", "email_verified": True}
    other = app.test_client()
    assert through(other, issuer).status_code == 302
    assert last_event().actor_id == user("board1").id
    assert db.session.scalar(select(func.count()).select_from(LinkedIdentity)) == 1


def test_the_address_may_stand_in_what_is_asked_afterwards(client, issuer):
    issuer.claims, issuer.told = {}, {"sub": "person-1", **BOARD1}
    assert through(client, issuer).location == "/admin/"
    assert is_in(client)


def test_but_not_of_someone_else(client, issuer):
    issuer.claims, issuer.told = {}, {"sub": "person-2", **BOARD1}
    refused(through(client, issuer), "untrue", "Het antwoord van Proefdienst klopt niet.")


def test_one_ends_where_one_wanted_to_be(client, issuer):
    assert (
        through(client, issuer, f"{START}?next=/admin/complaint/").location == "/admin/complaint/"
    )


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_but_never_elsewhere(client, issuer, there):
    assert through(client, issuer, f"{START}?next={there}").location == "/admin/"


def test_signing_in_gives_a_new_session_id(client, issuer):
    address = client.get(START).location
    before = client.get_cookie("wederhoor").value
    client.get(issuer.sign_in(address))
    assert client.get_cookie("wederhoor").value != before


def test_no_role_comes_out_of_what_the_provider_says(client, issuer):
    issuer.claims |= {"roles": ["administrator"], "groups": ["administrator"]}
    through(client, issuer)
    assert [role.name for role in user("board1").roles] == ["board"]


def test_whoever_is_in_is_not_sent_away(client, issuer):
    through(client, issuer)
    assert client.get(f"{START}?next=/admin/complaint/").location == "/admin/complaint/"
    assert client.get(f"{START}terug?state=x").location == "/admin/"


def test_a_client_that_names_itself_in_the_header(client, issuer):
    issuer.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    assert through(client, issuer).status_code == 302


# --- the second step ---


def test_our_own_second_step_follows(client, issuer, second_step):
    issuer.claims |= {"amr": ["pwd", "mfa"], "acr": "2"}
    assert through(client, issuer, f"{START}?next=/admin/complaint/").location == "/login/instellen"
    assert not is_in(client)
    link_page = client.get("/login/instellen")
    assert link_page.status_code == 200


@pytest.mark.parametrize(
    ("setting", "claims", "enough"),
    [
        ({"mfa_amr": ("mfa",)}, {"amr": ["pwd", "mfa"]}, True),
        ({"mfa_amr": ("mfa",)}, {"amr": ["pwd"]}, False),
        ({"mfa_amr": ("mfa",)}, {}, False),
        ({"mfa_amr": ("mfa",)}, {"acr": "mfa"}, False),
        ({"mfa_acr": ("hoog", "hoger")}, {"acr": "hoger"}, True),
        ({"mfa_acr": ("hoog",)}, {"acr": "laag"}, False),
        ({"mfa_acr": ("hoog",)}, {"acr": {"hoog": 1}}, False),
    ],
)
def test_that_of_the_provider_counts_when_it_is_set_so(app, client, second_step, setting, claims,
                                                      enough):  # fmt: skip
    with an_issuer(app, **setting) as issuer:
        issuer.claims = BOARD1 | claims
        address = client.get(START).location
        assert ("acr_values=hoog" in address) is ("mfa_acr" in setting)
        reply = client.get(issuer.sign_in(address))
        assert reply.location == ("/admin/" if enough else "/login/instellen")
        assert is_in(client) is enough
        if enough:
            assert last_event().data == {"by": "provider", "how": "provider"}


# --- not in ---


def changed(**claims):
    return lambda issuer: issuer.claims.update(claims)


def forged(head, claims, secret):
    """By hand: joserfc itself does not make such things."""
    parts = (json.dumps(part).encode() for part in (head, claims))
    text = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    seal = hmac.digest(secret, text, "sha256") if secret else b""
    return (text + b"." + urlsafe_b64encode(seal).rstrip(b"=")).decode()


def without_signature(issuer):
    issuer.sign = lambda claims: forged({"alg": "none", "kid": "k1"}, claims, b"")


def with_the_public_key(issuer):
    """HS256, whose secret is what everyone can read."""
    head, public = {"alg": "HS256", "kid": "k1"}, KEYS[0].as_pem(private=False)
    issuer.sign = lambda claims: forged(head, claims, public)


def with_our_secret(issuer):
    head = {"alg": "HS256", "kid": "k1"}
    issuer.sign = lambda claims: forged(head, claims, SECRET.encode())


def with_another_key(issuer):
    issuer.key = KEYS[1]


def with_another_key_of_the_same_name(issuer):
    issuer.sign = lambda claims: jwt.encode({"alg": "RS256", "kid": "k1"}, claims, KEYS[1])


def with_a_key_in_its_head(issuer):
    """Its own key comes along: whoever believes that, believes everyone."""
    head = {"alg": "RS256", "jwk": KEYS[1].as_dict(private=False), "kid": "k2"}
    issuer.sign = lambda claims: jwt.encode(head, claims, KEYS[1])


def with_a_change_afterwards(issuer):
    def sign(claims):
        head, body, seal = issuer.signed(claims).split(".")
        other = issuer.signed(claims | {"sub": "person-9"}).split(".")[1]
        assert other != body
        return f"{head}.{other}.{seal}"

    issuer.sign = sign


def saying(text):
    def hostile(issuer):
        issuer.sign = lambda _: text

    return hostile


def answering(path, status, said):
    def hostile(issuer):
        issuer.answers[path] = (status, said)

    return hostile


NOW = int(time.time())
HOSTILE = {
    "another audience": changed(aud="ander"),
    "no audience": changed(aud=None),
    "another audience beside us": changed(aud=[CLIENT, "ander"], azp=CLIENT),
    "for another party": changed(azp="ander"),
    "another issuer": changed(iss="https://evil.example"),
    "no issuer": changed(iss=None),
    "several issuers": changed(iss=["http://127.0.0.1"]),
    "another nonce": changed(nonce="x"),
    "no nonce": changed(nonce=None),
    "a nonce that is no text": changed(nonce=["x"]),
    "no person": changed(sub=None),
    "an empty person": changed(sub=""),
    "a person that is a number": changed(sub=1),
    "a person with a line end": changed(sub="a\nb"),
    "a person too long": changed(sub="x" * 256),
    "expired": changed(exp=NOW - 3600, iat=NOW - 7200),
    "never expiring": changed(exp=None),
    "expiring at no number": changed(exp="later"),
    "expiring at infinity": changed(exp=float("inf")),
    "from the future": changed(iat=NOW + 3600, exp=NOW + 7200),
    "not yet": changed(nbf=NOW + 3600),
    "without signature": without_signature,
    "HS256 with the public key": with_the_public_key,
    "HS256 with our secret": with_our_secret,
    "another key": with_another_key,
    "another key of the same name": with_another_key_of_the_same_name,
    "a key in its head": with_a_key_in_its_head,
    "changed afterwards": with_a_change_afterwards,
    "no token": saying(None),
    "no text": saying(7),
    "no JWT": saying("a.b.c"),
    "five parts": saying("a.b.c.d.e"),
    "empty": saying(""),
    "ways that are no list": changed(amr="mfa"),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_that_is_not_right_lets_nobody_in(client, issuer, hostile, record_property):
    hostile(issuer)
    record_property("sign-in: hostile answers", 1)
    refused(through(client, issuer), "untrue", "Het antwoord van Proefdienst klopt niet.")
    assert db.session.scalar(select(LinkedIdentity)) is None


AWAY = {
    "no metadata": answering("/.well-known/openid-configuration", 500, {}),
    "metadata elsewhere": answering("/.well-known/openid-configuration", 302, {}),
    "metadata that is no JSON": answering("/.well-known/openid-configuration", 200, b"<html>"),
    "metadata that is a list": answering("/.well-known/openid-configuration", 200, []),
    "metadata of another": lambda one: one.metadata.update(issuer="https://evil.example"),
    "metadata with a slash more": lambda one: one.metadata.update(issuer=f"{one.place}/"),
    "an address that all can read": lambda one: one.metadata.update(
        token_endpoint="http://evil.example/token"
    ),
    "no address": lambda one: one.metadata.update(token_endpoint=None),
    "an address that is none": lambda one: one.metadata.update(jwks_uri="http://[::1"),
    "no keys": answering("/keys", 404, {}),
    "keys that are none": answering("/keys", 200, {"keys": ["x"]}),
    "an empty set of keys": answering("/keys", 200, {"keys": []}),
}


@pytest.mark.parametrize("wrong", AWAY.values(), ids=AWAY)
def test_a_provider_that_is_away_or_another_is_told_before_anyone_goes(client, issuer, wrong):
    wrong(issuer)
    refused(client.get(START), "away", "Inloggen bij Proefdienst kan nu niet.", 503)


@pytest.mark.parametrize(
    ("status", "said"), [(500, {}), (502, b"<html>"), (200, b"<html>"), (200, []), (302, b"")]
)
def test_so_is_one_that_goes_away_meanwhile(client, issuer, status, said):
    issuer.answers["/token"] = (status, said)
    refused(through(client, issuer), "away", "Inloggen bij Proefdienst kan nu niet.", 503)


def test_so_is_a_secret_that_is_wrong_by_now(app, client, issuer):
    kept = app.extensions["wederhoor"]
    wrong = replace(kept.provider, client_secret="een ander")
    app.extensions["wederhoor"] = replace(kept, provider=wrong)
    refused(through(client, issuer), "away", "kan nu niet", 503)
    app.extensions["wederhoor"] = kept


def test_nobody_waits_again_and_again_for_a_silent_one(client, issuer, monkeypatch):
    issuer.answers["/.well-known/openid-configuration"] = (500, {})
    for _ in range(3):
        client.get(START)
    assert len(issuer.asked) == 1
    del issuer.answers["/.well-known/openid-configuration"]
    there = time.monotonic()
    monkeypatch.setattr(identity_provider, "monotonic", lambda: there + 11)
    assert client.get(START).status_code == 302


def test_and_one_that_nobody_answers_for(app, client, issuer):
    kept = app.extensions["wederhoor"]
    gone = replace(kept.provider, issuer="http://127.0.0.1:9")
    app.extensions["wederhoor"] = replace(kept, provider=gone)
    refused(client.get(START), "away", "kan nu niet", 503)
    app.extensions["wederhoor"] = kept


def test_with_a_password_one_still_gets_in_then(client, issuer):
    issuer.answers["/.well-known/openid-configuration"] = (500, {})
    client.get(START)
    reply = client.post("/login", data={"email": "board1@demo.example", "password": PASSWORD})
    assert reply.location == "/admin/"


def test_denied_at_the_provider(client, issuer):
    address = issuer.sign_in(client.get(START).location, error="access_denied")
    refused(client.get(address), "broken_off", "is afgebroken")


def test_an_error_is_not_repeated_on_the_page(client, issuer):
    mark = "<script>x</script>"
    address = issuer.sign_in(
        client.get(START).location, error=mark, error_description=mark, error_uri=mark
    )
    assert mark not in client.get(address).text


@pytest.mark.parametrize("state", ["", "x", "é", "x" * 5000])
def test_another_state(client, issuer, state):
    reply = through(client, issuer, state=state)
    refused(reply, "over", "Dit inloggen is verlopen")


def test_an_answer_in_a_browser_that_did_not_ask(app, client, issuer):
    address = issuer.sign_in(client.get(START).location)
    refused(app.test_client().get(address), "over", "in een andere browser")


def test_a_code_works_once(app, client, issuer):
    address = issuer.sign_in(client.get(START).location)
    assert client.get(address).status_code == 302
    client.post("/logout")
    refused(client.get(address), "over", "Dit inloggen is verlopen")


def test_a_code_of_another(app, client, issuer):
    """Put into one's own way back, so that someone is signed in as the attacker (RFC 9700, 4.5)."""
    stolen = parse_qs(urlsplit(issuer.sign_in(app.test_client().get(START).location)).query)["code"]
    reply = through(client, issuer, code=stolen[0])
    refused(reply, "over", "Dit inloggen is verlopen")


def test_an_answer_of_another_provider(client, issuer):
    refused(through(client, issuer, iss="https://evil.example"), "untrue", "klopt niet")


@pytest.mark.parametrize(("given", "ok"), [(set(), False), ({"iss"}, True)])
def test_a_provider_that_says_who_it_is_says_so_each_time(client, issuer, given, ok):
    issuer.metadata = {"authorization_response_iss_parameter_supported": True}
    given = dict.fromkeys(given, issuer.place)
    assert (through(client, issuer, **given).status_code == 302) is ok


@pytest.mark.parametrize(("minutes", "ok"), [(9, True), (11, False)])
def test_one_may_be_there_ten_minutes(client, issuer, minutes, ok):
    moment = datetime.now(UTC)
    with time_machine.travel(moment, tick=False):
        address = issuer.sign_in(client.get(START).location)
    with time_machine.travel(moment + timedelta(minutes=minutes), tick=False):
        reply = client.get(address)
    assert (reply.status_code == 302) is ok


@pytest.mark.parametrize(("seconds", "ok"), [(-55, True), (-65, False), (55, True), (65, False)])
def test_its_clock_may_differ_a_minute(client, issuer, seconds, ok):
    with time_machine.travel(datetime.now(UTC), tick=False):
        now = int(time.time())
        late = {"iat": now + seconds, "exp": now + 600}
        issuer.claims |= late if seconds > 0 else {"iat": now - 300, "exp": now + seconds}
        assert (through(client, issuer).status_code == 302) is ok


# --- who it is ---

NOBODY = {
    "unknown": ({"email": "wie@demo.example"}, "unknown"),
    "not verified": ({"email_verified": False}, "unknown"),
    "verified in words": ({"email_verified": "true"}, "unknown"),
    "nothing said of it": ({"email_verified": None}, "unknown"),
    "no address": ({"email": None}, "unknown"),
    "an empty address": ({"email": ""}, "unknown"),
    "an address that is no text": ({"email": ["board1@demo.example"]}, "unknown"),
    "a Kelvin sign": ({"email": "servicedes\u212a@demo.example"}, "unknown"),
}


@pytest.mark.parametrize(("claims", "cause"), NOBODY.values(), ids=NOBODY)
def test_whoever_has_no_account_gets_none(client, issuer, claims, cause):
    before = db.session.scalar(select(func.count()).select_from(User))
    issuer.claims |= claims
    refused(through(client, issuer), cause, "kun je hier niet inloggen")
    assert db.session.scalar(select(func.count()).select_from(User)) == before
    assert db.session.scalar(select(LinkedIdentity)) is None


def close(who):
    with transaction():
        db.session.get_one(User, user(who).id).active = False


@pytest.mark.parametrize("linked", [True, False])
def test_a_closed_account_stays_out_and_the_page_is_that_of_a_stranger(app, issuer, linked):
    if linked:
        link(issuer=issuer)
    close("board1")
    reply = through(app.test_client(), issuer)
    refused(reply, "closed", "kun je hier niet inloggen")
    assert last_event().entity_id == user("board1").id
    issuer.claims = {"sub": "x", "email": "wie@demo.example", "email_verified": True}
    stranger = through(app.test_client(), issuer)

    def words(page):
        return page[page.index("<main") : page.index("<form")]

    assert words(stranger.text) == words(reply.text)


def test_an_account_that_is_linked_is_not_for_a_second_person(client, issuer):
    link(subject="person-0", issuer=issuer)
    refused(through(client, issuer), "others", "kun je hier niet inloggen")


def test_the_same_number_at_another_provider_is_someone_else(client, issuer):
    with transaction():
        db.session.add(
            LinkedIdentity(
                user_id=user("administrator").id, issuer="https://ander.example",
                subject="person-1", linked_at=clock.machine_now(),
            )
        )  # fmt: skip
    through(client, issuer)
    assert last_event().actor_id == user("board1").id


def test_refusals_of_one_address_do_not_fill_the_trail(client, issuer):
    for _ in range(52):
        client.get(f"{START}terug?state=x")
    found = select(func.count()).where(AuditEvent.verb == "sign_in:refused")
    assert db.session.scalar(found) == 50


# --- its keys ---


def test_a_new_key_is_fetched_when_it_is_met(app, client, issuer):
    through(client, issuer)
    issuer.key, issuer.published = KEYS[1], [KEYS[1]]
    assert through(app.test_client(), issuer).status_code == 302


def test_but_not_each_time_that_a_key_is_unknown(app, client, issuer):
    issuer.key = KEYS[1]
    for _ in range(3):
        through(app.test_client(), issuer)
    assert issuer.asked.count("/keys") == 2


def test_a_key_that_the_provider_took_away_works_no_more(app, client, issuer, monkeypatch):
    through(client, issuer)
    issuer.published = [KEYS[1]]
    there = time.monotonic()
    monkeypatch.setattr(identity_provider, "monotonic", lambda: there + 3601)
    assert through(app.test_client(), issuer).status_code == 403


# --- passwords ---


@pytest.mark.parametrize(("who", "ok"), [("administrator", True), ("board1", False)])
def test_a_password_can_be_for_administrators_only(app, client, who, ok):
    with an_issuer(app, passwords_for_all=False):
        assert "Voor functioneel beheerders" in client.get("/login").text
        data = {"email": f"{who}@demo.example", "password": PASSWORD}
        reply = client.post("/login", data=data)
        assert (reply.status_code == 302) is ok
        wrong = client.post("/login", data=data | {"password": "fout"})
        if not ok:
            assert "Het e-mailadres of het wachtwoord klopt niet." in reply.text
            assert len(reply.text) == len(wrong.text)


# --- out ---


def logout_token(issuer, kind="logout+jwt", **change):
    claims = issuer.usual() | {"events": LOGOUT, "jti": "1"} | change
    return issuer.signed({name: one for name, one in claims.items() if one is not None}, kind)


def end(client, token):
    return client.post(f"{START}einde", data={"logout_token": token})


def test_signing_out_ends_it_here_and_tells_of_the_provider(client, issuer):
    through(client, issuer)
    reply = client.post("/logout")
    assert reply.location == f"{START}uit"
    assert not is_in(client)
    page = client.get(reply.location).text
    assert f"{issuer.place}/out?client_id=wederhoor&amp;post_logout_redirect_uri=" in page


def test_whoever_came_with_a_password_does_not_go_by_the_provider(client, issuer):
    client.post("/login", data={"email": "board1@demo.example", "password": PASSWORD})
    assert client.post("/logout").location == "/"


def test_the_provider_ends_every_session_of_a_person(client, issuer):
    through(client, issuer)
    assert is_in(client)
    assert end(client, logout_token(issuer)).status_code == 200
    assert not is_in(client)
    event = last_event()
    assert (event.verb, event.data) == ("session:ended", {"count": 1, "by": "provider"})


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("JWT", {}),
        (None, {}),
        ("logout+jwt", {"events": None}),
        ("logout+jwt", {"events": {"x": {}}}),
        ("logout+jwt", {"events": []}),
        ("logout+jwt", {"nonce": "x"}),
        ("logout+jwt", {"sub": None}),
        ("logout+jwt", {"aud": "ander"}),
        ("logout+jwt", {"exp": NOW - 3600, "iat": NOW - 7200}),
    ],
)
def test_but_not_with_anything_else(client, issuer, kind, change):
    through(client, issuer)
    assert end(client, logout_token(issuer, kind, **change)).status_code == 400
    assert is_in(client)


def test_nor_without_its_signature(client, issuer):
    through(client, issuer)
    issuer.key = KEYS[1]
    for token in (logout_token(issuer), "", "x", "a.b.c"):
        assert end(client, token).status_code == 400
    assert is_in(client)


def test_a_person_whom_nobody_knows_is_no_news(client, issuer):
    assert end(client, logout_token(issuer, sub="wie")).status_code == 200


# --- the link ---


def test_an_administrator_sees_the_link_and_takes_it_away(signed_in, client, issuer):
    through(client, issuer)
    desk, key = signed_in("administrator"), user("board1").id
    assert "gekoppeld sinds" in desk.get(f"/admin/user/details/?id={key}").text
    assert desk.post(f"/admin/user/{key}/unlink").status_code == 302
    assert db.session.scalar(select(LinkedIdentity)) is None
    assert not is_in(client)
    assert "Koppeling weghalen" not in desk.get(f"/admin/user/details/?id={key}").text
    verbs = db.session.scalars(select(AuditEvent.verb)).all()
    assert "linked_identity:taken_away" in verbs


def test_only_an_administrator_and_not_the_own_one(app, issuer):
    link("administrator", issuer=issuer)
    key = user("administrator").id
    with pytest.raises(NotPermitted):
        single_sign_on.unlink(acting(user("board1")), key)
    with pytest.raises(Refusal):
        single_sign_on.unlink(acting(user("administrator")), key)
    with pytest.raises(NotFound):
        single_sign_on.unlink(acting(user("administrator")), user("board1").id)


def test_whoever_signs_in_elsewhere_needs_no_password_after_an_invitation(app, client, signed_in):
    with an_issuer(app, passwords_for_all=False):
        signed_in("administrator").post(f"/admin/user/{user('board1').id}/link")
        body = db.session.scalars(select(Mail.body).order_by(Mail.id.desc())).first()
        path = next(word for word in body.split() if "/login/koppeling/" in word)
        page = client.get(urlsplit(path).path).text
        assert "Je hebt hier geen wachtwoord nodig" in page
        assert 'type="password"' not in page
