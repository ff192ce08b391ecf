"""Behind a proxy with HTTPS: what the panel believes about who asks, and how."""

from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection

import pytest
from werkzeug.wrappers import Request

from commands.start import server_options
from tests.serving import served

FORWARDED = {
    "Host": "klachten.example",
    "X-Forwarded-For": "192.0.2.66, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "4433",
    "Forwarded": "for=192.0.2.66;proto=https;host=evil.example",
}
"""What arrives when the proxy added the last address itself; a client sent the rest."""


def seen(environ, start_response):
    """A stand-in for the panel: who asks, and for which address."""
    request = Request(environ)
    start_response("200 OK", [])
    return [f"{request.remote_addr} {request.url}".encode()]


def serving(app, settings):
    """The port of a real server, started as ``flask start`` does it."""
    return served(app, threads=1, **server_options(replace(settings, port=0)))


def asked(port, headers):
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/login", headers=headers)
        reply = connection.getresponse()
        return reply, reply.read().decode()


@pytest.fixture
def settings(app):
    return app.extensions["wederhoor"]


def test_the_trusted_proxy_tells_who_asks_and_that_it_was_https(settings):
    with serving(seen, replace(settings, trusted_proxy="127.0.0.1")) as port:
        _, text = asked(port, FORWARDED)
    assert text == "198.51.100.7 https://klachten.example/login"


@pytest.mark.parametrize("trusted", [None, "127.0.0.2"], ids=["no proxy", "another proxy"])
def test_whoever_is_not_the_trusted_proxy_changes_nothing(settings, trusted):
    with serving(seen, replace(settings, trusted_proxy=trusted)) as port:
        _, text = asked(port, FORWARDED)
    assert text == "127.0.0.1 http://klachten.example/login"


@pytest.mark.parametrize(("trusted", "secure"), [(None, False), ("127.0.0.1", True)])
def test_browsers_are_held_to_https_only_behind_the_proxy(app, settings, trusted, secure):
    with serving(app, replace(settings, trusted_proxy=trusted)) as port:
        reply, _ = asked(port, FORWARDED)
    assert reply.status == 200
    assert (reply.getheader("Strict-Transport-Security") is not None) is secure
