"""Many letters at once: chosen on one screen, made one by one, each told as it is made."""

import re
from contextvars import Context

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from models import AuditEvent, Letter, db
from operations import correspondence
from rules.vocabulary import LetterState, State
from tests.factories import a_complaint
from tests.views.record import nothing_changes, user

BATCH = "/admin/letter/batch/"


@pytest.fixture
def files(app):
    """Three complaints to acknowledge, and one without a handler."""
    handler = user("coordinator")
    made = [a_complaint(state=State.F1, handler=handler) for _ in range(3)]
    made.append(a_complaint(state=State.F1))
    return [(one.id, one.reference, f"{one.id}:L01:{one.parties[0].id}") for one in made]


def boxes(page):
    return re.findall(r'name="letters" id="letter-\d+" value="([^"]+)"( checked)?', page)


def told(page):
    """Per line whether it failed, and its words."""
    found = re.findall(r"<li( class=\"failed\")?>.*?<span>(.*?)</span></li>", page)
    return [(bool(failed), re.sub(r"<[^>]*>", "", words)) for failed, words in found]


def test_the_screen_says_beforehand_what_can_be_made_and_what_not(files, signed_in):
    page = signed_in("coordinator").get(BATCH).text
    assert boxes(page) == [(key, "") for _, _, key in files[:3]]
    assert "Er ontbreekt: behandelaar." in page
    assert f"/admin/complaint/{files[3][0]}/letter/?kind=L01" in page
    chosen = signed_in("coordinator").get(f"{BATCH}?choose=all").text
    assert boxes(chosen) == [(key, " checked") for _, _, key in files[:3]]
    other = signed_in("secretary")
    assert boxes(other.get(BATCH).text) == []
    assert len(boxes(other.get(f"{BATCH}?whose=all").text)) == 3


def test_what_is_chosen_is_made_one_by_one_and_told(files, signed_in):
    client = signed_in("coordinator")
    reply = client.post(BATCH, data={"letters": [key for _, _, key in files[:2]]})
    assert reply.status_code == 200
    assert re.findall(r'<progress max="2" value="(\d)"', reply.text) == ["0", "1", "2"]
    assert [failed for failed, _ in told(reply.text)] == [False, False]
    assert [words.split(":")[0] for _, words in told(reply.text)] == [files[0][1], files[1][1]]
    assert "2 concepten gemaakt." in reply.text
    assert "&lt;" not in reply.text
    made = db.session.query(Letter).order_by(Letter.id).all()
    assert [(one.complaint_id, one.state) for one in made] == [
        (key, LetterState.DRAFT) for key, _, _ in files[:2]
    ]
    assert f"/admin/letter/details/?id={made[0].id}" in reply.text
    events = db.session.query(AuditEvent).filter_by(verb="letter:drafted").all()
    assert [one.chain for one in events] == [key for key, _, _ in files[:2]]
    assert boxes(client.get(BATCH).text) == [(files[2][2], "")]


@pytest.mark.parametrize("error", [OperationalError("", {}, Exception("locked")), OSError(28)])
def test_a_failure_in_the_middle_is_told_and_the_rest_goes_on(files, signed_in, monkeypatch, error):
    client, draft = signed_in("coordinator"), correspondence.draft

    def failing(actor, complaint_id, *more, **how):
        if complaint_id == files[1][0]:
            raise error
        return draft(actor, complaint_id, *more, **how)

    monkeypatch.setattr(correspondence, "draft", failing)
    page = client.post(BATCH, data={"letters": [key for _, _, key in files[:3]]}).text
    assert [failed for failed, _ in told(page)] == [False, True, False]
    assert f"{files[1][1]}: Ontvangstbevestiging" in told(page)[1][1]
    assert "2 concepten gemaakt. 1 overgeslagen" in page
    assert page.rstrip().endswith("</html>")
    assert {one.complaint_id for one in db.session.query(Letter)} == {files[0][0], files[2][0]}


def test_who_goes_away_leaves_whole_letters_and_no_more(files, signed_in):
    client = signed_in("coordinator")

    def visit():
        keys = [key for _, _, key in files[:3]]
        reply = FlaskClient.open(client, BATCH, method="POST", data={"letters": keys})
        for piece in reply.iter_encoded():
            if files[0][1].encode() in piece:
                break
        reply.close()

    Context().run(visit)
    db.session.rollback()
    letter = db.session.query(Letter).one()
    assert (letter.complaint_id, len(letter.versions)) == (files[0][0], 1)
    assert db.session.query(AuditEvent).filter_by(verb="letter:drafted").count() == 1


def test_what_no_longer_fits_is_skipped_with_the_reason(files, signed_in):
    client = signed_in("coordinator")
    client.post(BATCH, data={"letters": files[0][2]})
    page = client.post(BATCH, data={"letters": [files[0][2], files[3][2], files[1][2]]}).text
    assert [failed for failed, _ in told(page)] == [True, True, False]
    assert "is hij al gemaakt" in told(page)[0][1]
    assert "Er ontbreekt: behandelaar." in told(page)[1][1]
    assert db.session.query(AuditEvent).filter_by(verb="access:refused").count() == 2


def test_nothing_chosen_and_nonsense_make_nothing(files, signed_in):
    client = signed_in("coordinator")
    nonsense = ["", ":::", "1", "x:L01:1", "1:L99:1", "1:L15:1", "-1:L01:1", f"{files[0][0]}:L01:"]
    with nothing_changes():
        for data in ({}, {"letters": nonsense}):
            reply = client.post(BATCH, data=data)
            assert reply.status_code == 422
            assert "Kies welke brieven" in reply.text


def test_a_file_of_someone_else_is_neither_named_nor_touched(files, signed_in):
    about = a_complaint(state=State.F1, subject_user=user("coordinator"))
    client = signed_in("coordinator")
    with nothing_changes():
        keys = [f"{about.id}:L01:{about.parties[0].id}", "999999:L01:1"]
        page = client.post(BATCH, data={"letters": keys}).text
    assert [failed for failed, _ in told(page)] == [True, True]
    assert told(page)[0][1] == told(page)[1][1]
    assert about.reference not in page


@pytest.mark.parametrize("code", ["board1", "auditor", "administrator", "team_leader"])
def test_who_writes_no_letters_has_no_such_screen(files, signed_in, code):
    client = signed_in(code)
    assert client.get(BATCH).status_code == 403
    assert client.post(BATCH, data={"letters": files[0][2]}).status_code == 403
    assert "/batch/" not in client.get("/admin/").text
