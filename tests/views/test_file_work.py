"""The page of a file as people work in it: drafts, links, on paper; keys and own choices."""

import re

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, ComplaintLink, Note, NoteDraft, User, db
from operations import linking, note_drafts
from rules.vocabulary import DutyMail, LinkKind, State
from tests import thread
from tests.factories import a_complaint, a_statement
from tests.views.record import advised, said_why, user

FILE = "/admin/complaint/details/?id={}"
ROLES = ("servicedesk", "team_leader", "coordinator", "secretary", "board1", "adviser1",
         "auditor", "administrator")  # fmt: skip


@pytest.fixture
def key(app):
    return a_complaint(state=State.F4).id


@pytest.fixture
def browser(signed_in):
    return signed_in("secretary")


def keep(browser, key, version=0, form="note", **texts):
    return browser.post(
        f"/admin/complaint/{key}/draft/{form}", data={"draft_version": version} | texts
    )


# --- drafts ---------------------------------------------------------------------------------


def test_what_was_typed_is_there_on_return_and_gone_when_saved(browser, key):
    reply = keep(browser, key, text="Bel <b>morgen</b>")
    assert (reply.status_code, reply.json["version"]) == (200, 1)
    assert re.fullmatch(r"\d\d:\d\d", reply.json["at"])
    page = browser.get(FILE.format(key)).text
    assert "Bel &lt;b&gt;morgen&lt;/b&gt;</textarea>" in page
    assert "Concept bewaard op" in page
    browser.post(f"/admin/complaint/{key}/note/", data={"text": "Bel", "draft_version": 1})
    assert db.session.scalars(select(NoteDraft)).all() == []
    assert "Concept bewaard op" not in browser.get(FILE.format(key)).text


def test_the_window_that_is_behind_hears_what_the_other_kept(browser, key):
    keep(browser, key, text="hier")
    reply = keep(browser, key, text="daar")
    assert reply.status_code == 409
    assert (reply.json["version"], reply.json["texts"]) == (1, {"text": "hier"})


def test_a_note_that_was_sent_with_an_error_keeps_what_was_typed(browser, key):
    keep(browser, key, text="hier")
    reply = browser.post(f"/admin/complaint/{key}/note/", data={"text": "", "draft_version": 1})
    assert reply.status_code == 422
    assert 'name="draft_version" value="1"' in reply.text


def test_someone_else_sees_nothing_of_it(browser, key, signed_in):
    keep(browser, key, text="Alleen voor mij")
    assert "Alleen voor mij" not in signed_in("coordinator").get(FILE.format(key)).text


@pytest.mark.parametrize("who", ["servicedesk", "team_leader", "adviser1", "administrator"])
def test_a_draft_in_a_file_that_one_may_not_see_does_not_exist(signed_in, key, who):
    assert keep(signed_in(who), key, text="x").status_code in {403, 404}
    assert db.session.scalars(select(NoteDraft)).all() == []


@pytest.mark.parametrize("form", ["nonsense", "judge", "advice"])
def test_a_form_that_is_not_theirs_keeps_nothing(browser, key, form):
    assert keep(browser, key, form=form, reason="x").status_code == 404


def test_a_step_is_taken_up_too(browser, signed_in, key):
    one = signed_in("coordinator")
    assert keep(one, key, form="ask_supplement", items="De datum.").status_code == 200
    page = one.get(f"/admin/complaint/{key}/step/ask_supplement").text
    assert "De datum.</textarea>" in page


def test_too_much_is_told(browser, key):
    reply = keep(browser, key, text="x" * 8001)
    assert reply.status_code == 422
    assert "8000" in reply.json["problem"] or "lang" in reply.json["problem"]


def test_a_draft_can_be_thrown_away(browser, key):
    keep(browser, key, text="Weg ermee")
    reply = browser.post(
        f"/admin/complaint/{key}/draft/note", data={"discard": "1", "draft_version": 1}
    )
    assert reply.location.endswith(FILE.format(key))
    assert "Weg ermee" not in browser.get(FILE.format(key)).text


