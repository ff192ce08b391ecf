"""A stranger gets nowhere but the sign-in page and what is meant for everyone."""

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

PUBLIC = {
    "static": "style and scripts hold nothing of a file",
    "public.start": "tells where to complain",
    "public.healthz": "asked by the machine that watches the process",
    "public.readyz": "the same, for the database",
    "public.security_txt": "where to report a weakness, RFC 9116",
    "portal.door": "asks for the code of a party; without one it shows nothing",
    "portal.link": "a personal link: the code is the secret, and leaves the address at once",
    **dict.fromkeys(
        (
            "portal.file",
            "portal.letter_file",
            "portal.enclosure_file",
            "portal.send",
            "portal.sent",
            "portal.leave",
        ),
        "opens to whoever came in with a code, and sends others to the door",
    ),
    "house.css": "the colours that every page has",
    "house.logo": "the logo that every page has",
    "public.told": "privacy, accessibility, the scheme",
    "form.begin": "anyone can complain without an account (art. 9:1 Awb), from here on",
    "form.step": "asks; shows only what this browser typed",
    "form.answer": "keeps what was typed in this browser's draft",
    "form.bijlagen": "shows the files of this browser's draft",
    "form.attachments": "keeps files in it",
    "form.controleren": "shows everything that this browser typed",
    "form.send": "sends it",
    "form.done": "tells this browser that it was received (art. 2:17 Awb)",
    "form.copy": "gives this browser what it sent",
    "form.leave": "takes the secret out of this browser",
    "form.keep": "says until when a draft is kept",
    "form.mail_link": "mails a link to whoever has the draft",
    "form.back": "says how one comes back",
    "form.resume": "the address is the secret",
    "form.take_up": "the same",
    "feed.calendar": "a calendar program cannot sign in: the address is the secret, without names",
    "security.login": "the door itself",
    "sign_in.forgot": "asks for a mail; the same page whether or not there is an account",
    "security.logout": "ends nothing for whoever is not signed in",
}
"""Every endpoint that answers without signing in, and why. Add a line only on purpose."""


def example(rule: Rule) -> dict[str, object]:
    """A value for each part of the address, so that nothing is refused for its form alone."""
    values: dict[str, object] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
        else:
            values[name] = 1 if isinstance(converter, IntegerConverter) else "x"
    return values


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_gets_the_sign_in_page_or_nothing(app, client, method):
    addresses = app.url_map.bind("localhost")
    open_to_all = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        url = addresses.build(rule.endpoint, example(rule), method=min(rule.methods - {"OPTIONS"}))
        reply = client.open(url, method=method)
        to_sign_in = reply.status_code == 302 and reply.location.startswith("/login")
        if not to_sign_in and reply.status_code not in {404, 405}:
            open_to_all.append(f"{method} {url} ({rule.endpoint}): {reply.status_code}")
    assert open_to_all == []


def test_every_public_endpoint_exists(app):
    assert PUBLIC.keys() - app.view_functions.keys() == set()


def test_one_place_lies_beside_the_panel_and_is_closed_too(app, client):
    """Word cannot sign in: the address is the secret (``views/dav.py``)."""
    assert list(app.wsgi_app.app.mounts) == ["/dav"]  # inside what numbers requests
    closed = ("GET", "HEAD", "POST", "PUT", "DELETE", "LOCK", "UNLOCK", "MKCOL", "MOVE", "COPY")
    for method in (*closed, "OPTIONS", "PROPFIND", "PROPPATCH"):
        assert client.open("/dav/x/brief.docx", method=method).status_code == 404, method
    for method in closed:
        assert client.open("/dav/", method=method).status_code == 404, method
