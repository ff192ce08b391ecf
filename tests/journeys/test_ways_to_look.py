"""Enlarged, with more space between letters, and on paper.

What axe cannot see: text that is cut off when people enlarge it (WCAG 1.4.4, 1.4.10, 1.4.12), and
a page that does not fit on paper.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_every_screen import fill_panel, opened

__all__ = ["fill_panel"]

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
"""WCAG 1.4.12, to the letter."""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one)
  const says = [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim())
  if (!says || !one.checkVisibility({visibilityProperty: true}) || one.clientWidth < 2) return false
  const wide = one.scrollWidth > one.clientWidth + 1, tall = one.scrollHeight > one.clientHeight + 1
  return (style.overflowX !== 'visible' && wide) || (style.overflowY !== 'visible' && tall)
}).filter(one => one.tagName !== 'TEXTAREA').map(one => one.outerHTML.slice(0, 120))"""
"""Elements whose own text does not fit in them."""
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('.scroll, .card')]
  .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map(one => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""
FILE = "/admin/complaint/details/?id={deciding}"
SCREENS = {
    "coordinator": (
        "/admin/", "/admin/complaint/", FILE, FILE + "&tab=letters", "/admin/complaint/new/",
        "/admin/complaint/edit/?id={deciding}", "/admin/complaint/{deciding}/dossier/",
        "/admin/dashboard/", "/admin/dashboard/?tables=1", "/admin/search/?q=antwoord",
        "/admin/agenda/", "/admin/preferences/",
    ),
    "administrator": ("/admin/role/", "/admin/role/edit/?id=3", "/admin/setting/"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("user", SCREENS)
def test_nothing_is_cut_off_when_text_is_larger_and_wider(browser, address, files, user, width):
    """320 pixels is a window of 1280 at 400 %, 640 the same at 200 %."""
    look = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    wrong = []
    with opened(browser, address, user, **look) as context:
        page = context.new_page()
        for path in SCREENS[user]:
            page.goto(path.format(**files))
            page.add_style_tag(content=SPACED)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found = [*page.evaluate(CUT_OFF), *([f"{wide} px too wide"] if wide > 0 else [])]
            wrong += [f"{path}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)


A4 = {"width": 688, "height": 1000}
"""Between the margins of the style sheet, at 96 pixels an inch."""
PRINTED = {
    "coordinator": (
        "/admin/", "/admin/complaint/", "/admin/duty/", "/admin/report/", FILE,
        "/admin/complaint/{deciding}/dossier/", "/admin/complaint/{deciding}/dossier/?notes=1",
        "/admin/dashboard/", "/admin/dashboard/?tables=1", "/admin/report/overview/",
    ),
    "administrator": ("/admin/setting/", "/admin/audit/"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("user", PRINTED)
def test_what_is_printed_fits_on_paper_and_shows_no_navigation(browser, address, files, user):
    wrong = []
    with opened(browser, address, user, viewport=A4) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for path in PRINTED[user]:
            page.goto(path.format(**files))
            wrong += [f"{path}: {one}" for one in page.evaluate(TOO_WIDE)]
            for part in (".bar", ".foot", ".skip", ".tabs", ".pager", ".crumbs"):
                if page.locator(part).locator("visible=true").count():
                    wrong.append(f"{path}: {part} is printed")
    assert not wrong, "\n".join(wrong)


def test_a_dossier_says_on_paper_which_file_it_is(browser, address, files):
    with opened(browser, address, "coordinator", viewport=A4) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"/admin/complaint/{files['deciding']}/dossier/")
        head = page.locator(".paper-head")
        expect(head).to_contain_text("Klacht K20")
        box = head.bounding_box()
        assert box is not None
        assert box["y"] < 40
        assert page.title().startswith("Dossier K20")  # what a browser prints above each page
