"""Enlarged, with more space between letters, on paper, and with the keyboard alone.

What axe cannot see: text that is cut off when people enlarge it (WCAG 1.4.4, 1.4.10, 1.4.12), a
page that does not fit on paper, and where the focus is (2.4.3, 2.4.7, 2.4.11, 2.5.8).
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_every_screen import address, files, opened

__all__ = ["address", "files"]

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


FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one)
  if (one === document.body) return null
  const box = one.getBoundingClientRect(), wrong = []
  const label = one.closest('label') || document.querySelector(`label[for="${one.id}"]`)
  const long = one.matches('textarea, .scroll')  // where one types or begins to read is enough
  const depth = long ? Math.min(box.height, 24) : box.height
  const line = one.getClientRects()[0]  // of a link that goes on at the next line
  const from = Math.max(line.left, 0), till = Math.min(line.right, innerWidth)
  const on_top = document.elementFromPoint(
    (from + till) / 2, line.top + Math.min(line.height, depth) / 2)
  if (!on_top || box.top < -1 || box.top + depth > innerHeight + 1) wrong.push('outside the window')
  else if (!(one.contains(on_top) || on_top.contains(one) || label?.contains(on_top)))
    wrong.push(`under ${on_top.outerHTML.slice(0, 60)}`)
  const part = one.matches('[type^=date]') && !one.matches(':focus-visible')  // its calendar button
  if (!part && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2))
    wrong.push('no outline')
  const about = one.matches('[type=checkbox], [type=radio]') && label ? label : one
  const more = about.getBoundingClientRect()
  const width = Math.max(box.width, more.width), height = Math.max(box.height, more.height)
  const inline = style.display === 'inline' && one.tagName === 'A'
  if (!inline && Math.min(width, height) < 23.9) wrong.push(`${width} by ${height}`)
  return [one.outerHTML.slice(0, 100), wrong]
}"""
"""What has the focus, and what is wrong with how it is seen."""
WALKS = {
    "/admin/": "coordinator",
    FILE: "coordinator",
    "/admin/complaint/new/": "coordinator",
    "/admin/dashboard/": "coordinator",
    "/admin/role/edit/?id=3": "administrator",
}


@pytest.mark.parametrize(
    "look",
    [
        pytest.param({"width": 1280, "height": 720}, id="desk"),
        pytest.param({"width": 320, "height": 640}, id="phone", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("path", WALKS)
def test_the_focus_is_always_seen(browser, address, files, path, look):
    with opened(browser, address, WALKS[path], viewport=look) as context:
        page = context.new_page()
        page.goto(path.format(**files))
        page.keyboard.press("Tab")
        expect(page.get_by_text("Naar de inhoud")).to_be_focused()
        wrong, seen = [], 0
        while (focused := page.evaluate(FOCUSED)) is not None:
            seen += 1
            wrong += [f"{focused[0]}: {one}" for one in focused[1]]
            assert seen < 400, "the focus goes round"
            page.keyboard.press("Tab")
        assert not wrong, "\n".join(wrong)
        assert seen > 15


def test_the_skip_link_passes_what_every_page_has(browser, address):
    with opened(browser, address, "coordinator") as context:
        page = context.new_page()
        page.goto("/admin/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
