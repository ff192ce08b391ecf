"""The template studio: a report of what is wrong, a proposal of what is right, and who decides."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from letters.catalogue import CATALOGUE
from letters.render import read_text
from models import AuditEvent, LetterTemplate, db
from operations import clock, documents
from rules.vocabulary import LetterKind, State, TemplateState
from tests.factories import a_complaint, a_letter
from tests.letters.packages import a_document, a_template, replaced
from tests.letters.test_packages import HOSTILE
from tests.statements import counted
from tests.views.record import nothing_changes
from tests.views.test_letter_screens import posted

GOOD = replaced(
    LetterKind.L01, "Op {{ received_on }}", "Dank voor uw bericht. Op {{ received_on }}"
)
WRONG = replaced(LetterKind.L01, "Op {{ received_on }}", "Wij zijn er. Op {{ recieved_on }}")


def first(kind=LetterKind.L01):
    """The version that came with the panel."""
    return db.session.scalar(
        select(LetterTemplate.id).where(LetterTemplate.kind == kind, LetterTemplate.number == 1)
    )


def newest(kind=LetterKind.L01):
    db.session.rollback()
    query = select(LetterTemplate).where(LetterTemplate.kind == kind)
    return db.session.scalars(query.order_by(LetterTemplate.number.desc())).first()


def upload(browser, data, name="brief.docx"):
    form = {"file": FileStorage(io.BytesIO(data), name)}
    return posted(browser, f"/admin/template/{first()}/upload", form)


def act(browser, name, key=None, **data):
    row = newest()
    version = {"version": row.version}
    return browser.post(f"/admin/template/{key or row.id}/{name}", data=version | data)


def activate(browser, valid_from, **data):
    return act(browser, "activate", **{f"v{newest().id}-valid_from": str(valid_from)}, **data)


def kept():
    """What there is of templates, as rows and as files."""
    db.session.rollback()
    rows = db.session.scalar(select(func.count(LetterTemplate.id)))
    return rows, {one.name for one in documents._folder().glob("*/*")}


def events(verb):
    return db.session.scalars(select(AuditEvent).where(AuditEvent.verb == verb)).all()


def words(reply):
    return unescape(re.sub(r"<[^>]+>", " ", reply.text))


# --- who ---

WHO = {
    #                list page card sample file upload activate
    "servicedesk":   (403, 403, 403, 403, 403, 403, 403),
    "team_leader":   (403, 403, 403, 403, 403, 403, 403),
    "coordinator":   (200, 200, 200, 200, 200, 403, 403),
    "secretary":     (200, 200, 200, 200, 200, 422, 409),
    "board1":        (403, 403, 403, 403, 403, 403, 403),
    "adviser1":      (403, 403, 403, 403, 403, 403, 403),
    "auditor":       (200, 200, 200, 200, 200, 403, 403),
    "administrator": (200, 200, 200, 200, 200, 422, 409),
}  # fmt: skip
"""By hand: design.md, section 1. Activated is what is in force already."""


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_what_it_may(app, signed_in, who):
    browser, key = signed_in(who), first()
    pages = ("", f"details/?id={key}", f"{key}/fields/", f"{key}/trial/sample", f"{key}/file")
    found = [browser.get(f"/admin/template/{page}").status_code for page in pages]
    before = kept()
    found.append(upload(browser, b"geen Word").status_code)
    found.append(activate(browser, clock.today()).status_code)
    assert tuple(found) == WHO[who]
    assert kept() == before


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999", "-1", "abc", "%00"])
def test_an_unknown_version_does_not_exist(app, signed_in, key):
    browser = signed_in("secretary")
    assert browser.get(f"/admin/template/details/?id={key}").status_code == 404
    for page in ("file", "fields/", "fields/word", "trial/", "trial/sample", "trial/1/0"):
        assert browser.get(f"/admin/template/{key}/{page}").status_code == 404
    for name in ("upload", "again", "activate", "turn_down", "nonsense"):
        assert browser.post(f"/admin/template/{key}/{name}").status_code == 404


# --- a file that is refused ---


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_one_sentence_and_leaves_only_a_line(
    app, signed_in, data, reason
):
    before = kept()
    reply = upload(signed_in("secretary"), data)
    assert reply.status_code == 422
    assert reply.text.count("<li><b>") == 1
    assert reason.casefold() in words(reply).casefold()
    assert kept() == before
    (event,) = events("template:refused")
    assert event.data == {"kind": "L01", "count": 1}


CODE = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
WITH_CODE = {
    "body": replaced(LetterKind.L01, "Op {{ received_on }}", f"Op {CODE} {{{{ received_on }}}}"),
    "header": replaced(LetterKind.L01, "{{ authority_name }}", CODE, "word/header1.xml"),
    "footer": replaced(LetterKind.L01, "Vertrouwelijk", CODE, "word/footer1.xml"),
    "properties": replaced(LetterKind.L01, "Ontvangstbevestiging", CODE, "docProps/core.xml"),
    "field code": a_document(
        f"<w:p><w:r><w:instrText>PAGE {CODE}</w:instrText></w:r></w:p>"
    ),
    "attribute": a_document(f'<w:p><w:r><w:drawing descr="{CODE}"/></w:r></w:p>'),
    "deleted text": a_document(
        f"<w:p><w:del><w:r><w:delText>{CODE}</w:delText></w:r></w:del></w:p>"
    ),
    "a call": a_template("{{ reference.upper() }}"),
    "much of nothing": a_template("{{ 'a' * 1000000000 }}"),
    "deep": a_template("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"),
}  # fmt: skip


@pytest.mark.parametrize("where", WITH_CODE)
def test_code_is_refused_wherever_it_stands_and_never_runs(app, signed_in, where):
    before = kept()
    reply = upload(signed_in("secretary"), WITH_CODE[where])
    assert reply.status_code == 422
    assert "uid=" not in reply.text
    assert kept() == before
    assert len(events("template:refused")) == 1


@pytest.mark.parametrize("name", ["../brief.docx", "a/b.docx", "brief\u202excod.docx",
                                  "brief\u200f.docx", "brief.docm", "brief.docx.exe"])  # fmt: skip
def test_a_hostile_name_is_refused(app, signed_in, name):
    before = kept()
    reply = upload(signed_in("secretary"), GOOD, name)
    assert reply.status_code == 422
    assert reply.text.count("<li><b>") == 1
    assert kept() == before
    assert len(events("template:refused")) == 1


def test_a_hundred_megabytes_are_refused_before_they_are_read(app, signed_in):
    browser, before = signed_in("secretary"), kept()
    reply = upload(browser, b"PK\x03\x04" + bytes(100 * 2**20))
    assert reply.status_code == 413
    assert "niet meer sturen dan 25 MB" in reply.text
    assert kept() == before
    assert events("access:refused")[-1].data == {"what": "POST template.act 413"}


def test_no_file_at_all(app, signed_in):
    with nothing_changes():
        reply = signed_in("secretary").post(f"/admin/template/{first()}/upload")
    assert reply.status_code == 422
    assert "Kies een bestand." in reply.text


# --- a mistake, mended, activated ---


def test_a_mistake_is_quoted_with_what_to_write_instead(app, signed_in):
    before = kept()
    reply = upload(signed_in("secretary"), WRONG)
    assert reply.status_code == 422
    assert "Op {{ recieved_on }} hebben wij uw klacht" in words(reply)
    assert "Onbekend veld “recieved_on”." in words(reply)
    assert "Bedoel je {{ received_on }}?" in words(reply)
    assert kept() == before


def test_what_is_typed_in_a_template_is_no_html(app, signed_in):
    hostile = replaced(
        LetterKind.L01, "{{ received_on }}", "&lt;script&gt;{{ recieved }}&lt;/script&gt;"
    )
    reply = upload(signed_in("secretary"), hostile)
    assert "<script>{{" not in reply.text
    assert "&lt;script&gt;{{ recieved }}" in reply.text


def test_a_good_file_waits_for_another(app, signed_in):
    secretary, administrator = signed_in("secretary"), signed_in("administrator")
    assert upload(secretary, GOOD).status_code == 302
    assert newest().state is TemplateState.PROPOSED
    assert "Ontvangstbevestiging, versie 2" in secretary.get("/admin/template/").text
    page = f"/admin/template/details/?id={first()}"
    assert "/activate" not in secretary.get(page).text
    assert "zelf voorgesteld" in secretary.get(page).text
    assert "/activate" in administrator.get(page).text
    with nothing_changes():
        assert activate(secretary, clock.today()).status_code == 409
    assert activate(administrator, clock.today()).status_code == 302
    assert "geldt nu" in secretary.get(page).text
    assert newest().state is TemplateState.ACTIVATED
    assert "Ontvangstbevestiging, versie 2" not in secretary.get("/admin/template/").text


def test_a_day_in_the_past_is_told_at_the_field_and_stays_typed(app, signed_in):
    upload(signed_in("secretary"), GOOD)
    yesterday = clock.today() - timedelta(days=1)
    with nothing_changes():
        reply = activate(signed_in("administrator"), yesterday)
    assert reply.status_code == 422
    assert "Kies vandaag of een latere dag." in reply.text
    assert f'value="{yesterday}"' in reply.text


@pytest.mark.parametrize("day", ["", "morgen", "2026-02-30", "9999-99-99"])
def test_nonsense_for_a_day_is_told(app, signed_in, day):
    upload(signed_in("secretary"), GOOD)
    with nothing_changes():
        assert activate(signed_in("administrator"), day).status_code == 422


def test_a_proposal_that_was_decided_meanwhile_is_told(app, signed_in):
    upload(signed_in("secretary"), GOOD)
    browser = signed_in("administrator")
    why = {f"v{newest().id}-reason": "De aanhef <b>ontbreekt</b>."}
    assert act(browser, "turn_down", version=99, **why).status_code == 409
    assert act(browser, "turn_down", **why).status_code == 302
    assert newest().state is TemplateState.REJECTED
    assert act(browser, "turn_down", **why).status_code == 409
    html = signed_in("secretary").get(f"/admin/template/details/?id={newest().id}").text
    assert "Waarom: De aanhef &lt;b&gt;ontbreekt&lt;/b&gt;." in html


def test_rejecting_without_a_reason_is_told_at_its_field(app, signed_in):
    upload(signed_in("secretary"), GOOD)
    with nothing_changes():
        reply = act(signed_in("administrator"), "turn_down")
    assert reply.status_code == 422
    assert "Zeg waarom." in reply.text
    assert f'id="v{newest().id}-reason-error"' in reply.text


def test_the_start_page_says_what_waits_for_a_second_person(app, signed_in):
    upload(signed_in("secretary"), GOOD)
    waits = "Sjablonen die op jou wachten"
    assert waits in signed_in("administrator").get("/admin/").text
    for code in ("secretary", "coordinator", "board1"):
        assert waits not in signed_in(code).get("/admin/").text
    assert "Wacht op een tweede persoon" in signed_in("administrator").get("/admin/template/").text


def test_the_same_file_twice_is_told(app, signed_in):
    browser = signed_in("secretary")
    upload(browser, GOOD)
    reply = upload(browser, GOOD)
    assert reply.status_code == 409
    assert "al voorgesteld, als versie 2" in reply.text


def test_an_older_version_can_be_taken_away_and_proposed_again(app, signed_in):
    secretary = signed_in("secretary")
    upload(secretary, GOOD)
    activate(signed_in("administrator"), clock.today())
    old = secretary.get(f"/admin/template/{first()}/file")
    assert old.data == CATALOGUE[LetterKind.L01].path.read_bytes()
    assert "L01%20sjabloon%20v1.docx" in old.headers["Content-Disposition"]
    assert act(secretary, "again", first()).status_code == 302
    assert (newest().number, newest().state) == (3, TemplateState.PROPOSED)


# --- where used ---


def test_the_page_counts_the_letters_and_leads_to_them(app, signed_in):
    complaint = a_complaint(state=State.F4)
    a_letter(complaint)
    a_letter(complaint, sent=False)
    other = a_letter(complaint, LetterKind.L07)
    html = signed_in("secretary").get(f"/admin/template/details/?id={first()}").text
    links = re.findall(r'href="(/admin/letter/[^"]*)">\s*1 (\w+)</a>', html)
    assert [name for _, name in links] == ["lopende", "verzonden"]
    for link, _ in links:
        shown = signed_in("secretary").get(unescape(link)).text
        assert shown.count('<th scope="row">') == 1
        assert other.kind.label not in shown.split("<tbody>")[1]


def test_who_sees_no_files_gets_the_count_without_a_way_to_them(app, signed_in):
    a_letter(a_complaint(state=State.F4))
    html = signed_in("administrator").get(f"/admin/template/details/?id={first()}").text
    assert "1 verzonden" in " ".join(words_of(html))
    assert "/admin/letter/" not in html


def words_of(html):
    return [unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))]


def test_the_page_takes_as_many_statements_for_many_versions_as_for_few(app, signed_in):
    browser, page = signed_in("secretary"), f"/admin/template/details/?id={first()}"
    browser.get(page)
    with counted() as few:
        browser.get(page)
    for one in range(4):
        upload(
            browser,
            replaced(LetterKind.L01, "Op {{ received_on }}", f"{one} {{{{ received_on }}}}"),
        )
        activate(signed_in("administrator"), clock.today())
    with counted() as many:
        browser.get(page)
    assert len(many) <= len(few) + 1 <= 12


# --- field card ---


def test_the_field_card_has_what_to_copy(app, signed_in):
    page = signed_in("coordinator").get(f"/admin/template/{first()}/fields/")
    assert 'data-copy="{{ received_on }}"' in page.text
    assert "Dag waarop SSR de klacht ontving, voluit." in page.text
    assert "hoofdstuk 9 van de Algemene wet" in page.text
    file = signed_in("coordinator").get(f"/admin/template/{first()}/fields/word")
    assert "{{ received_on }}" in read_text(file.data)


# --- trial letters ---


def trial(browser, **arguments):
    return browser.get(f"/admin/template/{first()}/trial/", query_string=arguments)


def test_a_trial_letter_of_a_real_file_is_a_word_file(app, signed_in):
    key, browser = a_complaint(state=State.F1).id, signed_in("secretary")
    page = trial(browser, complaint_id=key)
    assert page.status_code == 200
    (link,) = re.findall(rf'href="(/admin/template/\d+/trial/{key}/\d+)"', page.text)
    file = browser.get(link)
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "Ontvangstbevestiging" in read_text(file.data) or "klacht" in read_text(file.data)


def test_it_tells_why_this_letter_cannot_be_made_of_this_file(app, signed_in):
    key, browser = a_complaint(state=State.F12).id, signed_in("secretary")
    page = trial(browser, complaint_id=key)
    assert "past deze brief nu niet" in page.text
    assert "Deze brief past bij" in page.text
    assert browser.get(f"/admin/template/{first()}/trial/{key}/0").status_code == 409


@pytest.mark.parametrize("key", ["", "abc", "-1", "999", "99999999999999"])
def test_a_file_in_the_address_that_is_not_there_does_not_exist(app, signed_in, key):
    address = f"/admin/template/{first()}/trial"
    for part in (f"{key or 0}/0", f"{key or 0}/99999999999999"):
        assert signed_in("secretary").get(f"{address}/{part}").status_code == 404


@pytest.mark.parametrize("key", ["", "abc", "-1", "999", "99999999999999"])
def test_a_file_that_is_not_there_is_told_at_the_field(app, signed_in, key):
    page = trial(signed_in("secretary"), complaint_id=key)
    assert page.status_code == 200
    assert 'id="complaint_id-error"' in page.text


def test_an_administrator_finds_no_file_to_try(app, signed_in):
    key, browser = a_complaint(state=State.F1).id, signed_in("administrator")
    assert 'id="complaint_id-error"' in trial(browser, complaint_id=key).text
    assert browser.get("/admin/template/ajax/lookup/?name=complaint_id&query=K2026").json == []
    assert browser.get(f"/admin/template/{first()}/trial/{key}/0").status_code == 404
    details = browser.get(f"/admin/template/details/?id={first()}").text
    assert "Proefbrief met een dossier" not in details
