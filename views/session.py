"""Signing in and out, the session on our side, and the signed-in user as an ``Actor``."""

from typing import Any, cast

from flask import Flask, Request, Response, g, request, session
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSession, SessionInterface
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import LoginForm, SQLAlchemyUserDatastore
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models import User, db
from operations import (
    accounts,
    attempts,
    clock,
    emergency,
    sessions,
    single_sign_on,
    substitutions,
)
from queries import emergency as emergencies
from queries import substitutions as reading
from queries import viewing
from queries.actors import actor_for, viewer
from rules.errors import NotPermitted
from rules.permissions import Actor, in_emergency
from rules.vocabulary import Permission, Role
from rules.wording import Dutch
from views.languages import say

serializer = TaggedJSONSerializer()


class ServerSession(SecureCookieSession):
    """The session as views know it, with the key under which the server keeps it."""

    def __init__(self, initial: Any = None, key: str | None = None) -> None:
        super().__init__(initial)
        self.key = key
        self.renew = False


class ServerSessions(SessionInterface):
    """Keeps sessions in the database; the cookie holds only a random key."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        key = request.cookies.get(self.get_cookie_name(app))
        found = sessions.load(key) if key and request.endpoint != "static" else None
        if found is None:
            return ServerSession()
        g.loaded = found
        return ServerSession(serializer.loads(found.data.decode()), key)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        name, path = self.get_cookie_name(app), self.get_cookie_path(app)
        if session.accessed:
            response.vary.add("Cookie")
        if not session:
            if session.key:
                sessions.end(session.key)
                response.delete_cookie(
                    name, path=path, secure=self.get_cookie_secure(app), httponly=True
                )
            return
        if not session.modified:
            return
        if session.renew and session.key:
            # A new id at sign-in: whoever planted the old one has nothing (fixation).
            sessions.end(session.key)
            session.key = None
        user_id = current_user.id if current_user.is_authenticated else None
        data = serializer.dumps(dict(session)).encode()
        if session.key:
            sessions.save(session.key, data, user_id)
        else:
            session.key = sessions.begin(data, user_id, device(request.user_agent.string))
        response.set_cookie(
            name,
            session.key,
            path=path,
            httponly=True,
            secure=self.get_cookie_secure(app),
            samesite=self.get_cookie_samesite(app),
        )


BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
    ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""What stands in a User-Agent, and the name of that; of two that stand there, the first counts."""


def device(agent: str) -> str:
    """Browser and system, as someone knows their own devices.

    >>> device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Linux'
    """
    found = (next((name for sign, name in some if sign in agent), "")
             for some in (BROWSERS, SYSTEMS))  # fmt: skip
    return ", ".join(one for one in found if one)


class Users(SQLAlchemyUserDatastore):
    """Finds a user with roles in one statement; whose session this is, came with the session."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:
        ((name, value),) = kwargs.items()
        loaded: sessions.Loaded | None = g.get("loaded")
        known = loaded.user if loaded else None
        if known is not None and name == "fs_uniquifier" and known.fs_uniquifier == value:
            return known
        column = getattr(User, name)
        matches = func.lower(column) == func.lower(value) if case_insensitive else column == value
        query = select(User).where(matches)
        found = db.session.scalars(query.options(joinedload(User.roles)))
        return found.unique().one_or_none()


class SignInForm(LoginForm):
    """Flask-Security's form, closed for a while after too many failures."""

    refused: Dutch = ""
    """Why nothing was tried."""

    def validate(self, **kwargs: Any) -> bool:
        # The same words whether or not the account exists.
        account = attempts.bucket("account", self.email.data or "")
        address = attempts.from_address("address", request.remote_addr or "")
        if attempts.exhausted(account, attempts.PER_ACCOUNT) or attempts.exhausted(
            address, attempts.PER_ADDRESS
        ):
            self.refused = say(
                "Er is te vaak een verkeerd wachtwoord ingevuld. "
                "Probeer het over een kwartier weer."
            )
            self.form_errors.append(self.refused)
            return False
        if super().validate(**kwargs):
            if with_password(cast("User", self.user)):
                return True
            self.form_errors.append(say("Het e-mailadres of het wachtwoord klopt niet."))
        attempts.failed(account, address)
        return False


def with_password(user: User) -> bool:
    """Whether someone may sign in with a password of the panel: everyone, or administrators only,
    for when the provider of the organisation is away.
    """
    provider = single_sign_on.provider()
    everyone = provider is None or provider.passwords_for_all
    return everyone or any(role.name == Role.ADMINISTRATOR for role in user.roles)


