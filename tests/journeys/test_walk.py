"""Tab through the main screens and back: one sees where one is, and a finger can hit it.

Back as well, because what stays at the top covers what comes from below it, and because Chromium
gives the focus to the button in a date then, so that the field itself is not ``:focus-visible``.

What holds the focus is in the window and not under a bar that stays (WCAG 2.4.11), has an outline
(2.4.7), and is 24 by 24 pixels, or in a sentence, or has that much room around it (2.5.8).
"""

import pytest

from tests.factories import a_complaint
from tests.journeys.test_every_screen import opened
from tests.views.record import draft, in_hearing, user

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 320, "height": 640}
SCREENS = [
    ("coordinator", "/admin/"),
    ("coordinator", "/admin/complaint/"),
    ("coordinator", "/admin/complaint/details/?id={file}"),
    ("coordinator", "/admin/complaint/new/"),
    ("coordinator", "/admin/search/?q=docent"),
    ("coordinator", "/admin/dashboard/"),
    ("administrator", "/admin/role/edit/?id=3"),
]
MOST = 600
"""So many presses of Tab before a screen is taken for a trap."""
WRONG = """() => {
  const one = document.activeElement
  if (one === document.body || one.walked && one !== document.last) return null
  if (one.walked) return []
  one.walked = true
  document.last = one
  const at = target => [...target.getClientRects()].find(r => r.width && r.height)
  const middle = r => [(r.left + r.right) / 2, (r.top + r.bottom) / 2]
  const own = [one, ...(one.labels || [])], box = at(one), wrong = []
  if (!box) return [one.outerHTML.slice(0, 160), ["nowhere on the page"]]
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  const points = [[(left + right) / 2, (top + bottom) / 2], [(left + right) / 2, top + 3],
                  [(left + right) / 2, bottom - 3]]
  const seen = ([x, y]) => {
    const hit = document.elementFromPoint(x, y)
    return hit && own.some(mine => mine.contains(hit) || hit.closest("label")?.contains(mine))
  }
  if (right - left < 3 || bottom - top < 3) wrong.push("outside the window")
  else if (!points.every(seen)) wrong.push("covered by " + points.filter(p => !seen(p)).map(p =>
    (document.elementFromPoint(...p) || document.body).outerHTML.slice(0, 60))[0])
  const style = getComputedStyle(one)
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no outline")
  const target = own.find(mine => { const r = at(mine)
    return r && r.width >= 24 && r.height >= 24 })
  const words = one.parentElement.textContent.trim().length > one.textContent.trim().length
  if (!target && !(style.display === "inline" && words)) {
    const [x, y] = middle(box)
    const near = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter(other => other !== one && !own.some(mine => mine.contains(other))
        && other.checkVisibility({visibilityProperty: true}))
      .find(other => [...other.getClientRects()].some(r => {
        if (!r.width) return false
        const small = r.width < 24 || r.height < 24, [a, b] = middle(r)
        const dx = x - Math.max(r.left, Math.min(x, r.right))
        const dy = y - Math.max(r.top, Math.min(y, r.bottom))
        return Math.hypot(dx, dy) < 12 || small && Math.hypot(x - a, y - b) < 24 }))
    if (near) wrong.push(`${Math.round(box.width)} by ${Math.round(box.height)}, close to `
      + near.outerHTML.slice(0, 60))
  }
  return [one.outerHTML.slice(0, 160), wrong]
}"""
FOCUSABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(one =>
    !one.walked && !one.disabled && one.tabIndex >= 0 && one.type !== "hidden"
    && !(one.type === "radio") && !one.closest("dialog:not([open])")
    && one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
  ).map(one => one.outerHTML.slice(0, 160))"""


def walk(page, key="Tab") -> list[str]:
    """Everything that is wrong with what gets the focus, one press after another."""
    wrong, reached = [], 0
    for _ in range(MOST):
        page.keyboard.press(key)
        found = page.evaluate(WRONG)
        if found is None:
            break
        if not found:
            continue  # the next part of the same date
        reached += 1
        wrong += [f"{one}: {found[0]}" for one in found[1]]
    else:
        wrong.append("there is no end to it")
    assert reached > 10, "the page has nothing to walk through"
    return wrong + [f"not reached: {one}" for one in page.evaluate(FOCUSABLE)]


@pytest.mark.parametrize(
    ("size", "key"),
    [
        pytest.param(DESK, "Shift+Tab", id="desk-back"),
        pytest.param(DESK, "Tab", id="desk", marks=pytest.mark.slow),
        pytest.param(PHONE, "Shift+Tab", id="phone-back", marks=pytest.mark.slow),
        pytest.param(PHONE, "Tab", id="phone", marks=pytest.mark.slow),
    ],
)
def test_one_sees_where_one_is(app, site, browser, size, key):
    file = in_hearing()
    draft(file)
    for _ in range(12):
        a_complaint(handler=user("coordinator"))
    wrong, windows = [], {}
    for code, path in SCREENS:
        if code not in windows:
            windows[code] = opened(browser, site, code, viewport=size)
        page = windows[code].new_page()
        page.goto(path.format(file=file))
        wrong += [f"{path}: {one}" for one in walk(page, key)]
        page.close()
    for window in windows.values():
        window.close()
    assert wrong == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_link_is_seen_and_leads_past_the_menu(app, site, browser, size):
    with opened(browser, site, "coordinator", viewport=size) as context:
        page = context.new_page()
        page.goto("/admin/complaint/")
        page.keyboard.press("Tab")
        text, wrong = page.evaluate(WRONG)
        assert ("Naar de inhoud" in text, wrong) == (True, [])
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
