"""The public form: steps, errors, saving and coming back, sending once."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from sqlalchemy import func, select

from files import clamd
from files import words as file_words
from models import (
    AccessCode,
    Complaint,
    Contact,
    Document,
    Draft,
    DraftFile,
    DraftKey,
    Mail,
    Party,
    Setting,
    db,
)
from operations import access_codes, audit, clock, documents, drafts
from operations.transaction import transaction
from rules.vocabulary import Channel, ContactKind, Dating, PartyKind, ScanState, State, TimeOutcome
from settings import ScannerSocket
from tests.statements import counted
from tests.views.public_form import COMPLAINT, DETAILS, PDF, SIGNED, Walk, hidden
from views import limits
from views.form_steps import ComplaintStep

NOW = datetime(2026, 11, 2, 10, 30, tzinfo=clock.AMSTERDAM)


@pytest.fixture(autouse=True)
def on_monday(app):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def walk(client):
    return Walk(client)


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def the(model):
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def summary(page):
    """What the summary of errors says, with where each leads."""
    found = re.search(r'role="alert".*?</ul>', page, re.DOTALL)
    rows = re.findall(
        r'<li>(?:<a class="nl-link" href="#([^"]*)">)?([^<]*)', found[0] if found else ""
    )
    return {unescape(words): box for box, words in rows}


# --- the whole way --------------------------------------------------------------------------


def test_a_complaint_is_filled_in_changed_sent_and_confirmed(app, walk):
    walk.fills()
    walk.adds(("brief.pdf", PDF))
    checked = walk.sees("/controleren")
    for words in ("Docent Strafprocesrecht", "24 september 2026", "Johanna de Vries", "3511 ZZ",
                  "brief.pdf", "Ik wil excuses."):  # fmt: skip
        assert words in checked
    change = re.search(r'href="(/klacht/klacht\?wijzigen=1)#wish"', checked)[1]
    assert hidden(walk.browser.get(change).text, "wijzigen") == "1"
    reply = walk.sends("/klacht", COMPLAINT | {"wish": "Een gesprek.", "wijzigen": "1"})
    assert reply.location == "/klacht/controleren"
    assert "Een gesprek." in walk.sees("/controleren")

    reply = walk.signs()
    assert (reply.status_code, reply.location) == (302, "/klacht/verstuurd")
    done = walk.sees("/verstuurd")
    complaint = the(Complaint)
    assert complaint.reference == "K2026-0001"
    assert "K2026-0001" in done
    assert "maandag 2 november 2026, 10:31" in done
    assert "donderdag 5 november 2026" in done  # three working days (setting)
    assert "maandag 14 december 2026" in done  # six weeks (art. 9:11 lid 1)
    code = re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", done)[0]
    assert the(AccessCode).code_hash == access_codes.hashed(code)
    assert the(AccessCode).party.kind is PartyKind.COMPLAINANT

    assert (complaint.state, complaint.channel, complaint.written) == (State.F0, Channel.FORM, True)
    assert complaint.received_on == complaint.letter_dated_on == date(2026, 11, 2)
    assert complaint.signature_method == "naam getypt en vakje aangevinkt op het formulier"
    assert complaint.subject == "Hoe iemand met mij omging: Docent Strafprocesrecht"
    assert complaint.about_whom == "Docent Strafprocesrecht"
    assert complaint.wish == "Een gesprek."
    assert complaint.category.name == "onfatsoenlijk gedrag"
    assert complaint.informal_tried is True
    assert complaint.recorded_by_id is None
    contact = the(Contact)
    assert (contact.first_name, contact.infix, contact.family_name) == ("Johanna", "de", "Vries")
    assert (contact.street, contact.house_number, contact.postcode, contact.town) == (
        "Voorbeeldstraat", "12 B", "3511 ZZ", "Utrecht",
    )  # fmt: skip
    assert contact.email_consent_on == date(2026, 11, 2)
    assert (complaint.conducts[0].occurred_on, complaint.conducts[0].time_outcome) == (
        date(2026, 9, 24), TimeOutcome.ADMISSIBLE,
    )  # fmt: skip
    assert list(audit.breaks()) == []


def test_the_copy_is_in_the_file_and_with_the_sender(app, walk):
    walk.fills()
    walk.adds(("brief.pdf", PDF))
    walk.signs()
    db.session.rollback()
    kept = db.session.scalars(select(Document).order_by(Document.id)).all()
    assert [(one.name, one.part_of_complaint) for one in kept] == [
        ("brief.pdf", True), ("Klacht K2026-0001.pdf", True),
    ]  # fmt: skip
    assert documents.read(kept[0].sha256) == PDF
    reply = walk.browser.get("/klacht/kopie")
    assert reply.data == documents.read(kept[1].sha256)
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.data.startswith(b"%PDF-")
    assert (count(DraftFile), the(Draft).answers) == (0, {})


def test_the_confirmation_gives_everything_back_once(app, walk):
    """L02a, art. 2:17 Awb; the code is not in it."""
    walk.fills()
    walk.adds(("brief.pdf", PDF))
    walk.signs()
    code = re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", walk.sees("/verstuurd"))[0]
    mail = the(Mail)
    assert (mail.recipient, mail.subject) == (
        "j.devries@proef.example", "Ontvangstbevestiging K2026-0001",
    )  # fmt: skip
    for words in ("maandag 2 november 2026 om 10.31 uur", "K2026-0001", "brief.pdf",
                  "Dit is een automatisch bericht (art. 2:17 Awb)", "Ik wil excuses.",
                  "De docent zei dat ik beter kon stoppen & lachte.\nIk was erbij.",
                  "Voorbeeldstraat 12 B", "24 september 2026"):  # fmt: skip
        assert words in mail.body
    assert code not in mail.body
    assert "Pagina 1" not in mail.body


def test_without_an_address_nothing_is_mailed(app, walk):
    walk.fills(details=DETAILS | {"reply": "post", "email": ""})
    walk.signs()
    assert count(Mail) == 0
    assert "We sturen een bevestiging" not in walk.sees("/verstuurd")
    assert the(Contact).email_consent_on is None


def test_an_address_for_the_receipt_is_no_consent_to_letters_by_mail(app, walk):
    """Art. 2:8 Awb."""
    walk.fills(details=DETAILS | {"reply": "post"})
    walk.signs()
    assert count(Mail) == 1
    assert the(Contact).email_consent_on is None


def test_where_the_authority_hides_the_address_the_subject_gets_a_copy_without(app, walk):
    with transaction():
        db.session.add(Setting(key="hide_complainant_address", value=True))
    walk.fills()
    assert "sturen we niet mee" in walk.sees("/controleren")
    walk.signs()
    db.session.rollback()
    kept = db.session.scalars(select(Document).order_by(Document.id)).all()
    assert [(one.name, one.part_of_complaint) for one in kept] == [
        ("Klacht K2026-0001.pdf", False), ("Klacht K2026-0001 zonder adres.pdf", True),
    ]  # fmt: skip


@pytest.mark.parametrize("hidden", [True, False])
def test_what_the_subject_gets_has_the_address_unless_the_authority_hides_it(app, walk, hidden):
    """The copy of art. 9:9 Awb is whole, but for address, telephone and e-mail where SSR set it so
    (law.md P6)."""
    with transaction():
        db.session.add(Setting(key="hide_complainant_address", value=hidden))
    other = {"behalf": "other", "other-first_name": "Karel", "other-family_name": "Oud",
             "other-postcode": "1012JS", "other-house_number": "3", "other-street": "Damstraat",
             "other-town": "Amsterdam"}  # fmt: skip
    walk.fills(details=DETAILS | other | {"phone": "06 12345678"})
    walk.signs()
    db.session.rollback()
    part = select(Document).where(Document.part_of_complaint)
    (copy,) = db.session.scalars(part).all()
    text = file_words.of(copy.media_type, documents.read(copy.sha256))
    for one in ("Johanna de Vries", "Karel Oud", "Ik wil excuses", "Docent Strafprocesrecht"):
        assert one in text
    private = ("Voorbeeldstraat", "3511 ZZ", "Utrecht", "06 12345678", "j.devries@proef.example",
               "Damstraat", "1012 JS", "Amsterdam")  # fmt: skip
    assert [one in text for one in private] == [not hidden] * len(private)


def test_a_template_that_fails_does_not_stop_a_complaint(app, walk, monkeypatch):
    from rules.errors import Refusal

    def broken(*_):
        raise Refusal("Er is geen sjabloon.")

    monkeypatch.setattr("operations.drafts.templates.current", broken)
    walk.fills()
    assert walk.signs().status_code == 302
    assert "Ons kenmerk is K2026-0001" in the(Mail).body


# --- what happened when ---------------------------------------------------------------------

DATE = {"part0-begin-day": "", "part0-begin-month": "", "part0-begin-year": ""}


def typed_date(day, month, year, which="begin"):
    return {f"part0-{which}-day": day, f"part0-{which}-month": month, f"part0-{which}-year": year}


KNOWN = [
        (typed_date("24", "9", "2026"), Dating.DAY, date(2026, 9, 24), None),
        (typed_date("24", "sept", "2026"), Dating.DAY, date(2026, 9, 24), None),
        (typed_date("2", "October", "2026"), Dating.DAY, date(2026, 10, 2), None),
        (typed_date("", "2", "2024"), Dating.WINDOW, date(2024, 2, 1), date(2024, 2, 29)),
        (typed_date("", "", "2025"), Dating.WINDOW, date(2025, 1, 1), date(2025, 12, 31)),
        (typed_date("", "11", "2026"), Dating.WINDOW, date(2026, 11, 1), date(2026, 11, 2)),
        (typed_date("3", "9", "2026") | typed_date("", "10", "2026", "end")
         | {"part0-when": "period"}, Dating.PERIOD, date(2026, 9, 3), date(2026, 10, 31)),
        (typed_date("3", "9", "2026") | {"part0-when": "ongoing"}, Dating.ONGOING,
         date(2026, 9, 3), None),
        (typed_date("99", "x", "y") | {"part0-when": "unknown"}, Dating.UNKNOWN, None, None),
]  # fmt: skip
WRONG = [
    (typed_date("24", "9", "26"), "Vul een jaar in van 4 cijfers, bijvoorbeeld 2026.", "year"),
    (typed_date("24", "9", ""), "Vul een jaar in van 4 cijfers, bijvoorbeeld 2026.", "year"),
    (
        typed_date("24", "9", "0026"),
        "Vul een jaar in van 4 cijfers, bijvoorbeeld 2026.",
        "year",
    ),
    (
        typed_date("24", "9", "٢٠٢٦"),
        "Vul een jaar in van 4 cijfers, bijvoorbeeld 2026.",
        "year",
    ),
    (typed_date("24", "13", "2026"), "Vul een maand in van 1 tot en met 12.", "month"),
    (typed_date("24", "x", "2026"), "Vul een maand in van 1 tot en met 12.", "month"),
    (typed_date("24", "", "2026"), "Vul ook de maand in.", "month"),
    (typed_date("31", "2", "2026"), "De datum 31-2-2026 bestaat niet.", "day"),
    (typed_date("29", "2", "2025"), "De datum 29-2-2025 bestaat niet.", "day"),
    (typed_date("0", "2", "2026"), "De datum 0-2-2026 bestaat niet.", "day"),
    (typed_date("x", "2", "2026"), "Vul de dag in met cijfers, bijvoorbeeld 27.", "day"),
    (typed_date("3", "11", "2026"), "Deze datum is er nog niet geweest.", "day"),
    (typed_date("", "", "2027"), "Deze datum is er nog niet geweest.", "year"),
    (DATE, "Vul in wanneer het was. Een jaar is genoeg.", "day"),
]


def test_a_day_is_as_precise_as_it_is_known(app):
    with app.test_request_context("/klacht/klacht"):
        for typed, dating, first, last in KNOWN:
            step = ComplaintStep(COMPLAINT | typed)
            assert step.validate(), typed
            (one,) = step.facts
            assert (one.dating, one.first_on) == (dating, first), typed
            assert (one.last_on if last else None) == last, typed


def test_a_wrong_date_is_named_at_its_box_and_kept(app, walk):
    for typed, message, box in WRONG:
        reply = walk.sends("/klacht", COMPLAINT | typed)
        assert reply.status_code == 422
        assert summary(reply.text) == {message: f"part0-begin-{box}"}
        for name, value in typed.items():
            assert f'name="{name}" type="text"' in reply.text
            assert not value or f'value="{value}"' in reply.text


def test_a_period_ends_after_it_began(app, walk):
    typed = typed_date("3", "9", "2026") | {"part0-when": "period"}
    reply = walk.sends("/klacht", COMPLAINT | typed)
    assert summary(reply.text) == {
        "Vul ook de laatste dag in. Een jaar is genoeg.": "part0-end-day"
    }
    reply = walk.sends("/klacht", COMPLAINT | typed | typed_date("2", "9", "2026", "end"))
    assert summary(reply.text) == {"De laatste dag ligt voor de eerste.": "part0-end-day"}


def test_longer_than_a_year_ago_is_explained_accepted_and_flagged(app, walk):
    """Statement 4: art. 9:8 lid 1 onder b Awb."""
    walk.fills(COMPLAINT | typed_date("1", "9", "2025"))
    assert "Langer dan 12 maanden geleden" in walk.sees("/controleren")
    walk.signs()
    assert the(Complaint).conducts[0].time_outcome is TimeOutcome.OLDER


def test_several_things_can_have_happened(app, walk):
    reply = walk.sends("/klacht", COMPLAINT, "add")
    assert reply.location == "/klacht/klacht#part1"
    page = walk.sees("/klacht")
    assert "De docent zei dat ik beter kon stoppen" in page
    second = {"parts": "2", "part1-what": "Daarna kreeg ik geen antwoord.", "part1-when": "unknown"}
    walk.sends("/klacht", COMPLAINT | second, "add")
    walk.sends("/klacht", COMPLAINT | second | {"parts": "3", "part2-what": "weg"}, "remove:2")
    assert hidden(walk.sees("/klacht"), "parts") == "2"
    walk.sends("/klacht", COMPLAINT | second, "remove:0")
    page = walk.sees("/klacht")
    assert hidden(page, "parts") == "1"
    assert "Daarna kreeg ik geen antwoord." in page
    assert "beter kon stoppen" not in page
    walk.fills(COMPLAINT | second)
    walk.signs()
    complaint = the(Complaint)
    assert [(one.title, one.dating) for one in complaint.conducts] == [
        ("De docent zei dat ik beter kon stoppen & lachte. Ik was erbij.", Dating.DAY),
        ("Daarna kreeg ik geen antwoord.", Dating.UNKNOWN),
    ]
    assert complaint.description == (
        "1. De docent zei dat ik beter kon stoppen & lachte.\nIk was erbij.\n\n"
        "2. Daarna kreeg ik geen antwoord."
    )


# --- who complains --------------------------------------------------------------------------


def test_for_another_person_the_sender_is_the_representative(app, walk):
    """Art. 2:1 Awb; the code goes to who sent it."""
    walk.fills(details=DETAILS | {
        "behalf": "other", "other-first_name": "Ali", "other-family_name": "Demir", "lawyer": "1",
    })  # fmt: skip
    walk.signs()
    complaint = the(Complaint)
    assert [(one.kind, one.contact.family_name, one.lawyer) for one in complaint.parties] == [
        (PartyKind.COMPLAINANT, "Demir", False), (PartyKind.REPRESENTATIVE, "Vries", True),
    ]  # fmt: skip
    assert complaint.parties[1].represents is complaint.parties[0]
    assert the(AccessCode).party.kind is PartyKind.REPRESENTATIVE
    assert the(Mail).recipient == "j.devries@proef.example"


def test_for_another_person_a_name_is_needed(app, walk):
    walk.sends("/klacht", COMPLAINT)
    reply = walk.sends("/gegevens", DETAILS | {"behalf": "other"})
    assert summary(reply.text) == {
        "Vul de voornaam of voorletters in van de ander.": "other-first_name",
        "Vul de achternaam in van de ander.": "other-family_name",
    }


def test_an_organisation_complains_too(app, walk):
    """Art. 9:1 Awb: everyone (law.md G15)."""
    walk.sends("/klacht", COMPLAINT)
    reply = walk.sends("/gegevens", DETAILS | {"behalf": "organisation"})
    assert summary(reply.text) == {"Vul de naam van de organisatie in.": "organisation"}
    walk.fills(details=DETAILS | {"behalf": "organisation", "organisation": "Stichting Proef"})
    walk.signs()
    contact = the(Contact)
    assert (contact.kind, contact.organisation) == (ContactKind.LEGAL, "Stichting Proef")


def test_an_address_abroad_needs_no_postcode(app, walk):
    gone = dict.fromkeys(("postcode", "house_number", "addition", "street", "town"), "")
    abroad = "Rue de la Loi 1\n1000 Bruxelles\nBelgië"
    walk.fills(details=DETAILS | gone | {"abroad": abroad})
    walk.signs()
    assert the(Contact).foreign_address == abroad


def test_what_misses_is_said_at_each_box(app, walk):
    reply = walk.sends("/klacht", {"parts": "1"})
    assert reply.status_code == 422
    assert "<title>Fout: Stap 1 van 4" in reply.text
    assert summary(reply.text) == {
        "Kies waarover je klacht gaat.": "about-1",
        "Vul in over wie of welke afdeling je klacht gaat.": "whom",
        "Schrijf op wat er is gebeurd.": "part0-what",
        "Kies wanneer het is gebeurd.": "part0-when-1",
        "Kies ja of nee.": "servicedesk-1",
    }
    for box in summary(reply.text).values():
        assert f'id="{box}"' in reply.text
    walk.sends("/klacht", COMPLAINT)
    reply = walk.sends("/gegevens", {})
    assert list(summary(reply.text)) == [
        "Kies voor wie je de klacht indient.", "Vul je voornaam of voorletters in.",
        "Vul je achternaam in.", "Vul je postcode in.", "Vul je huisnummer in.",
        "Vul je straat in.", "Vul je woonplaats in.", "Kies hoe je bericht wilt krijgen.",
    ]  # fmt: skip
    reply = walk.sends("/gegevens", DETAILS | {"email": "", "postcode": "12 AB", "phone": "bel"})
    assert summary(reply.text) == {
        "Vul een postcode in als 1234 AB.": "postcode",
        "Vul je e-mailadres in, of kies voor post.": "email",
        "Vul een telefoonnummer in, zoals 06 12345678.": "phone",
    }


def test_a_signature_is_asked(app, walk):
    walk.fills()
    reply = walk.signs(signature=" ", agreed="")
    assert reply.status_code == 422
    assert summary(reply.text)["Typ je naam als handtekening."] == "signature"
    page = walk.sees("/controleren")
    reply = walk.browser.post("/klacht/controleren", data={
        "draft": hidden(page, "draft"), "version": hidden(page, "version"), "signature": "J",
    })  # fmt: skip
    assert summary(reply.text) == {"Zet een vinkje als je de klacht wilt indienen.": "agreed"}
    assert count(Complaint) == 0


def test_more_than_a_file_can_hold_is_said_at_once(app, walk):
    long = {"parts": "3"}
    for one in range(3):
        long |= {f"part{one}-what": "woord " * 1600, f"part{one}-when": "unknown"}
    reply = walk.sends("/klacht", COMPLAINT | long)
    assert list(summary(reply.text).values()) == ["part2-what"]


# --- coming back ----------------------------------------------------------------------------


def test_what_is_typed_is_kept_right_or_wrong(app, walk):
    walk.sends("/klacht", COMPLAINT | {"wish": "Half een z", "servicedesk": ""}, "save")
    page = walk.sees("/klacht")
    assert "Half een z" in page
    assert "er gaat nog iets mis" not in page.lower()
    assert "maandag 16 november 2026" in walk.sees("/bewaren")


def test_a_link_opens_the_draft_in_another_browser(app, walk):
    walk.sends("/klacht", COMPLAINT)
    page = walk.sees("/bewaren")
    asked = {"draft": hidden(page, "draft"), "email": "a@proef.example"}
    reply = walk.browser.post("/klacht/bewaren", data=asked)
    assert reply.location == "/klacht/bewaren?gemaild=1"
    assert "Klopt je e-mailadres?" in walk.browser.get(reply.location).text
    mail = the(Mail)
    assert mail.recipient == "a@proef.example"
    assert "Strafprocesrecht" not in mail.body
    link = re.search(r"http://localhost(/klacht/verder/\S+)", mail.body)[1]

    other = app.test_client()
    shown = other.get(link)
    assert "Verder met mijn klacht" in shown.text
    assert "Set-Cookie" not in shown.headers
    assert count(DraftKey) == 2
    reply = other.post(link)
    assert reply.location == "/klacht"
    assert other.get("/klacht").location == "/klacht/gegevens"
    assert "Docent Strafprocesrecht" in other.get("/klacht/klacht").text
    assert "Docent Strafprocesrecht" in walk.sees("/klacht")


def test_secrets_are_kept_as_hashes_only(app, walk):
    walk.sends("/klacht", COMPLAINT)
    cookie = walk.browser.get_cookie("klacht", path="/klacht")
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/klacht")
    assert len(cookie.value) == 43  # 256 bits
    assert the(DraftKey).key_hash != cookie.value
    assert the(DraftKey).key_hash == drafts.drafts.hashed(cookie.value)


def test_a_forged_link_finds_nothing_and_says_why(app, walk):
    walk.browser.set_cookie("klacht", "vals", path="/klacht")
    for path in ("verder/x", "verder/" + "a" * 43, "verder/%00", "verstuurd", "kopie"):
        assert "We vinden je klacht hier niet" in walk.sees(f"/{path}", 404)
        if path.startswith("verder"):
            assert walk.browser.post(f"/klacht/{path}").status_code == 404


def test_a_link_is_no_cookie_and_a_cookie_no_link(app, walk):
    walk.sends("/klacht", COMPLAINT)
    cookie = walk.browser.get_cookie("klacht", path="/klacht").value
    walk.sees(f"/verder/{cookie}", 404)


def test_after_fourteen_days_it_is_gone(app, walk):
    walk.sends("/klacht", COMPLAINT)
    walk.sends("/bijlagen", {})
    with time_machine.travel(NOW + timedelta(days=13, hours=23), tick=False):
        walk.sees("/gegevens")
        assert drafts.sweep() == 0
    with time_machine.travel(NOW + timedelta(days=14, seconds=1), tick=False):
        walk.sees("/gegevens", 404)
        assert drafts.sweep() == 1
    assert (count(Draft), count(DraftKey)) == (0, 0)


def test_the_files_of_a_draft_stay_until_it_is_swept(app, walk):
    walk.sends("/klacht", COMPLAINT)
    walk.sends("/gegevens", DETAILS)
    walk.adds(("brief.pdf", PDF))
    sha256 = the(DraftFile).sha256
    with time_machine.travel(NOW + timedelta(days=400), tick=False):  # the store's own clock
        documents.sweep()
        assert documents.read(sha256) == PDF
        drafts.sweep()
        documents.sweep()
        assert documents.size(sha256) is None
    assert count(DraftFile) == 0


def test_a_tab_left_open_for_a_day_still_sends(app, walk):
    walk.fills()
    page = walk.sees("/controleren")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        reply = walk.browser.post("/klacht/controleren", data=SIGNED | {
            "draft": hidden(page, "draft"), "version": hidden(page, "version"),
        })  # fmt: skip
    assert reply.location == "/klacht/verstuurd"
    assert the(Complaint).received_on == date(2026, 11, 3)


def test_a_step_that_was_never_begun_leads_to_the_first_that_misses(app, walk):
    assert walk.browser.get("/klacht/controleren").location == "/klacht/klacht"
    walk.sends("/klacht", COMPLAINT | {"wish": "x", "servicedesk": ""}, "save")
    for path in ("gegevens", "bijlagen", "controleren"):
        assert walk.browser.get(f"/klacht/{path}").location == "/klacht/klacht?nakijken=1"
    page = walk.browser.get("/klacht/klacht?nakijken=1").text
    assert summary(page) == {"Kies ja of nee.": "servicedesk-1"}
    walk.sends("/klacht", COMPLAINT)
    assert walk.browser.get("/klacht/controleren").location == "/klacht/gegevens?nakijken=1"


def test_a_browser_without_cookies_is_told(app):
    browser = app.test_client(use_cookies=False)
    reply = browser.post("/klacht/klacht", data=COMPLAINT | {"act": "next"})
    assert reply.location == "/klacht/gegevens?begonnen=1"
    reply = browser.get(reply.location)
    assert reply.status_code == 404
    assert "Zet ze aan voor deze site" in reply.text


def test_everything_can_be_erased(app, walk):
    walk.sends("/klacht", COMPLAINT)
    page = walk.sees("/bewaren")
    walk.browser.post("/klacht/weg", data={"draft": "vals"})
    assert count(Draft) == 1
    reply = walk.browser.post("/klacht/weg", data={"draft": hidden(page, "draft")})
    assert reply.location == "/"
    assert (count(Draft), walk.browser.get_cookie("klacht", path="/klacht")) == (0, None)


# --- once ------------------------------------------------------------------------------------


def test_sent_twice_it_is_one_complaint(app, walk):
    walk.fills()
    page = walk.sees("/controleren")
    data = SIGNED | {"draft": hidden(page, "draft"), "version": hidden(page, "version")}
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        for _ in range(3):
            reply = walk.browser.post("/klacht/controleren", data=data)
            assert reply.location == "/klacht/verstuurd"
    assert (count(Complaint), count(Mail), count(AccessCode)) == (1, 1, 1)
    # Back in the browser, to change what was sent: it is said that it was.
    reply = walk.browser.post(
        "/klacht/klacht", data=COMPLAINT | {"draft": data["draft"], "act": "next"}
    )
    assert reply.location == "/klacht/verstuurd"
    assert walk.browser.get("/klacht/gegevens").location == "/klacht/verstuurd"


def test_the_same_browser_makes_a_second_complaint(app, walk):
    walk.fills()
    walk.signs()
    page = walk.sees("/klacht")
    assert "Strafprocesrecht" not in page.replace("docent Strafrecht", "")
    walk.fills(COMPLAINT | {"whom": "De cursusadministratie"})
    walk.signs()
    assert count(Complaint) == 2


def test_what_changed_in_another_tab_is_looked_at_first(app, walk):
    walk.fills()
    page = walk.sees("/controleren")
    walk.sends("/klacht", COMPLAINT | {"wish": "Toch iets anders."})
    data = SIGNED | {"draft": hidden(page, "draft"), "version": hidden(page, "version")}
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        reply = walk.browser.post("/klacht/controleren", data=data)
    assert reply.status_code == 422
    assert "net veranderd in een ander venster" in reply.text
    assert "Toch iets anders." in reply.text
    assert count(Complaint) == 0
    assert walk.signs().status_code == 302


def test_a_page_of_another_draft_loses_nothing(app, walk):
    """Two tabs, each begun anew: the second is shown again, whole."""
    first = walk.sees("/klacht")
    walk.sends("/klacht", COMPLAINT)
    again = COMPLAINT | {"whom": "Een ander", "draft": hidden(first, "draft"), "act": "next"}
    reply = walk.browser.post("/klacht/klacht", data=again)
    assert reply.status_code == 422
    assert "van een andere klacht" in reply.text
    assert 'value="Een ander"' in reply.text
    assert the(Draft).answers["klacht"]["whom"] == "Docent Strafprocesrecht"
    again["draft"] = hidden(reply.text, "draft")
    assert walk.browser.post("/klacht/klacht", data=again).status_code == 302


# --- machines -------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", [
    "https://kwaad.nl", "null", "http://localhost.kwaad.nl", "http://[::1", "localhost",
])  # fmt: skip
def test_another_site_fills_in_nothing(app, walk, origin):
    reply = walk.browser.post("/klacht/klacht", data=COMPLAINT, headers={"Origin": origin})
    assert reply.status_code == 400
    assert count(Draft) == 0
    reply = walk.browser.post(
        "/klacht/klacht", data=COMPLAINT | {"act": "next"}, headers={"Origin": "http://localhost"}
    )
    assert reply.status_code == 302


def test_a_hidden_box_that_is_filled_in_stops_a_machine_and_no_person(app, walk):
    reply = walk.sends("/klacht", COMPLAINT | {"website": "http://kwaad.nl"})
    assert reply.status_code == 422
    assert "verborgen veld" in reply.text
    assert "Docent Strafprocesrecht" in reply.text
    assert hidden(reply.text, "website") == ""
    assert count(Draft) == 0
    assert walk.sends("/klacht", COMPLAINT).status_code == 302


def test_nobody_fills_it_in_within_three_seconds(app, walk):
    walk.fills()
    page = walk.sees("/controleren")
    data = SIGNED | {"draft": hidden(page, "draft"), "version": hidden(page, "version")}
    reply = walk.browser.post("/klacht/controleren", data=data)
    assert "Dat ging wel erg snel" in reply.text
    assert count(Complaint) == 0
    assert walk.signs().status_code == 302


def test_so_many_complaints_come_from_one_address(app):
    with transaction():
        db.session.add(Setting(key="public_complaints_per_hour", value=2))
    for _ in range(2):
        other = Walk(app.test_client())
        other.fills()
        assert other.signs().status_code == 302
    last = Walk(app.test_client())
    last.fills()
    reply = last.signs()
    assert reply.status_code == 429
    assert "Wacht een uur" in reply.text
    assert "Docent Strafprocesrecht" in reply.text
    with time_machine.travel(NOW + timedelta(minutes=62), tick=False):
        assert last.signs().status_code == 302
    assert count(Complaint) == 3


def test_whoever_has_many_addresses_of_one_network_is_one(app):
    """An IPv6 subscriber has 2^64 of them."""
    with transaction():
        db.session.add(Setting(key="public_complaints_per_hour", value=1))

    def begins(address: str) -> int:
        browser = app.test_client()
        browser.environ_base = browser.environ_base | {"REMOTE_ADDR": address}
        return Walk(browser).sends("/klacht", COMPLAINT).status_code

    assert [begins(f"2001:db8::{one}") for one in range(1, 7)] == [302] * 5 + [429]
    assert begins("2001:db8:0:1::1") == 302


def test_so_many_drafts_begin_at_one_address(app, walk):
    with transaction():
        db.session.add(Setting(key="public_complaints_per_hour", value=1))
    for _ in range(5):
        assert Walk(app.test_client()).sends("/klacht", COMPLAINT).status_code == 302
    reply = walk.sends("/klacht", COMPLAINT)
    assert reply.status_code == 429
    assert "Docent Strafprocesrecht" in reply.text


def test_links_are_limited_and_tell_nothing_of_a_mailbox(app, walk):
    walk.sends("/klacht", COMPLAINT)
    page = walk.sees("/bewaren")
    asked = {"draft": hidden(page, "draft"), "email": "a@proef.example"}
    answers = [walk.browser.post("/klacht/bewaren", data=asked).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    # Another draft: the same answer, and no mail to a mailbox that had its five.
    other = Walk(app.test_client())
    other.sends("/klacht", COMPLAINT)
    asked["draft"] = hidden(other.sees("/bewaren"), "draft")
    assert other.browser.post("/klacht/bewaren", data=asked).location.endswith("gemaild=1")
    assert count(Mail) == 5


# --- files ----------------------------------------------------------------------------------


@pytest.fixture
def at_files(walk):
    walk.sends("/klacht", COMPLAINT)
    walk.sends("/gegevens", DETAILS)
    return walk


def test_good_files_are_kept_when_another_is_wrong(app, at_files):
    reply = at_files.adds(("a.pdf", PDF), ("virus.exe", b"MZ"), ("leeg.txt", b""))
    assert reply.status_code == 422
    assert list(summary(reply.text).values()) == ["files", "files"]
    assert "virus.exe: Dit soort bestand kan niet." in reply.text
    assert [one.name for one in the(Draft).files] == ["a.pdf"]
    assert "a.pdf" in reply.text


def test_a_scanner_that_is_down_is_asked_once(app, at_files, monkeypatch):
    asked = []

    def silent(_where, data):
        asked.append(data)
        raise clamd.Unavailable

    away = replace(app.extensions["wederhoor"], scanner=ScannerSocket("", "127.0.0.1", 9))
    monkeypatch.setitem(app.extensions, "wederhoor", away)
    monkeypatch.setattr(clamd, "virus", silent)
    assert at_files.adds(("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")).status_code == 302
    assert asked == [b"a"]
    assert {one.scan for one in the(Draft).files} == {ScanState.QUARANTINED}


def test_a_file_goes_along_with_next_and_can_be_taken_out(app, at_files):
    reply = at_files.adds(("a.pdf", PDF), ("b.txt", b"hallo"), act="next")
    assert reply.location == "/klacht/controleren"
    first = the(Draft).files[0].id
    at_files.sends("/bijlagen", {}, f"remove:{first}")
    at_files.sends("/bijlagen", {}, "remove:999999999999")
    assert [one.name for one in the(Draft).files] == ["b.txt"]


def test_no_more_than_ten_files(app, at_files):
    reply = at_files.adds(*((f"{one}.txt", b"x") for one in range(11)))
    assert "10.txt: Er kunnen ten hoogste 10 bestanden bij." in reply.text
    assert count(DraftFile) == 10
    assert 'type="file"' not in at_files.sees("/bijlagen")


def test_a_file_is_asked_when_none_was_chosen(app, at_files):
    assert "Kies eerst een bestand." in at_files.adds().text


def test_a_file_of_another_draft_is_out_of_reach(app, at_files):
    at_files.adds(("a.pdf", PDF))
    other = Walk(app.test_client())
    other.sends("/klacht", COMPLAINT)
    other.sends("/gegevens", DETAILS)
    other.sends("/bijlagen", {}, f"remove:{the(DraftFile).id}")
    assert count(DraftFile) == 1


def test_too_much_at_once_is_said_and_the_rest_stays(app, at_files, monkeypatch):
    at_files.adds(("a.pdf", PDF))
    small = limits.Limit(2000, 40)
    monkeypatch.setitem(limits.ABOVE_USUAL, ("POST", "/klacht/bijlagen"), small)
    reply = at_files.adds(("b.txt", b"x" * 3000))
    page = at_files.browser.get(reply.location).text
    assert "Stuur ze een voor een" in page
    assert "a.pdf" in page


# --- English, and the pages around it --------------------------------------------------------


def test_it_is_all_there_in_english(app, walk):
    walk.browser.get("/taal/en")
    page = walk.browser.get("/").text
    assert '<html lang="en">' in page
    assert "Make a complaint about SSR" in page
    reply = walk.sends("/klacht", {"parts": "1"} | typed_date("1", "1", "x"))
    assert "Fill in a year of 4 figures, for example 2026." in reply.text
    assert "<title>Error: Step 1 of 4" in reply.text
    walk.fills()
    assert "24 September 2026" in walk.sees("/controleren")
    reply = walk.adds(("virus.exe", b"MZ"))
    assert "virus.exe: We cannot take this kind of file. Allowed: pdf, docx," in reply.text
    walk.signs()
    complaint = the(Complaint)
    assert complaint.language == "en"
    assert complaint.subject == "Hoe iemand met mij omging: Docent Strafprocesrecht"
    assert "Monday 14 December 2026" in walk.sees("/verstuurd")
    body = the(Mail).body
    assert body.startswith("We have received your complaint.")
    assert "How someone treated me" in body


@pytest.mark.parametrize("name", ["privacy", "toegankelijkheid", "klachtenregeling"])
def test_what_we_tell_is_there_in_both_languages(app, client, name):
    assert f"/{name}" in client.get("/").text
    dutch = client.get(f"/{name}").text
    client.get("/taal/en")
    english = client.get(f"/{name}").text
    assert "<h1>" in dutch
    assert "<h1>" in english
    assert dutch != english


def test_the_address_for_weaknesses_is_a_setting(app, client):
    assert "Contact: mailto:ssrservicedesk@ssr.nl" in client.get("/.well-known/security.txt").text
    with transaction():
        db.session.add(Setting(key="security_contact", value="https://ssr.example/\r\nX: y"))
    told = client.get("/.well-known/security.txt").text
    assert "Contact: https://ssr.example/X:y\n" in told


def test_the_pages_ask_little_of_the_database(app, walk):
    walk.fills()
    for path, most in (("", 3), ("/klacht", 3), ("/gegevens", 3), ("/bijlagen", 3),
                       ("/controleren", 4), ("/bewaren", 3)):  # fmt: skip
        with counted() as seen:
            walk.browser.get(f"/klacht{path}")
        assert len(seen) <= most, (path, seen)
    walk.signs()
    with counted() as seen:
        walk.sees("/verstuurd")
    assert len(seen) <= 8, seen


def test_staff_see_what_came_in(app, walk, signed_in):
    walk.fills()
    walk.signs()
    page = signed_in("coordinator").get(
        f"/admin/complaint/details/?id={the(Complaint).id}&tab=text"
    )
    assert "Docent Strafprocesrecht" in page.text
    assert count(Party) == 1
