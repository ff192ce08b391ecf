"""The screens beside those of ``test_every_screen``: management, lists, and each step and act.

Addresses have names between braces, which ``other_files`` fills in.
"""

from datetime import date, timedelta
from typing import Any

from models import (
    CalendarDay,
    Committee,
    CommitteeMember,
    Complaint,
    DataRequest,
    Mandate,
    PracticeClock,
    Role,
    SavedView,
    TermChange,
    TextBlock,
    Tie,
    Unit,
    db,
)
from operations import (
    breaches,
    clock,
    data_requests,
    destruction,
    disclosures,
    emergency,
    grant_proposals,
    legal_holds,
    registering,
)
from operations.data_requests import RequestData
from operations.disclosures import Decided
from operations.transaction import transaction
from rules.procedure import TRANSITIONS
from rules.vocabulary import (
    Channel,
    CommitteeRole,
    DisclosureChoice,
    Judgement,
    LetterKind,
    PartyKind,
    Permission,
    RefusalGround,
    RequestKind,
    Scope,
    State,
    TieKind,
)
from tests import thread
from tests.factories import a_complaint, a_party, acting
from tests.views.record import days_ago, draft, in_hearing, user

STEPS = {row.event: row for row in TRANSITIONS if row.letter is None and row.sources}
"""Steps with a page: what a letter takes has none, and a file begins with a form."""
TAKES = {
    Permission.REPORT_WRITE: "servicedesk",
    Permission.COMPLAINT_REGISTER: "coordinator",
    Permission.HEARING_HOLD: "coordinator",
    Permission.COMPLAINT_ROUTE: "board1",
}
"""Who takes the steps that ask for this right; the secretary takes all others."""
FILE = "/admin/complaint/{hearing}/"


def lists(*names: str) -> tuple[str, ...]:
    """A list, one of it, and the form that changes it."""
    return tuple(
        f"/admin/{name}/{page}"
        for name in names
        for page in ("", "new/", f"details/?id={{{name}}}", f"edit/?id={{{name}}}")
    )


def steps(who: str) -> tuple[str, ...]:
    """The page of each step that someone takes."""
    return tuple(
        f"/admin/{'report' if min(row.sources).startswith('I') else 'complaint'}"
        f"/{{{event}}}/step/{event}"
        for event, row in STEPS.items()
        if TAKES.get(row.permission, "secretary") == who
    )


OTHER_SCREENS: dict[str | None, tuple[str, ...]] = {
    None: ("/privacy", "/toegankelijkheid", "/klachtenregeling", "/klacht/verder",
           "/login/vergeten"),
    "servicedesk": (
        *steps("servicedesk"), "/admin/", "/admin/dashboard/", "/admin/report/",
        "/admin/report/new/", "/admin/report/details/?id={report}",
        "/admin/report/edit/?id={report}", "/admin/report/overview/",
    ),
    "coordinator": (
        *steps("coordinator"),
        *(FILE + act for act in (
            "party/", "party_role/?of={party}", "remove_party/?of={spare}", "contact/",
            "mark_document/?of={document}", "involved/", "decline/", "code/{party}/",
            "keep_longer/")),
        "/admin/complaint/{held}/keep_no_longer/", "/admin/complaint/details/?id={gone}",
        "/admin/destruction/", "/admin/destruction/new/",
        "/admin/conduct/", "/admin/conduct/new/?complaint_id={hearing}",
        "/admin/conduct/details/?id={conduct}", "/admin/conduct/edit/?id={conduct}",
        "/admin/hearing/", "/admin/hearing/new/", "/admin/hearing/details/?id={planned}",
        "/admin/letter/", "/admin/letter/new/", "/admin/letter/{letter}/version/1/preview/",
        "/admin/complaint/columns/", "/admin/complaint/views/", "/admin/complaint/views/{view}/",
        *(f"/admin/account/{page}" for page in ("", "password/", "app/", "key/", "codes/")),
        "/admin/register/", "/admin/register/edit/?id={told}", "/admin/register/{told}/text/",
        *lists("privacy"), "/admin/privacy/{privacy}/review/?of={piece}",
        "/admin/breach/", "/admin/breach/details/?id={breach}",
    ),
    "secretary": (
        "/admin/register/figures/", "/admin/register/figures/?period=2026-3",
        *steps("secretary"), "/admin/complaint/{screen}/assign/",
        *(f"/admin/destruction/details/?id={{{one}}}" for one in ("waiting", "carried_out")),
        "/admin/destruction/{carried_out}/certificate/",
        *lists("committee", "member", "tie"), "/admin/text_block/edit/?id={block}",
        "/admin/emergency/details/?id={emergency}",
    ),
    "auditor": (
        "/admin/", "/admin/complaint/{hearing}/reason/",
        "/admin/audit/details/?id=1", "/admin/audit/file/{hearing}/",
        "/admin/audit/person/3/", "/admin/role/details/?id=3",
    ),
    "board1": (
        *steps("board1"), "/admin/", "/admin/complaint/", FILE + "waive/",
        "/admin/register/details/?id={told}",
    ),
    "administrator": (
        "/admin/", *lists("unit", "category", "mandate"),
        "/admin/calendar/details/?id={day}", "/admin/calendar/edit/?id={day}",
        "/admin/user/new/", "/admin/substitution/", "/admin/term/remove/?id={change}",
        "/admin/role/", "/admin/role/proposal/{proposal}", "/admin/practice/",
        "/admin/emergency/", "/admin/emergency/new/", "/admin/emergency/details/?id={emergency}",
    ),
    "administrator2": ("/admin/role/proposal/{proposal}",),
}  # fmt: skip


