"""Taking in a complaint on one page: rows, files, an e-mail, and who is already known."""

import re
from email.message import EmailMessage
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from models import Complaint, Contact, Document, Party, db
from operations import documents
from rules.vocabulary import Channel, ContactKind, Dating, PartyKind, State
from tests.factories import a_complaint, a_contact, a_party
from tests.samples import a_pdf, a_png
from tests.statements import counted
from tests.thread import unit_id, user_id
from tests.views.record import nothing_changes
from tests.views.test_complaint_screens import RIGHT

NEW = "/admin/complaint/new/"
PDF = a_pdf()


@pytest.fixture
def browser(signed_in):
    return signed_in("coordinator")


def sends(browser, files=(), address=NEW, **typed):
    data = RIGHT | typed
    if files:
        data["files"] = [(BytesIO(content), name) for name, content in files]
    return browser.post(address, data=data, content_type="multipart/form-data")


def notes(reply):
    """The signed notes of the files that the page holds."""
    return re.findall(r'name="kept" value="([^"]+)"', reply.text)


def typed_in(reply, name):
    """What stands in a box of the page."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*? value="([^"]*)"', reply.text)
    return unescape(found[1]) if found else None


def made():
    db.session.rollback()
    return db.session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()


def an_email(program=False, **headers):
    message = EmailMessage()
    message["From"] = "Johan van den Berg <Johan@Berg.example>"
    message["Date"] = "Mon, 02 Mar 2026 10:15:00 +0100"
    message["Subject"] = "Klacht over de toets"
    for name, value in headers.items():
        del message[name]
        message[name] = value
    message.set_content("Ik klaag over de toets.\n\nJohan")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="bewijs.pdf")
    if program:
        message.add_attachment(b"MZ", maintype="application", subtype="x", filename="virus.exe")
    return message.as_bytes()


def reads_mail(browser, data, address=NEW, **typed):
    return browser.post(
        address,
        data={"do": "mail", "mail": (BytesIO(data), "klacht.eml")} | typed,
        content_type="multipart/form-data",
    )


# --- rows -----------------------------------------------------------------------------------


def test_two_conducts_and_two_persons_are_one_act(app, browser):
    sends(
        browser, conducts="2", subjects="3",
        conduct_title_2="De e-mail", first_on_2="2026-02-01", last_on_2="2026-02-10",
        conduct_description_2="Elke dag een boze e-mail.", dating_2="", about_2="3",
        subject_family_name="Horst", subject_infix="ter", subject_capacity="docent",
        subject_unit_id_3=str(unit_id("Opleidingen")),
    )  # fmt: skip
    complaint = made()
    assert [(one.contact.infix, one.contact.family_name or one.contact.organisation,
             one.contact.kind) for one in complaint.parties if one.kind is PartyKind.SUBJECT] == [
        ("ter", "Horst", ContactKind.NATURAL), ("", "Opleidingen", ContactKind.UNIT),
    ]  # fmt: skip
    assert [(one.title, one.dating, len(one.subjects)) for one in complaint.conducts] == [
        ("De opmerking", Dating.DAY, 2), ("De e-mail", Dating.PERIOD, 1),
    ]  # fmt: skip
    assert complaint.conducts[1].subjects[0].contact.organisation == "Opleidingen"


def test_one_more_row_keeps_what_was_typed_and_registers_nothing(app, browser):
    with nothing_changes():
        reply = sends(browser, do="conducts", wish="Excuses & een gesprek")
    assert reply.status_code == 200
    assert 'name="conduct_title_2"' in reply.text
    assert re.search(r'name="conduct_title_2"[^>]* autofocus', reply.text)
    assert typed_in(reply, "conduct_title") == "De opmerking"
    assert "Excuses &amp; een gesprek" in reply.text
    with nothing_changes():
        reply = sends(browser, do="subjects", conducts="2", conduct_title_2="De e-mail")
    assert typed_in(reply, "conduct_title_2") == "De e-mail"
    assert 'name="subject_first_name_2"' in reply.text


@pytest.mark.parametrize("count", ["999999", "-1", "abc", "9" * 40])
def test_the_number_of_rows_is_bounded_whatever_is_sent(app, browser, count):
    with nothing_changes():
        reply = sends(browser, do="find", conducts=count, subjects=count)
    assert reply.status_code == 200
    assert 'name="conduct_title_9"' not in reply.text


def test_a_message_stands_at_the_row_that_it_is_about(app, browser):
    with nothing_changes():
        reply = sends(
            browser, conducts="2", conduct_title_2="De e-mail", dating_2="day", first_on_2="",
            rep_family_name="Raad", rep_postcode="12",
        )  # fmt: skip
    assert reply.status_code == 422
    assert 'id="rep_postcode-error"' in reply.text
    reply = sends(browser, conducts="2", conduct_title_2="De e-mail", dating_2="day")
    assert 'id="first_on_2-error"' in reply.text
    assert 'id="first_on-error"' not in reply.text


@pytest.mark.parametrize(
    ("typed", "dating"),
    [
        ({"first_on": ""}, Dating.UNKNOWN),
        ({}, Dating.DAY),
        ({"last_on": "2026-02-01"}, Dating.PERIOD),
        ({"dating": "window", "last_on": "2026-02-01"}, Dating.WINDOW),
        ({"dating": "unknown", "first_on": ""}, Dating.UNKNOWN),
    ],
)
def test_the_dates_say_how_the_day_is_known(app, browser, typed, dating):
    assert sends(browser, **{"dating": ""} | typed).status_code == 302
    assert made().conducts[0].dating is dating


def test_a_date_beside_unknown_is_not_lost_in_silence(app, browser):
    reply = sends(browser, dating="unknown")
    assert (reply.status_code, 'id="dating-error"' in reply.text) == (422, True)


# --- people ---------------------------------------------------------------------------------


def test_a_representative_speaks_for_the_complainant(app, browser):
    sends(browser, rep_family_name="Raad", rep_lawyer="1", rep_authorised_on="2026-03-01",
          rep_email="raad@recht.example")  # fmt: skip
    one = db.session.scalars(select(Party).where(Party.kind == PartyKind.REPRESENTATIVE)).one()
    assert one.represents.contact.family_name == "Berg"
    assert (one.lawyer, one.contact.email) == (True, "raad@recht.example")


def test_consent_counts_from_the_day_of_receipt(app, browser):
    sends(browser, email="j@berg.example", email_consent="1", phone="030 1234567",
          foreign_address="Rue 1\nBrussel")  # fmt: skip
    one = db.session.scalars(select(Contact).where(Contact.family_name == "Berg")).one()
    assert f"{one.email_consent_on}" == "2026-03-02"
    assert (one.phone, one.foreign_address) == ("030 1234567", "Rue 1\nBrussel")


def test_an_incomplete_complaint_is_registered_and_what_is_missing_is_told(app, browser):
    bare = {"received_at": RIGHT["received_at"], "channel": "phone", "subject": "Toets"}
    shown = browser.post(NEW, data=bare | {"do": "find"})
    for words in ("Ondertekening", "Naam van de indiener", "Dagtekening", "Omschrijving"):
        assert words in shown.text
    reply = browser.post(NEW, data=bare)
    assert reply.status_code == 302
    page = browser.get(reply.location).text
    assert "Nog niet compleet: ondertekening, naam van de indiener" in page
    assert "L03" in page


# --- who is already known -------------------------------------------------------------------


def a_berg(**known):
    return a_contact(family_name="Berg", infix="van den", first_name="Johan", **known)


def test_whoever_is_alike_is_shown_with_earlier_files_and_can_be_chosen(app, browser):
    contact = a_berg()
    earlier = a_complaint(state=State.I3, complainant=contact, subject="De vorige keer",
                          solution="Er is gebeld.")  # fmt: skip
    with nothing_changes():
        reply = sends(browser, do="find", first_name="J.")
    for words in (earlier.reference, "De vorige keer", "opgelost", "Er is gebeld.",
                  "zelfde voorletters", f"/admin/report/details/?id={earlier.id}"):  # fmt: skip
        assert words in reply.text
    with nothing_changes():
        reply = sends(browser, do=f"person:{contact.id}", first_name="J.")
    assert typed_in(reply, "contact_id") == str(contact.id)
    assert "Deze persoon is gekozen" in reply.text
    reply = sends(browser, contact_id=str(contact.id), first_name="J.")
    assert [one.contact_id for one in made().parties] == [contact.id]
    page = browser.get(reply.location).text
    assert "1 ander dossier<" in page
    assert "De vorige keer" in page


def test_errors_show_who_is_alike_too(app, browser):
    a_complaint(complainant=a_berg(), subject="De vorige keer")
    reply = sends(browser, first_name="Johan", subject="")
    assert reply.status_code == 422
    assert "De vorige keer" in reply.text


def test_whoever_is_involved_sees_the_page_of_someone_unknown(app, browser):
    contact = a_berg()
    plain = sends(browser, do="find", first_name="Karel").text
    complaint = a_complaint(complainant=contact, subject="De vorige keer")
    assert "De vorige keer" in sends(browser, do="find", first_name="Johan").text
    a_party(complaint, a_contact(user_id=user_id("coordinator")))
    shown = sends(browser, do="find", first_name="Johan").text
    aside = re.compile(r"<aside.*</aside>", re.DOTALL)
    assert aside.search(shown)[0] == aside.search(plain)[0]


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "", "1;2", "٣"])
def test_a_person_who_does_not_exist_cannot_be_chosen(app, browser, key):
    with nothing_changes():
        reply = sends(browser, do=f"person:{key}")
    assert reply.status_code == 200
    assert "Deze persoon is gekozen" not in reply.text


def test_the_page_asks_as_much_for_many_alike_as_for_few(app, browser):
    a_complaint(complainant=a_berg())
    sends(browser, do="find", first_name="J.")
    with counted() as few:
        sends(browser, do="find", first_name="J.")
    for _ in range(6):
        a_complaint(complainant=a_berg())
    with counted() as many:
        sends(browser, do="find", first_name="J.")
    assert len(many) == len(few) <= 12


def test_a_report_knows_people_too(app, signed_in):
    desk = signed_in("servicedesk")
    a_complaint(state=State.I2, complainant=a_berg(), subject="De vorige keer")
    call = {"received_at": "2026-03-02T09:30", "channel": "phone", "subject": "Toets",
            "family_name": "Berg", "first_name": "J.", "subjects": "2",
            "subject_family_name": "Horst", "subject_family_name_2": "Bos"}  # fmt: skip
    with nothing_changes():
        assert "De vorige keer" in desk.post("/admin/report/new/", data=call | {"do": "find"}).text
    assert desk.post("/admin/report/new/", data=call).status_code == 302
    assert made().subject_names == "Horst, Bos"


# --- files ----------------------------------------------------------------------------------


def kept_with(complaint):
    query = select(Document).where(Document.complaint_id == complaint.id).order_by(Document.id)
    return db.session.scalars(query).all()


def test_files_are_kept_through_an_error_and_become_part_of_the_complaint(app, browser):
    files = [("scan.pdf", PDF), ("brief.txt", b"Geachte")]
    with nothing_changes():
        reply = sends(browser, files, subject="")
    assert reply.status_code == 422
    held = notes(reply)
    assert len(held) == 2
    sends(browser, [("foto.png", a_png())], kept=held)
    assert [(one.name, one.part_of_complaint) for one in kept_with(made())] == [
        ("scan.pdf", True), ("brief.txt", True), ("foto.png", True),
    ]  # fmt: skip
    assert documents.read(kept_with(made())[0].sha256) == PDF


def test_a_file_that_is_unchecked_or_there_twice_is_not_there_twice(app, browser):
    held = notes(sends(browser, [("scan.pdf", PDF), ("b.txt", b"x")], do="files"))
    sends(browser, [("nog eens.pdf", PDF)], kept=held[:1])
    assert [one.name for one in kept_with(made())] == ["scan.pdf"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("scan.pdf", b"MZ"),
        ("leeg.pdf", b""),
        ("", b"x"),
        ("x.docx", b"PK\3\4"),
        ("<script>.svg", b"<svg/>"),
    ],
)
def test_a_file_that_cannot_be_kept_is_named_and_stops_the_act(app, browser, name, content):
    with nothing_changes():
        reply = sends(browser, [(name or "\u202e.exe", content)])
    assert reply.status_code == 200
    assert 'role="alert"' in reply.text
    assert "<script>.svg" not in reply.text
    assert notes(reply) == []


def test_a_note_is_of_no_use_to_another_or_when_it_was_changed(app, browser, signed_in):
    (held,) = notes(sends(browser, [("scan.pdf", PDF)], do="files"))
    for who, note in (("secretary", held), ("coordinator", held[:-2]), ("coordinator", "x.y"),
                      ("coordinator", "")):  # fmt: skip
        with nothing_changes():
            reply = sends(signed_in(who), kept=[note])
        assert reply.status_code == 200, note
        assert "ging niet mee" in reply.text


def test_a_file_that_was_swept_meanwhile_is_asked_for_again(app, browser):
    (held,) = notes(sends(browser, [("scan.pdf", PDF)], do="files"))
    documents._place(documents.hashlib.sha256(PDF).hexdigest()).unlink()
    with nothing_changes():
        reply = sends(browser, kept=[held])
    assert reply.status_code == 422
    assert "scan.pdf is niet meer bewaard" in reply.text


# --- an e-mail ------------------------------------------------------------------------------


READ = ("first_name", "infix", "family_name", "email", "subject", "received_at", "sent_at")


def test_an_e_mail_fills_the_page_and_registers_nothing(app, browser):
    with nothing_changes():
        reply = reads_mail(browser, an_email())
    assert reply.status_code == 200
    assert {name: typed_in(reply, name) for name in READ} == {
        "first_name": "Johan", "infix": "van den", "family_name": "Berg",
        "email": "Johan@Berg.example", "subject": "Klacht over de toets",
        "received_at": "2026-03-02T10:15", "sent_at": "2026-03-02T10:15",
    }  # fmt: skip
    assert "Ik klaag over de toets." in reply.text
    assert '<option value="email" selected>' in reply.text
    assert len(notes(reply)) == 2


def test_what_cannot_go_along_of_a_message_is_named(app, browser):
    with nothing_changes():
        reply = reads_mail(browser, an_email(program=True))
    assert "virus.exe: Dit soort bestand kan niet" in reply.text
    assert "Het bericht zelf gaat niet mee" in reply.text
    assert typed_in(reply, "family_name") == "Berg"
    assert len(notes(reply)) == 1


def test_the_message_and_its_attachments_land_in_the_file(app, browser):
    data = an_email()
    held = notes(reads_mail(browser, data))
    sends(browser, kept=held, channel="email", sent_at="2026-03-02T10:15",
          received_at="2026-03-02T10:15")  # fmt: skip
    complaint = made()
    assert complaint.channel is Channel.EMAIL
    assert [(one.name, one.media_type) for one in kept_with(complaint)] == [
        ("klacht.eml", "message/rfc822"), ("bewijs.pdf", "application/pdf"),
    ]  # fmt: skip
    assert documents.read(kept_with(complaint)[0].sha256) == data


def test_what_was_typed_stays_when_a_message_is_read(app, browser):
    reply = reads_mail(browser, an_email(), family_name="Jansen", subject="Eigen woorden")
    assert typed_in(reply, "family_name") == "Jansen"
    assert typed_in(reply, "first_name") == ""
    assert typed_in(reply, "subject") == "Eigen woorden"


def test_a_message_that_is_chosen_is_read_whatever_button_was_pressed(app, browser):
    with nothing_changes():
        reply = reads_mail(browser, an_email(), do="")
    assert "Het bericht is ingelezen" in reply.text


def test_a_message_from_the_future_tells_no_moment(app, browser):
    reply = reads_mail(browser, an_email(Date="Mon, 02 Mar 2099 10:15:00 +0100"))
    assert typed_in(reply, "received_at") == ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1\2",
        b"MZ",
        PDF,
        b"From: x\n" * 5000,
        b"From: <script>alert(1)</script>\nTo: x\n\n<b>",
        b"Subject: =?utf-8?b?////?=\nFrom: \xff\xfe\nDate: gisteren\n\n\xff",
        b"To: a\nFrom: b\n" + b"x" * 70_000,
        b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 2000,
    ],
    ids=range(9),
)
def test_no_message_breaks_the_page(app, browser, data):
    with nothing_changes():
        reply = reads_mail(browser, data)
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text


def test_a_telephone_call_begins_now_and_without_paper(app, browser):
    page = browser.get(f"{NEW}?channel=phone").text
    assert '<option value="phone" selected>' in page
    assert typed_in(browser.get(f"{NEW}?channel=phone"), "received_at")
    assert typed_in(browser.get(f"{NEW}?channel=duif"), "received_at") == ""
    assert not re.search(r'name="written"[^>]* checked', page)


def test_the_lookup_of_the_form_finds_contacts(app, browser):
    contact = a_berg(sort_name="berg van den johan")
    for name in ("contact_id", "subject_contact_id_3", "rep_contact_id"):
        reply = browser.get(f"/admin/complaint/ajax/lookup/?name={name}&query=berg")
        assert [one[0] for one in reply.json] == [contact.id]
    assert browser.get("/admin/complaint/ajax/lookup/?name=x&query=berg").status_code == 404