def test_an_advice_is_taken_up_where_it_was_left(signed_in):
    complaint = advised()
    one, of = signed_in("adviser1"), complaint.conducts[0].id
    reply = one.post(
        f"/admin/complaint/{complaint.id}/draft/advise?of={of}",
        data={"draft_version": 0, "reason": "Wat ik nog wilde zeggen."},
    )
    assert reply.status_code == 200
    page = one.get(f"/admin/complaint/{complaint.id}/advise/?of={of}").text
    assert "Wat ik nog wilde zeggen.</textarea>" in page
    assert "Je gaat verder met wat je typte" in page
    assert "Zo spreekt een docent niet." in page  # what is stored now
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    reply = one.post(
        f"/admin/complaint/{complaint.id}/advise/?of={of}",
        data={"version": version, "draft_version": 1, "admissible": "1", "advised": "founded",
              "reason": "Wat ik nog wilde zeggen."},
    )  # fmt: skip
    assert reply.status_code == 302, reply.text
    assert db.session.scalars(select(NoteDraft)).all() == []


# --- links ----------------------------------------------------------------------------------


def test_files_are_linked_on_a_page_and_let_loose_on_either(browser, key):
    other = a_complaint(state=State.F4)
    form = browser.get(f"/admin/complaint/{key}/link/").text
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    reply = browser.post(
        f"/admin/complaint/{key}/link/",
        data={"version": version, "kind": "follows", "other_id": "",
              "other_id-words": other.reference, "reason": "Zelfde cursus."},
    )  # fmt: skip
    assert reply.status_code == 302, reply.text
    page = browser.get(FILE.format(other.id)).text
    assert "Heeft als vervolg" in page
    assert "Zelfde cursus." in page
    link = db.session.scalars(select(ComplaintLink)).one().id
    browser.post(f"/admin/complaint/{other.id}/unlink/{link}")
    assert "Heeft als vervolg" not in browser.get(FILE.format(other.id)).text


def test_a_link_to_a_file_that_one_may_not_see_is_not_shown(browser, key, signed_in):
    hidden = a_complaint(state=State.F4, subject="Verborgen zaak")
    linking.link(thread.someone("coordinator"), key, hidden.id, LinkKind.RELATED)
    assert "Verborgen zaak" in browser.get(FILE.format(key)).text
    a_statement(db.session.get_one(Complaint, hidden.id), user("secretary"), involved=True)
    page = browser.get(FILE.format(key)).text
    assert "Verborgen zaak" not in page
    assert hidden.reference not in page


# --- on paper -------------------------------------------------------------------------------

PAPER = {"servicedesk": 404, "team_leader": 403, "coordinator": 200, "secretary": 200,
         "board1": 200, "adviser1": 404, "auditor": 200, "administrator": 403}  # fmt: skip


@pytest.mark.parametrize("who", PAPER)
def test_who_sees_the_file_can_print_it(signed_in, key, who):
    said_why(who, key)
    assert signed_in(who).get(f"/admin/complaint/{key}/dossier/").status_code == PAPER[who]


def test_notes_are_printed_only_for_whoever_asks(browser, key):
    browser.post(f"/admin/complaint/{key}/note/", data={"text": "Alleen voor ons."})
    assert db.session.scalars(select(Note.text)).all() == ["Alleen voor ons."]
    assert "Alleen voor ons." not in browser.get(f"/admin/complaint/{key}/dossier/").text
    assert "Alleen voor ons." in browser.get(f"/admin/complaint/{key}/dossier/?notes=1").text
    query = select(AuditEvent.data).where(AuditEvent.verb == "complaint:printed")
    assert db.session.scalars(query.order_by(AuditEvent.id)).all() == [
        {"notes": False}, {"notes": True},
    ]  # fmt: skip