def management() -> dict[str, int]:
    """One of everything that is managed."""
    today = clock.today()
    rows: dict[str, Any] = {
        "committee": Committee(name="Adviescommissie", decided_on=today, from_on=today),
        "mandate": Mandate(
            user=user("coordinator"), letter_kind=LetterKind.L01, from_on=today,
            document="Mandaatbesluit 2026", signature_block="namens het bestuur",
        ),
        "day": CalendarDay(day=today + timedelta(days=90), name="Brugdag", source="Stcrt. 2026, 1"),
        "change": TermChange(
            key="handling", valid_from=today + timedelta(days=400), value=7, source="Stb. 2026, 1"
        ),
        "block": TextBlock(title="Te oud", text="Langer dan een jaar geleden.",
                           ground=RefusalGround.OVER_A_YEAR),
        "view": SavedView(user=user("coordinator"), screen="complaint", name="Te laat",
                          query="?flt0_due_equals=late"),
    }  # fmt: skip
    with transaction():
        db.session.add_all(rows.values())
        db.session.flush()
        rows["member"] = CommitteeMember(
            committee_id=rows["committee"].id, user_id=user("adviser1").id,
            role=CommitteeRole.CHAIR, from_on=today, declared_independent_on=today,
        )  # fmt: skip
        db.session.add(rows["member"])
        db.session.flush()
        rows["tie"] = Tie(member=rows["member"], kind=TieKind.EMPLOYEE)
        db.session.add(rows["tie"])
        db.session.add(PracticeClock())
    keys = {name: row.id for name, row in rows.items()}
    role = db.session.query(Role).filter_by(name="coordinator").one()
    proposal = grant_proposals.propose(
        acting(user("administrator")), role.id, role.version,
        {Permission.USER_READ: Scope.ALL}, "Zij beantwoordt vragen over accounts.",
    )  # fmt: skip
    unit = db.session.query(Unit).first()
    return keys | {"proposal": proposal, "unit": unit.id, "category": 1}


def other_files() -> dict[str, Any]:
    """A file before each step, one at the hearing, and one of everything that is managed."""
    made = {
        str(event): a_complaint(
            state=min(row.sources), handler=user("coordinator"), received_on=days_ago(9)
        ).id
        for event, row in STEPS.items()
    }
    hearing = in_hearing()
    letter = draft(hearing)
    file = thread.fresh(hearing)
    spare = a_party(file, kind=PartyKind.SUBJECT)
    asked = emergency.ask(acting(user("administrator")), file.reference, "Een storing.")
    made |= {
        "hearing": hearing, "letter": letter, "party": file.parties[0].id, "spare": spare.id,
        "document": file.documents[0].id, "planned": file.hearings[0].id,
        "conduct": file.conducts[0].id, "emergency": asked,
        "report": thread.report(channel=Channel.EMAIL, unit_id=thread.unit_id("Servicedesk")),
        "told": registered(),
    }  # fmt: skip
    return made | management() | destructions() | data_subjects(file.id)


def data_subjects(key: int) -> dict[str, Any]:
    """What the complainant asked, with one piece decided about, and a letter gone astray."""
    file, coordinator = thread.fresh(key), acting(user("coordinator"))
    asked = data_requests.create(
        coordinator,
        RequestData(RequestKind.ACCESS, file.parties[0].contact_id, days_ago(20), "Alles.", "-"),
    )
    piece = f"complaint:{key}"
    found = disclosures.find(coordinator, db.session.get_one(DataRequest, asked), piece)
    decided = Decided(DisclosureChoice.OUT, found.fingerprint, reason="Gaat over een ander.")
    disclosures.review(coordinator, asked, piece, decided)
    letter = next(one for one in thread.fresh(key).letters if one.sent_on)
    breach = breaches.misdirected(coordinator, letter.id, clock.now(), "Verkeerde envelop.")
    return {"privacy": asked, "piece": piece, "breach": breach}


