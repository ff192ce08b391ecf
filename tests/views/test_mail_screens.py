"""The outbox as its keeper sees it, and a failed message as whoever handles the file does."""

import pytest

from models import Mail, db
from operations import clock, outbox
from operations.transaction import transaction
from rules.vocabulary import Role, State
from tests.factories import a_complaint
from tests.views.record import nothing_changes, user
from tests.views.test_queries_per_page import MOST, statements

ROLES = {role.value: 403 for role in Role} | {"administrator": 200}
BODY = "Dit is de tekst van het bericht."


def a_mail(key="a", complaint=None, *, failed=True, code=None, **columns):
    with transaction():
        outbox.post(
            key=key, recipient="a.jansen@thuis.example", subject="K2026-0001: Jansen", body=BODY,
            complaint=complaint, user_id=user(code).id if code else None,
        )  # fmt: skip
        mail = db.session.query(Mail).filter(Mail.key == key).one()
        if failed:
            mail.failed_at, mail.tries, mail.error = clock.now(), 8, "De mailserver antwoordde: 451"
        for name, value in columns.items():
            setattr(mail, name, value)
        return mail.id


@pytest.mark.parametrize(("role", "status"), ROLES.items())
def test_only_the_administrator_looks(app, signed_in, role, status):
    who = {"board": "board1", "adviser": "adviser1"}.get(role, role)
    assert signed_in(who).get("/admin/mail/").status_code == status


def test_the_list_says_how_each_stands_and_nothing_of_the_text(app, signed_in):
    a_mail("a")
    a_mail("b", failed=False)
    a_mail("c", failed=False, sent_at=clock.now())
    browser = signed_in("administrator")
    for address in ("/admin/mail/", "/admin/mail/details/?id=1"):
        text = browser.get(address).text
        assert "mislukt" in text
        assert "De mailserver antwoordde: 451" in text
        for hidden in (BODY, "a.jansen", "Jansen", "K2026-0001"):
            assert hidden not in text
    text = browser.get("/admin/mail/").text
    assert "wacht, 0 keer geprobeerd" in text
    assert "verzonden" in text


def test_mail_of_a_file_about_oneself_is_not_there(app, signed_in):
    """SOD1 (art. 9:7 lid 1 Awb): it would tell that there is such a file."""
    about_me = a_complaint(subject_user=user("administrator"))
    key, browser = a_mail("a", about_me), signed_in("administrator")
    assert "De mailserver antwoordde" not in browser.get("/admin/mail/").text
    assert browser.get(f"/admin/mail/details/?id={key}").status_code == 404
    with nothing_changes():
        assert browser.post(f"/admin/mail/{key}/retry/").status_code == 404
    assert "De mailserver antwoordde" in signed_in("administrator2").get("/admin/mail/").text


def test_mail_to_a_user_names_the_user(app, signed_in):
    a_mail(code="coordinator")
    assert user("coordinator").name in signed_in("administrator").get("/admin/mail/").text


@pytest.mark.parametrize(("state", "count"), [("failed", 1), ("waiting", 2), ("sent", 0)])
def test_filters(app, signed_in, state, count):
    a_mail("a")
    a_mail("b", failed=False)
    a_mail("c", failed=False)
    text = signed_in("administrator").get(f"/admin/mail/?flt0_state_equals={state}").text
    assert text.count('<a class="ref"') == count


def test_a_failed_message_is_sent_again_by_a_button(app, signed_in):
    key = a_mail()
    browser = signed_in("administrator")
    assert "Opnieuw verzenden" in browser.get(f"/admin/mail/details/?id={key}").text
    assert browser.post(f"/admin/mail/{key}/retry/").status_code == 302
    assert db.session.get_one(Mail, key).failed_at is None
    assert "Opnieuw verzenden" not in browser.get(f"/admin/mail/details/?id={key}").text


def test_a_message_that_did_not_fail_is_left_alone(app, signed_in):
    key = a_mail(failed=False)
    browser = signed_in("administrator")
    with nothing_changes():
        assert browser.post(f"/admin/mail/{key}/retry/").status_code == 409


@pytest.mark.parametrize("key", [99, 99999999999999999999])
def test_a_message_that_is_not_there_is_not_found(app, signed_in, key):
    assert signed_in("administrator").post(f"/admin/mail/{key}/retry/").status_code == 404
    file = a_complaint().id
    posted = signed_in("coordinator").post(f"/admin/complaint/{file}/mail/{key}/")
    assert posted.status_code == 404


def test_the_list_takes_as_many_statements_for_many_rows_as_for_few(app, signed_in):
    browser = signed_in("administrator")
    a_mail("a")
    few = statements(browser, "/admin/mail/")
    for number in range(15):
        a_mail(str(number))
    assert statements(browser, "/admin/mail/") == few <= MOST


# --- on the page of the file ----------------------------------------------------------------


def test_the_file_says_what_failed_and_what_to_do(app, signed_in):
    complaint = a_complaint(state=State.F8)
    a_mail(complaint=complaint)
    text = signed_in("coordinator").get(f"/admin/complaint/details/?id={complaint.id}").text
    assert "Een e-mail over dit dossier kwam niet aan (a.jansen@thuis.example" in text
    assert f'action="/admin/complaint/{complaint.id}/mail/1/"' in text


def test_a_message_that_waits_is_no_notice(app, signed_in):
    complaint = a_complaint(state=State.F8)
    a_mail(complaint=complaint, failed=False)
    text = signed_in("coordinator").get(f"/admin/complaint/details/?id={complaint.id}").text
    assert "kwam niet aan" not in text


def test_from_the_file_it_is_sent_again(app, signed_in):
    complaint = a_complaint(state=State.F8)
    key = a_mail(complaint=complaint)
    reply = signed_in("coordinator").post(f"/admin/complaint/{complaint.id}/mail/{key}/")
    assert reply.status_code == 302
    assert db.session.get_one(Mail, key).failed_at is None


@pytest.mark.parametrize(("who", "status"), [("board1", 403), ("administrator", 403),
                                             ("auditor", 403)])  # fmt: skip
def test_who_sends_no_letters_sends_no_mail(app, signed_in, who, status):
    complaint = a_complaint(state=State.F8)
    key = a_mail(complaint=complaint)
    browser = signed_in(who)
    with nothing_changes():
        reply = browser.post(f"/admin/complaint/{complaint.id}/mail/{key}/")
    assert reply.status_code == status


def test_mail_of_another_file_is_not_found(app, signed_in):
    key = a_mail(complaint=a_complaint(state=State.F8))
    other = a_complaint(state=State.F8)
    reply = signed_in("coordinator").post(f"/admin/complaint/{other.id}/mail/{key}/")
    assert reply.status_code == 404
