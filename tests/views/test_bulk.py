"""Many files to someone at once: what is shown before, what happens, and what is skipped."""

import re

import pytest

from models import AuditEvent, Complaint, User, db
from operations import handover
from rules.vocabulary import Role, State
from tests import thread
from tests.factories import a_complaint, a_statement, a_user
from tests.thread import someone
from tests.views.record import nothing_changes, user

BACK = "/admin/?tab=free"


def look(browser, files, act, where="", **data):
    address = f"/admin/{where}/bulk/".replace("//", "/")
    ticked = {"files": [str(one.id) for one in files], "act": str(act), "url": BACK}
    return browser.post(address, data=ticked | data)


def promised(text):
    return re.findall(r'name="files" value="([^"]+)"', text)


def confirm(browser, text, act, where=""):
    data = {"files": promised(text), "act": str(act), "confirm": "1", "url": BACK}
    return browser.post(f"/admin/{where}/bulk/".replace("//", "/"), data=data)


def handlers(files):
    db.session.rollback()
    keys = [one.id for one in files]
    names = db.select(Complaint.id, User.name).outerjoin(Complaint.handler)
    found = dict(db.session.execute(names.where(Complaint.id.in_(keys))).all())
    return [found[key] for key in keys]


def test_a_look_says_what_changes_and_what_is_skipped_and_writes_nothing(app, signed_in):
    secretary = user("secretary")
    free, own = a_complaint(state=State.F4), a_complaint(state=State.F4, handler=secretary)
    involved, over = a_complaint(state=State.F4), a_complaint(state=State.F12)
    a_statement(involved, secretary, involved=True)
    browser = signed_in("coordinator")
    with nothing_changes():
        reply = look(browser, [free, own, involved, over], secretary.id)
    text = reply.text
    assert reply.status_code == 200
    assert promised(text) == [f"{free.id}:{thread.fresh(free.id).version}"]
    assert "Dit verandert: 1" in text
    assert "Dit wordt overgeslagen: 3" in text
    for words in ("is al de behandelaar", "is betrokken bij dit dossier", "is afgelopen"):
        assert words in text
    assert "verklaart niet betrokken te zijn" in text


def test_each_file_is_an_act_of_its_own_and_the_end_says_what_happened(app, signed_in):
    files = [a_complaint(state=State.F4) for _ in range(3)]
    secretary, browser = user("secretary"), signed_in("coordinator")
    text = look(browser, files, secretary.id).text
    # In between someone else gives one of them away.
    moved = files[1]
    handover.assign(
        someone("coordinator"), moved.id, thread.fresh(moved.id).version,
        thread.user_id("coordinator"), stated=True,
    )  # fmt: skip
    told = confirm(browser, text, secretary.id).text
    assert handlers(files) == [secretary.name, "Karin Visser", secretary.name]
    assert "Gewijzigd: 2 van 3 dossiers." in told
    assert f"{moved.reference}, {moved.subject}: overgeslagen. Iemand anders was je voor." in told
    assert f'href="{BACK}"' in told
    for one in (files[0], files[2]):
        verbs = db.select(AuditEvent.verb).where(AuditEvent.chain == one.id)
        assert list(db.session.scalars(verbs)) == ["complaint:assigned"]


def test_files_are_released(app, signed_in):
    files = [a_complaint(state=State.F4, handler=user("secretary")), a_complaint(state=State.F4)]
    browser = signed_in("coordinator")
    text = look(browser, files, "release").text
    assert "heeft geen behandelaar" in text
    assert "verklaart niet betrokken" not in text
    confirm(browser, text, "release")
    assert handlers(files) == [None, None]


@pytest.mark.parametrize(
    ("who", "where", "state"),
    [("coordinator", "complaint", State.F4), ("servicedesk", "report", State.I2),
     ("servicedesk", "", State.I2), ("board1", "", State.F4)],
)  # fmt: skip
def test_who_may_appoint_can_do_so_from_every_list_of_files(app, signed_in, who, where, state):
    complaint = a_complaint(state=state)
    colleague = a_user(Role.SERVICEDESK if state is State.I2 else Role.COORDINATOR)
    browser = signed_in(who)
    page = browser.get(f"/admin/{where}/".replace("//", "/")).text
    assert f'<option value="{colleague.id}">Geven aan {colleague.name}</option>' in page
    text = look(browser, [complaint], colleague.id, where).text
    confirm(browser, text, colleague.id, where)
    assert handlers([complaint]) == [colleague.name]


@pytest.mark.parametrize("who", ["team_leader", "adviser1", "auditor"])
def test_for_who_may_not_there_is_nothing_to_tick(app, signed_in, who):
    complaint = a_complaint(state=State.F4)
    browser = signed_in(who)
    assert 'name="files"' not in browser.get("/admin/").text
    with nothing_changes():
        assert look(browser, [complaint], "release").status_code == 403


def test_a_file_that_does_not_exist_for_someone_is_not_named(app, signed_in):
    hidden = a_complaint(state=State.F4, subject_user=user("coordinator"))
    browser = signed_in("coordinator")
    text = look(browser, [hidden], "release").text
    assert "die er voor jou niet zijn: 1" in text
    assert hidden.reference not in text
    version = thread.fresh(hidden.id).version
    data = {"files": [f"{hidden.id}:{version}"], "act": "release", "confirm": "1"}
    told = browser.post("/admin/bulk/", data=data).text
    assert "Een dossier: overgeslagen." in told
    assert hidden.reference not in told


@pytest.mark.parametrize("act", ["", "x", "0", "-1", "99999999999999999999", "release"])
@pytest.mark.parametrize("files", [[], ["x"], ["-1"], ["1:2:3"], ["99999999999999999999:1"]])
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_garbage_changes_nothing_and_is_no_error(app, signed_in, act, files, confirm):
    browser = signed_in("coordinator")
    with nothing_changes():
        reply = browser.post("/admin/bulk/", data={"act": act, "files": files} | confirm)
        assert reply.status_code < 500


def test_a_version_that_nobody_showed_changes_nothing(app, signed_in):
    complaint = a_complaint(state=State.F4)
    browser = signed_in("coordinator")
    with nothing_changes():
        data = {"files": [str(complaint.id)], "act": str(user("secretary").id), "confirm": "1"}
        told = browser.post("/admin/bulk/", data=data).text
    assert "Gewijzigd: 0 van 1 dossiers." in told