def current_actor() -> Actor:
    """The signed-in user as policy sees them; read once per request."""
    if "actor" not in g:
        g.actor = _actor(g.get("loaded"), current_user)
    actor: Actor = g.actor
    return actor


def _actor(loaded: sessions.Loaded | None, user: Any) -> Actor:
    if not user.is_authenticated:
        return Actor(None, "niemand", clock.today())
    own = loaded is not None and loaded.user is not None and loaded.user.id == user.id
    actor = actor_for(user, clock.today(), uninvolved=bool(loaded and own and loaded.uninvolved))
    return _in_mode(actor)


# --- as a role, for someone absent, or in an emergency: it ends with the session ---

CAME_BY = "came_by"
"""By which way someone came in; empty for a password."""

VIEWED, ABSENT, EMERGENCY = "viewed_role", "absent", "emergency"
MODES = (VIEWED, ABSENT, EMERGENCY)


def _in_mode(actor: Actor) -> Actor:
    """The same person, when looking on as a role, working for an absent colleague, or reading a
    file in an emergency.
    """
    role, absent_id, key = (session.get(one) for one in MODES)
    if role and actor.may(Permission.ROLE_MANAGE):
        return viewer(actor, Role(role))
    if absent_id:
        found = reading.between(actor.user_id or 0, absent_id, actor.today)
        return reading.standing_in(found, actor.today) if found else actor
    if key:
        allowed = emergencies.of(actor.user_id or 0, key, clock.now())
        return in_emergency(actor, allowed.complaint_id) if allowed else actor
    return actor


def view_as(role: Role) -> None:
    """From the next page on, the panel as this role sees it, empty."""
    accounts.view_as(current_actor(), role)
    session[VIEWED] = role.value


def stand_in(key: int) -> None:
    """From the next page on, at the desk of the absent."""
    actor = current_actor()
    if actor.acting_for is not None:
        substitutions.stop(actor)
    session[ABSENT] = substitutions.begin(actor, key)


def read_in_emergency(key: int) -> None:
    """From the next page on, the one file that was opened (noodtoegang)."""
    session[EMERGENCY] = emergency.begin(current_actor(), key)


def be_oneself(actor: Actor) -> None:
    """Stop looking on, working for someone else, or reading; written down when there was
    something.
    """
    if actor.viewing:
        accounts.stop_viewing(actor, *actor.roles)
    elif actor.acting_for is not None:
        substitutions.stop(actor)
    elif actor.only is not None:
        emergency.stop(actor)
    _forget_modes()


def _forget_modes() -> None:
    for one in MODES:
        session.pop(one, None)


def _look_on() -> None:
    """Before anything is read: to whoever looks on as a role, nothing exists; and each look of
    whoever reads in an emergency is written down.
    """
    if request.endpoint == "static" or not (VIEWED in session or EMERGENCY in session):
        return
    actor = current_actor()
    if actor.viewing:
        viewing.begin()
    elif actor.only is not None and request.endpoint not in NO_LOOK:
        if request.method not in {"GET", "HEAD"}:
            raise NotPermitted("Met noodtoegang kun je alleen lezen.")
        emergency.looked(actor, f"{request.method} {request.endpoint or ''}".strip())


NO_LOOK = frozenset({"house.css", "house.logo", "mode.stop", "security.logout"})
"""What shows nothing of a file, and the ways out."""


def _signed_in(app: Flask, user: Any) -> None:
    _forget_modes()
    session.renew = True  # type: ignore[attr-defined]  # ours: ServerSession
    how, by = g.get("second_step", ""), g.get("came_by", "")
    accounts.signed_in(actor_for(user, clock.today()), how, by)


def _signed_out(app: Flask, user: Any) -> None:
    be_oneself(_in_mode(actor_for(user, clock.today())))
    accounts.signed_out(actor_for(user, clock.today()))


def stay(user: User) -> None:
    """After another password this browser stays signed in, under a new id."""
    session["_user_id"] = user.get_id()  # what Flask-Login compares with the mark of the user
    session.renew = True  # type: ignore[attr-defined]  # ours: ServerSession


def kept_as() -> str:
    """How the server knows the session of this browser."""
    return sessions.hashed(session.key or "")  # type: ignore[attr-defined]  # ours: ServerSession


def init_app(app: Flask) -> None:
    app.session_interface = ServerSessions()
    user_logged_in.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    app.before_request(_look_on)
