"""The second step: what lets someone through, once; what closes it; what ends with it."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import func, select

from models import AccountLink, Attempt, AuditEvent, Authenticator, Mail, RecoveryCode, User, db
from operations import accounts, clock, passwords, second_steps, sessions, totp
from operations.second_steps import MOST_WRONG, Place, TooOften
from operations.transaction import transaction
from queries import second_steps as reading
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import Role
from tests.conftest import PASSWORD
from tests.factories import a_user, acting
from tests.thread import someone

PLACE = Place("localhost", "http://localhost")


def code_of(secret, later=0):
    return pyotp.TOTP(secret).at(clock.machine_now() + timedelta(seconds=later))


def an_app(user, name="Telefoon"):
    """A second step; its secret and the recovery codes that came with it."""
    secret = totp.new_secret()
    codes = second_steps.add_app(acting(user), name, totp.sealed(secret), code_of(secret))
    return secret, codes


def verbs():
    return db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()


def mails(user):
    query = select(Mail.subject).where(Mail.user_id == user.id).order_by(Mail.id)
    return db.session.scalars(query).all()


@pytest.fixture
def me(app):
    return a_user(Role.BOARD)


def test_a_code_lets_through_once(me):
    secret, _ = an_app(me)
    later = code_of(secret, 30)
    assert second_steps.pass_code(me.id, later)
    assert not second_steps.pass_code(me.id, later)


def test_the_code_that_set_up_the_app_does_not_sign_in_too(me):
    secret, _ = an_app(me)
    assert not second_steps.pass_code(me.id, code_of(secret))


def test_of_two_apps_each_code_works(me):
    one, _ = an_app(me)
    other, codes = an_app(me, "Tablet")
    assert codes == []
    assert second_steps.pass_code(me.id, code_of(other, 30))
    assert second_steps.pass_code(me.id, code_of(one, 30))


def test_the_code_of_another_person_does_not(me):
    theirs, _ = an_app(a_user(Role.BOARD))
    an_app(me)
    assert not second_steps.pass_code(me.id, code_of(theirs, 30))


def test_five_wrong_codes_close_it_also_for_the_right_one(me):
    secret, codes = an_app(me)
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False) as now:
        for _ in range(MOST_WRONG):
            assert not second_steps.pass_code(me.id, "000000")
        with pytest.raises(TooOften):
            second_steps.pass_code(me.id, code_of(secret, 30))
        with pytest.raises(TooOften):
            second_steps.pass_recovery(me.id, codes[0])
        with pytest.raises(TooOften):
            second_steps.pass_passkey(me.id, "{}", b"x", PLACE)
        now.shift(timedelta(minutes=15, seconds=1))
        assert second_steps.pass_recovery(me.id, codes[0])


def test_four_wrong_codes_do_not(me):
    secret, _ = an_app(me)
    for _ in range(MOST_WRONG - 1):
        second_steps.pass_code(me.id, "000000")
    assert second_steps.pass_code(me.id, code_of(secret, 30))


def test_whoever_tries_is_in_the_trail_and_the_person_is_told_once(me):
    an_app(me)
    for _ in range(MOST_WRONG):
        second_steps.pass_code(me.id, "000000")
    with pytest.raises(TooOften):
        second_steps.pass_code(me.id, "000000")
    assert verbs()[-MOST_WRONG:] == ["second_step:failed"] * MOST_WRONG
    assert mails(me).count("Er is vaak een verkeerde code ingevuld") == 1


# --- recovery codes ---


def test_recovery_codes_come_with_the_first_step_and_each_works_once(me):
    _, codes = an_app(me)
    assert len(set(codes)) == 10
    assert second_steps.pass_recovery(me.id, codes[3].lower().replace("-", " "))
    assert not second_steps.pass_recovery(me.id, codes[3])
    assert second_steps.pass_recovery(me.id, codes[4])
    assert reading.of(me.id).codes_left == 8


def test_a_recovery_code_is_kept_as_a_hash_and_cannot_be_guessed(me):
    _, codes = an_app(me)
    kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert not {one.replace("-", "") for one in codes} & set(kept)
    signs = codes[0].replace("-", "")
    assert 30 ** len(signs) > 2**112  # what a plain hash asks (ASVS 6.5.2)


def test_using_one_is_told_to_the_person(me):
    _, codes = an_app(me)
    second_steps.pass_recovery(me.id, codes[0])
    assert mails(me)[-1] == "Er is een herstelcode gebruikt"
    assert verbs()[-1] == "recovery_code:used"


def test_new_codes_end_the_old_ones(me):
    _, old = an_app(me)
    new = second_steps.renew_codes(acting(me))
    assert not second_steps.pass_recovery(me.id, old[0])
    assert second_steps.pass_recovery(me.id, new[0])


def test_without_a_second_step_there_are_no_codes(me):
    with pytest.raises(Refusal, match="Stel die eerst in"):
        second_steps.renew_codes(acting(me))


def test_a_recovery_code_of_another_person_does_not_work(me):
    _, theirs = an_app(a_user(Role.BOARD))
    an_app(me)
    assert not second_steps.pass_recovery(me.id, theirs[0])


# --- adding and removing ---


def test_an_app_that_shows_a_wrong_code_is_not_added(me):
    with pytest.raises(Invalid, match="Deze code klopt niet"):
        second_steps.add_app(acting(me), "X", totp.sealed(totp.new_secret()), "000000")
    assert reading.of(me.id).count == 0


@pytest.mark.parametrize("kept", ["", "onzin", "gAAAAA"])
def test_neither_is_one_without_a_secret_of_ours(me, kept):
    with pytest.raises(Invalid):
        second_steps.add_app(acting(me), "X", kept, "000000")


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', "x" * 9000])
def test_a_passkey_that_is_none_is_not_added_and_lets_nobody_in(me, answer):
    with pytest.raises(Invalid):
        second_steps.add_passkey(acting(me), "X", answer, b"challenge", PLACE)
    assert not second_steps.pass_passkey(me.id, answer, b"challenge", PLACE)


def test_whoever_passed_no_second_step_adds_none_beside_one(me):
    """Of two who know the password, the second does not get in with a step of their own."""
    an_app(me)
    secret = totp.new_secret()
    with pytest.raises(Refusal, match="intussen"):
        second_steps.add_app(acting(me), "X", totp.sealed(secret), code_of(secret), first=True)
    assert reading.of(me.id).count == 1


def test_nobody_has_more_than_ten(me):
    for _ in range(second_steps.MOST):
        an_app(me)
    with pytest.raises(Invalid, match="tien"):
        an_app(me)


def test_what_is_added_and_removed_is_told_and_in_the_trail(me):
    an_app(me)
    second_steps.remove(acting(me), "app", reading.of(me.id).apps[0].id)
    assert verbs()[-2:] == ["second_step:added", "second_step:removed"]
    assert mails(me) == ["Er is een tweede stap toegevoegd", "Er is een tweede stap weggehaald"]


def test_with_the_last_step_the_codes_go(me):
    _, codes = an_app(me)
    second_steps.remove(acting(me), "app", reading.of(me.id).apps[0].id)
    assert reading.of(me.id).codes_left == 0
    assert not second_steps.pass_recovery(me.id, codes[0])


def test_the_last_step_stays_where_the_role_asks_one(me, second_step):
    an_app(me)
    (only,) = reading.of(me.id).apps
    with pytest.raises(Refusal, match="Voeg eerst een andere toe"):
        second_steps.remove(acting(me), "app", only.id)
    an_app(me, "Tablet")
    second_steps.remove(acting(me), "app", only.id)
    assert reading.of(me.id).count == 1


@pytest.mark.parametrize("kind", ["app", "passkey", "", "user"])
def test_nobody_removes_what_is_not_theirs(me, kind):
    other = a_user(Role.BOARD)
    an_app(other)
    with pytest.raises(NotFound):
        second_steps.remove(acting(me), kind, reading.of(other.id).apps[0].id)
    assert reading.of(other.id).count == 1


# --- by an administrator ---


def test_an_administrator_takes_every_step_away_and_the_person_is_told(me):
    an_app(me)
    mark = me.fs_uniquifier
    second_steps.reset(someone("administrator"), me.id)
    assert reading.of(me.id).count == reading.of(me.id).codes_left == 0
    assert db.session.get_one(User, me.id).fs_uniquifier != mark
    assert mails(me)[-1] == "Je tweede stap is teruggezet"
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.verb, event.entity_id, event.data) == ("second_step:reset", me.id, {"count": 1})


def test_not_of_oneself(app):
    me = someone("administrator")
    for act in (second_steps.reset, accounts.end_all):
        with pytest.raises(Refusal):
            act(me, me.user_id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_does(me, role):
    actor = acting(a_user(role))
    for act in (second_steps.reset, accounts.end_all):
        with pytest.raises(NotPermitted):
            act(actor, me.id)


def test_whoever_does_not_exist_has_nothing_to_end(app):
    for act in (second_steps.reset, accounts.end_all):
        with pytest.raises(NotFound):
            act(someone("administrator"), 999_999)


# --- the password, and sessions ---


def test_a_wrong_password_proves_nothing_and_counts_as_one_at_the_door(app):
    me = someone("board1")
    passwords.prove(me, PASSWORD)
    for _ in range(5):
        with pytest.raises(Invalid, match="klopt niet"):
            passwords.prove(me, "fout")
    with pytest.raises(Invalid, match="te vaak"):
        passwords.prove(me, PASSWORD)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 5


def test_another_password_ends_every_other_session_and_mailed_address(app):
    me = someone("board1")
    here, there = (sessions.begin(b"{}", me.user_id, "Firefox, Linux") for _ in range(2))
    moment = clock.now()
    with transaction():
        db.session.add(AccountLink(
            user_id=me.user_id, kind="reset", token_hash="x", created_at=moment,
            expires_at=moment + timedelta(hours=1),
        ))  # fmt: skip
    passwords.change(me, "een heel ander wachtwoord", sessions.hashed(here))
    assert sessions.load(here)
    assert sessions.load(there) is None
    assert db.session.scalar(select(AccountLink.id)) is None
    passwords.prove(me, "een heel ander wachtwoord")


def test_someone_ends_own_sessions_and_no_other(app):
    me, other = someone("board1"), someone("board2")
    keys = [sessions.begin(b"{}", who.user_id) for who in (me, me, me, other)]
    here, one, two, theirs = (sessions.hashed(key) for key in keys)
    for which in (theirs, here, "x"):
        with pytest.raises(NotFound):
            accounts.end_others(me, here, which)
    assert accounts.end_others(me, here, one) == 1
    assert {row.key_hash for row in sessions.live(me.user_id)} == {here, two}
    assert accounts.end_others(me, here) == 1
    assert [row.key_hash for row in sessions.live(me.user_id)] == [here]
    assert len(sessions.live(other.user_id)) == 1


def test_an_administrator_signs_someone_out_everywhere(app):
    them = someone("board1")
    for _ in range(2):
        sessions.begin(b"{}", them.user_id)
    assert accounts.end_all(someone("administrator"), them.user_id) == 2
    assert sessions.live(them.user_id) == []


def test_a_session_that_was_idle_or_is_too_old_is_not_in_the_list(app):
    me = someone("board1")
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False) as now:
        sessions.begin(b"{}", me.user_id)
        db.session.rollback()  # it was written on another connection
        now.shift(timedelta(minutes=30))
        assert len(sessions.live(me.user_id)) == 1
        now.shift(timedelta(seconds=1))
        assert sessions.live(me.user_id) == []


def test_the_secret_of_an_app_is_nowhere_in_the_record(me):
    secret, _ = an_app(me)
    (kept,) = db.session.scalars(select(Authenticator.secret)).all()
    assert secret not in kept
    assert totp.opened(kept) == secret