def test_an_advice_in_the_making_is_not_printed_for_the_board(signed_in):
    complaint = advised()
    address = f"/admin/complaint/{complaint.id}/dossier/"
    assert "advies: gegrond" not in signed_in("board1").get(address).text
    assert "advies: gegrond" in signed_in("adviser1").get(address).text


# --- own choices, and keys ------------------------------------------------------------------


@pytest.mark.parametrize("who", ROLES)
def test_everyone_chooses_for_themselves(signed_in, who):
    browser = signed_in(who)
    page = browser.get("/admin/preferences/").text
    assert ("E-mail over mijn taken" in page) is (who != "administrator")
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    data = {"version": version, "language": "en", "duty_mail": "none"}
    assert browser.post("/admin/preferences/", data=data).status_code == 302
    mine = user(who)
    assert (mine.language, mine.shortcuts) == ("en", False)
    assert (mine.duty_mail is DutyMail.NONE) is (who != "administrator")
    others = db.session.scalars(select(User.shortcuts).where(User.id != mine.id))
    assert set(others) == {True}
    assert "data-shortcuts" not in browser.get("/admin/preferences/").text


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"language": "nl", "duty_mail": "nonsense"}, 422),
        ({"language": "xx", "duty_mail": "both"}, 422),
        ({"language": "nl", "duty_mail": "both", "version": "999"}, 409),
        ({"language": "nl", "duty_mail": "both", "version": "x"}, 409),
    ],
)
def test_nonsense_and_an_old_page_choose_nothing(browser, data, status):
    version = user("secretary").version
    reply = browser.post("/admin/preferences/", data={"version": version} | data)
    assert reply.status_code == status
    assert (user("secretary").shortcuts, user("secretary").version) == (True, version)


def test_a_key_leads_only_to_what_one_may_open(signed_in):
    page = signed_in("administrator").get("/admin/preferences/").text
    assert 'data-keys="g_w"' in page
    assert 'data-keys="g_k"' not in page
    assert 'href="/admin/complaint/new/"' not in page
    page = signed_in("servicedesk").get("/admin/preferences/").text
    assert '<a href="/admin/complaint/new/" data-keys="n">' in page


def test_the_clock_says_where_it_comes_from(browser):
    key = a_complaint(state=State.F5).id
    page = browser.get(FILE.format(key)).text
    head = page[page.index("file-head") : page.index("</section>")]
    assert "art. 9:11 lid 1 Awb" in head
    assert "Zo is dit berekend" in head
    assert "Nog niet verdaagd." in head


def test_drafts_of_a_colleague_are_not_loaded_with_the_file(browser, key):
    note_drafts.keep(thread.someone("coordinator"), key, "note", {"text": "Van Karin"}, 0)
    assert "Van Karin" not in browser.get(FILE.format(key)).text
    assert "Van Karin" not in browser.get(f"/admin/complaint/{key}/dossier/?notes=1").text


def test_who_can_open_the_way_for_another_is_advised_to(signed_in):
    """The letter is someone else's to send; the decision before it is the board's."""
    complaint = advised(State.F11, delivered=True)
    page = signed_in("board1").get(FILE.format(complaint.id)).text
    steps = page[page.index('id="steps-title"') :]
    assert "Aanbevolen" in steps
    assert "Aan een ander" not in steps
    assert 'data-keys="v"' in steps


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 302), ("secretary", 403), ("board1", 403)]
)
def test_a_note_in_a_report_is_of_whoever_handles_reports(app, signed_in, who, status):
    """Law.md part 6: board and secretary read reports."""
    key = a_complaint(state=State.I3).id
    reply = signed_in(who).post(f"/admin/report/{key}/note/", data={"text": "Gebeld."})
    assert reply.status_code == status


@pytest.mark.parametrize(("who", "status"), [("administrator", 403), ("board1", 200)])
def test_the_administrator_has_no_list_of_recommendations(app, signed_in, who, status):
    """SOD10: they tell what a file is about."""
    assert signed_in(who).get("/admin/recommendation/").status_code == status
