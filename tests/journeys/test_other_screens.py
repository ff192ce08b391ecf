"""Management, each step and act, lists without a row, and forms with errors: nothing for axe."""

import pytest
from playwright.sync_api import Page

from tests.journeys.looks import LOOKS
from tests.journeys.other_screens import EMPTY_SCREENS, FORMS, OTHER_SCREENS, other_files
from tests.journeys.test_every_screen import faults, later_files, opened

EMPTY_AND_SEND = """form => {
  for (const one of form.elements) {
    if (["checkbox", "radio"].includes(one.type)) one.checked = false
    else if (one.type !== "hidden" && one.type !== "file") one.value = ""
  }
  form.noValidate = true
  form.querySelector(".btn.primary").click()
}"""


def fill_panel() -> dict[str, int]:
    return other_files() | later_files()


def send_empty(page: Page) -> None:
    """Send the form of the page with nothing in it; it comes back with what is wrong."""
    form = page.locator("main form[method=post]:has(.btn.primary)").first
    assert form.count(), f"no form at {page.url}"
    with page.expect_navigation() as coming:
        form.evaluate(EMPTY_AND_SEND)
    assert coming.value.status in {409, 422}, (page.url, coming.value.status)


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", OTHER_SCREENS, ids=lambda user: user or "stranger")
def test_another_screen_has_nothing_wrong_either(browser, address, files, user, look):
    with opened(browser, address, user, **look) as context:
        addresses = [path.format(**files) for path in OTHER_SCREENS[user]]
        assert [fault for one in addresses for fault in faults(context.new_page(), one)] == []


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", FORMS)
def test_a_form_with_errors_has_nothing_wrong_but_those(browser, address, files, user, look):
    with opened(browser, address, user, **look) as context:
        addresses = [path.format(**files) for path in FORMS[user]]
        found = [faults(context.new_page(), one, send_empty) for one in addresses]
        assert [fault for some in found for fault in some] == []


@pytest.mark.slow
@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", EMPTY_SCREENS)
def test_a_screen_without_a_row_has_nothing_wrong(app, site, browser, user, look):
    with opened(browser, site, user, **look) as context:
        found = [faults(context.new_page(), one) for one in EMPTY_SCREENS[user]]
        assert [fault for some in found for fault in some] == []
