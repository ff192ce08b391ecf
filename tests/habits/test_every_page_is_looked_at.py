"""A page that people can open is one that the browser tests look at, in every look.

What is compared is the table of addresses of the panel and the tables of the browser tests: a new
page fails here until it stands in one of them, or among the exceptions with its reason.
"""

import re
from collections import defaultdict

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import AnyConverter, Rule

from rules.procedure import TRANSITIONS
from tests.journeys import test_every_screen, test_informal_track, test_screens
from tests.journeys.other_screens import EMPTY_SCREENS, FORMS, OTHER_SCREENS, STEPS
from views.base import PanelView

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

MADE_BY = {
    "create_view": lambda view: view.to_create,
    "edit_view": lambda view: view.to_edit,
    "details_view": lambda view: view.details or view.form,
}
"""Which pages a table has: without the right or the columns there is no such page."""
ONE_OF_ALL = {"columns_view", "views_view", "view_view"}
"""The same page for each list: looking at one is enough."""
IN_FILE = {"complaint", "report"}
"""Two screens of one kind: a step or an act is looked at in one of them."""

FILES = {
    "export", "export_overview", "document", "hearing_pack", "hearing_pack_pdf", "calendar_entry",
    "compare_word", "package_file", "printed", "version_file", "version_pdf", "fields_file",
    "trial_file", "trial_sample", "static", "css", "logo", "calendar", "copy", "letter_file",
    "enclosure_file", "security_txt", "certificate_file", "proof_file", "export_figures", "public",
    "package", "answer_file",
}  # fmt: skip
ANSWERS = {"ajax_lookup", "healthz", "readyz", "choose"}
ELSEWHERE = {
    **{f"form.{name}": "test_public_form.py: each state of the form" for name in (
        "begin", "step", "bijlagen", "controleren", "done", "keep", "resume")},
    **{f"portal.{name}": "test_code_page.py: each page of a party" for name in (
        "file", "send", "sent", "door", "link")},
    **{f"sign_in.{name}": "test_second_step.py: between password and second step" for name in (
        "second", "enrol", "enrol_key", "link")},
    "single_sign_on.there": "leads to the provider",
    "single_sign_on.back": "test_single_sign_on.py: the sign-in page with what went wrong",
    "single_sign_on.out": "test_single_sign_on.py: after signing out with a provider",
    "account.remove": "test_second_step.py: a second step has to be there",
    "file.act submission": "test_code_page.py: a message needs a party who sent it",
    "lock.index_view": "test_word.py: a letter needs to be open in Word",
    "lock.details_view": "test_word.py",
    "substitution.details_view": "everything stands in the list",
    "hearing.edit_view": "a hearing is changed by the acts of its file",
    "security.verify": "leads to the sign-in page",
}  # fmt: skip
"""Pages that are looked at elsewhere, and addresses that give no page."""


def name(endpoint: str, values: dict[str, object]) -> str:
    """What a page is called here: the endpoint, and the choice that the address makes."""
    screen, _, page = endpoint.partition(".")
    if page in ONE_OF_ALL:
        return page
    if screen in IN_FILE and not page.endswith("_view"):
        screen = "file"
    chosen = [str(one) for key, one in values.items() if key in {"act", "event", "name"}]
    return " ".join([f"{screen}.{page}", *chosen])


def pages(app) -> set[str]:
    """Every page that the panel has."""
    views = {one.endpoint: one for one in app.extensions["admin"][0]._views}
    by_letter = {row.event for row in TRANSITIONS} - STEPS.keys()
    found = set()
    for rule in app.url_map.iter_rules():
        screen, _, page = rule.endpoint.partition(".")
        view = views.get(screen)
        if "GET" not in rule.methods or page in FILES | ANSWERS or rule.endpoint == "static":
            continue
        if isinstance(view, PanelView) and page in MADE_BY and not MADE_BY[page](view):
            continue
        found |= {name(rule.endpoint, one) for one in choices(rule)}
    return found - {f"file.step {event}" for event in by_letter}


def choices(rule: Rule) -> list[dict[str, object]]:
    """The values of the part of an address that can be one of a few; others do not matter."""
    for key, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            return [{key: one} for one in converter.items]
    return [{}]


def looked_at(app) -> set[str]:
    """Every page that a browser test opens."""
    tables = (test_every_screen.SCREENS, test_every_screen.LATER_SCREENS, OTHER_SCREENS,
              EMPTY_SCREENS, FORMS)  # fmt: skip
    addresses = [one for table in tables for some in table.values() for one in some]
    addresses += [one for _, one in test_screens.screens(defaultdict(lambda: 1))]
    addresses += [one for _, one in test_informal_track.screens(1, 1, 1)]
    addresses.append("/admin/calendar/new/")  # with a day, in test_every_screen
    urls, found = app.url_map.bind("localhost"), set()
    for one in addresses:
        path = re.sub(r"\{\w+\}", "1", one).partition("?")[0]
        try:
            found.add(name(*urls.match(path)))
        except HTTPException:
            raise AssertionError(f"no such page: {one}") from None
    return found


def test_every_page_is_looked_at(app):
    assert pages(app) - looked_at(app) - ELSEWHERE.keys() == set()


def test_no_exception_is_left_over(app):
    assert ELSEWHERE.keys() - pages(app) == set()
