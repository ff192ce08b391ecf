"""Builds the application; the one module that knows all the others."""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, request
from flask_babel import Babel
from flask_migrate import Migrate
from flask_security import Security
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event

import logs
import settings as environment
from commands import register_commands
from models import Role, User, db
from text import SHORTEST_PASSWORD
from views import (
    admin,
    complaint_form,
    dav,
    errors,
    house,
    languages,
    limits,
    portal,
    practice,
    public,
    requests,
    session,
    sign_in,
    single_sign_on,
)

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(settings: environment.Settings | None = None, **overrides: Any) -> Flask:
    """The whole panel. ``overrides`` are Flask configuration, for tests."""
    settings = settings or environment.from_environment()
    app = Flask("admin_app", instance_path=str(settings.home))
    app.config.update(configuration(settings) | overrides)
    app.extensions["wederhoor"] = settings
    logs.begin(everything=not app.testing)

    db.init_app(app)
    with app.app_context():
        tame(db.engine)
    Migrate(app, db, directory="migrations", render_as_batch=True)
    Babel(app, locale_selector=languages.locale)
    requests.init_app(app)
    limits.init_app(app)
    session.init_app(app)
    CSRFProtect(app)
    Security(app, session.Users(db, User, Role), login_form=session.SignInForm)
    sign_in.init_app(app)
    single_sign_on.init_app(app)
    errors.init_app(app)
    languages.init_app(app)
    public.init_app(app)
    house.init_app(app)
    practice.init_app(app)
    portal.init_app(app)
    complaint_form.init_app(app)
    admin.init_app(app)
    register_commands(app)
    app.after_request(protect)
    dav.mount(app)
    requests.mount(app)
    return app


def configuration(settings: environment.Settings) -> dict[str, Any]:
    """What Flask and its extensions are told; the reasons stand in docs/architecture.md."""
    cookie = "__Host-wederhoor" if settings.https else "wederhoor"
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings),
        "TRUSTED_HOSTS": list(settings.trusted_hosts) if settings.trusted_hosts else None,
        "BABEL_DEFAULT_LOCALE": "nl_NL",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
        "SESSION_COOKIE_NAME": cookie,
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(minutes=30),
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session
        "FLASK_ADMIN_CSP": None,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SALT": settings.secret_key,
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_POST_LOGIN_VIEW": "/admin/",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_UNAUTHORIZED_VIEW": None,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_I18N_DIRNAME": ["builtin"],
    }


def engine_options(settings: environment.Settings) -> dict[str, Any]:
    options: dict[str, Any] = {"hide_parameters": True}
    if not settings.sqlite:
        options["pool_pre_ping"] = True  # a server can be gone, a file cannot
        asked = (
            "-c statement_timeout=15000 -c lock_timeout=5000 -c default_transaction_read_only=on"
            " -c jit=off"  # compiling a search costs two seconds, and running it forty milliseconds
            " -c random_page_cost=1.1"  # a page elsewhere is as near, in memory and on flash
            " -c plan_cache_mode=force_custom_plan"  # one plan for all words suits none of them
        )
        options["connect_args"] = {"options": asked, "connect_timeout": 5}
        # We say BEGIN ourselves, and only to write: reading saves two round trips a page.
        options["isolation_level"] = "AUTOCOMMIT"
    return options


def tame(engine: Engine) -> None:
    """Only an operation writes: everything else may only read, on both databases.

    SQLite is made a database that several processes write to without losing anything: a write
    takes the lock at once (BEGIN IMMEDIATE).
    """
    sqlite = engine.dialect.name == "sqlite"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writing = options.get("wederhoor_write", False)
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
        elif writing:
            connection.exec_driver_sql("BEGIN READ WRITE")
        elif options.get("wederhoor_snapshot", False):
            connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    if not sqlite:
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=30000",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")


def protect(response: Response) -> Response:
    """The headers of every page; only static files may be kept.

    The frame that shows a letter is of no origin: only what says so can be fetched from there.
    """
    if request.endpoint == "static":
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "security.logout" and request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    if request.endpoint != "static" and request.endpoint not in house.KEPT:
        response.headers["Cache-Control"] = "no-store"
    return response