def destructions() -> dict[str, int]:
    """A list that was carried out, one that waits, files that may go and one that is held."""
    subject = "Bejegening bij de aanmelding voor een cursus over het schrijven van brieven"
    keys = [
        a_complaint(state=State.F19, received_on=date(2015, 3, 2), retention_from=date(2016, 4, 4),
                    subject=subject).id
        for _ in range(6)
    ]  # fmt: skip
    coordinator, secretary = (acting(user(one)) for one in ("coordinator", "secretary"))
    done = destruction.propose(coordinator, keys[:2], "Termijn om.")
    legal_holds.put(secretary, keys[1], "Een schadeclaim, tot de uitspraak.")
    destruction.approve(secretary, done, 1)
    waiting = destruction.propose(coordinator, keys[2:4], "Termijn om.")
    return {"carried_out": done, "waiting": waiting, "gone": keys[0], "held": keys[1]}


def registered() -> int:
    """A complaint that ended late, with a description that was released, and a summary to be."""
    key = a_complaint(state=State.F12, received_on=days_ago(90), lesson="Bel eerder terug.").id
    with transaction():
        row = db.session.get_one(Complaint, key)
        row.ended_on = row.concluded_on = days_ago(20)
        row.conducts[0].judgement = Judgement.FOUNDED
        row.conducts[0].judgement_reason = "Er was drie keer gebeld."
        conduct = row.conducts[0].id
    writer, reader = acting(user("coordinator")), acting(user("secretary"))
    text = "Een deelnemer kreeg lang geen antwoord. Het bestuur vond dat het sneller had gemoeten."
    made = registering.write(writer, key, None, 0, text)
    registering.release(reader, key, made)
    registering.write(writer, key, conduct, 0, "Wie belt, wordt binnen een week teruggebeld.")
    return key


EMPTY_SCREENS = {
    "coordinator": tuple(
        f"/admin/{name}" for name in (
            "", "agenda/", "complaint/", "conduct/", "contact/", "dashboard/",
            "dashboard/?tables=1", "destruction/", "duty/", "hearing/", "letter/", "letter/batch/",
            "breach/", "privacy/", "letter/print/", "recommendation/", "register/",
            "register/figures/", "report/", "report/overview/", "substitution/",
        )
    ),
    "secretary": tuple(
        f"/admin/{name}/" for name in ("committee", "member", "tie", "text_block")
    ),
    "administrator": tuple(
        f"/admin/{name}/" for name in (
            "emergency", "lock", "mail", "mandate", "role/changes", "unit", "check",
        )
    ),
}  # fmt: skip
"""Screens of a panel that was just installed."""

FORMS = {
    "servicedesk": (
        "/admin/report/new/", "/admin/report/edit/?id={report}",
        *(f"/admin/report/{{{event}}}/step/{event}" for event in ("solve", "point_on", "refer")),
    ),
    "coordinator": (
        "/admin/complaint/new/", "/admin/complaint/edit/?id={hearing}",
        "/admin/contact/new/", "/admin/contact/edit/?id=1",
        "/admin/conduct/new/?complaint_id={hearing}", "/admin/conduct/edit/?id={conduct}",
        *(FILE + act for act in (
            "party/", "party_role/?of={party}", "contact/", "decline/", "hearing/",
            "document/", "link/", *(f"{act}/?of={{planned}}" for act in (
                "answer", "move", "hold", "cancel")))),
        "/admin/complaint/views/{view}/", "/admin/preferences/",
        *(f"/admin/account/{page}/" for page in ("password", "app", "codes")),
        FILE + "keep_longer/", "/admin/destruction/new/", "/admin/privacy/new/",
        "/admin/privacy/edit/?id={privacy}", "/admin/privacy/{privacy}/review/?of={piece}",
    ),
    "secretary": (
        *(f"/admin/{name}/new/" for name in ("committee", "member", "tie", "text_block")),
        *(f"/admin/complaint/{{screening}}/{act}" for act in (
            "settlement/", "withdrawal/", "ask_extension/", "screening/?of={screened}")),
        *(f"/admin/complaint/{{after}}/{act}" for act in (
            "finish/?of={running}", "ombudsman/", "ombudsman_question/?of={case}",
            "ombudsman_answer/?of={asked}", "ombudsman_close/?of={case}")),
        "/admin/complaint/{postpone}/step/postpone",
    ),
    "adviser1": (
        *(f"/admin/complaint/{{drafted}}/{act}/" for act in ("advice", "recommend")),
        "/admin/complaint/{drafted}/advise/?of={conduct}",
        "/admin/complaint/{deciding}/clarified/?of={question}",
    ),
    "board1": (
        *(f"/admin/complaint/{{deciding}}/{act}" for act in (
            "clarify/", "judge/?of={judged}", "conclude/", "measure/",
            "answer_recommendation/?of={open}")), FILE + "waive/",
    ),
    "administrator": (
        *(f"/admin/{name}/new/" for name in (
            "unit", "category", "mandate", "calendar", "user", "substitution", "emergency")),
        "/admin/term/new/?id=handling",
        "/admin/setting/edit/?id=colour_light", "/admin/role/edit/?id=3",
    ),
}  # fmt: skip
"""Forms that are sent with nothing in them, and come back with what is wrong."""
