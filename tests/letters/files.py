"""Files to make letters from: received on 2 March 2026, with every field set by hand."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from letters import contexts, render
from letters.catalogue import CATALOGUE
from letters.drafting import Case
from models import (
    Advice,
    Assignment,
    Committee,
    CommitteeMember,
    Complaint,
    ConflictStatement,
    Decision,
    DecisionMember,
    Document,
    Extension,
    Hearing,
    HearingWaiver,
    OmbudsmanCase,
    OmbudsmanQuestion,
    Postponement,
    Recommendation,
    Screening,
    Step,
    User,
    db,
)
from operations import filing
from operations.transaction import transaction
from rules.terms import DEFAULTS
from rules.vocabulary import (
    CaseRole,
    CommitteeRole,
    DecisionKind,
    HearingForm,
    HearingStatus,
    Judgement,
    PartyKind,
    RecommendationKind,
    RecommendationOrigin,
    RefusalGround,
    ScreeningOutcome,
    State,
    Track,
    WaiverGround,
)
from tests.factories import a_complaint, a_conduct, a_contact, a_party

SETTINGS = DEFAULTS | {"authority_address": "Postbus 1000, 3500 AA Utrecht"}
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def demo(code):
    return db.session.scalar(select(User).where(User.email == f"{code}@demo.example"))


def the_case(complaint, **facts):
    defaults = {
        "complaint": complaint,
        "letter_date": date(2026, 3, 10),
        "settings": SETTINGS,
        "contact": demo("coordinator"),
        "party": complaint.parties[0],
    }
    return Case(**defaults | facts)


def labels(context):
    return {card.label for card in contexts.missing(context)}


def berg(**columns):
    return a_contact(
        first_name="A.", infix="van den", family_name="Berg", salutation="mevrouw",
        street="Lindelaan", house_number="12", postcode="3581kx", town="Utrecht", **columns,
    )  # fmt: skip


def graaf(**columns):
    return a_contact(
        first_name="K.", infix="de", family_name="Graaf", salutation="heer",
        street="Kerkstraat", house_number="3", postcode="3511 ZZ", town="Utrecht", **columns,
    )  # fmt: skip


def a_file(**columns):
    """Received on 2 March 2026 from mevrouw Van den Berg, about the heer De Graaf."""
    facts = {
        "received_on": date(2026, 3, 2), "complainant": berg(), "handler": demo("secretary"),
        "state": State.F5, "track": Track.OWN,
    }  # fmt: skip
    complaint = a_complaint(**facts | columns)
    a_party(complaint, graaf())
    return complaint


def a_hearing(complaint, party, **columns):
    defaults = {
        "party": party, "form": HearingForm.IN_PERSON, "place": "kamer 2.14",
        "planned_at": datetime(2026, 4, 7, 8, tzinfo=UTC), "reply_by": date(2026, 3, 31),
    }  # fmt: skip
    with transaction():
        hearing = Hearing(**defaults | columns)
        complaint.hearings.append(hearing)
    return hearing


def a_held_hearing(complaint, party, **columns):
    defaults = {
        "status": HearingStatus.HELD, "held_at": datetime(2026, 4, 7, 8, tzinfo=UTC), "minutes": 50,
        "heard_by": demo("secretary"),
        "present": "mevrouw A. van den Berg, klager\nBas Smit, hoort namens het bestuur",
        "report": "Zij belde drie keer.",
    }  # fmt: skip
    return a_hearing(complaint, party, **defaults | columns)


def a_document(complaint, name, **columns):
    defaults = {
        "sha256": "a" * 64, "name": name, "media_type": "application/pdf", "size": 1,
        "origin": "upload", "recorded_at": NOON,
    }  # fmt: skip
    with transaction():
        complaint.documents.append(Document(**defaults | columns))


def a_decision(complaint, kind=DecisionKind.CONCLUSION, **columns):
    defaults = {
        "kind": kind, "decided_on": date(2026, 4, 9), "recorded_at": NOON,
        "recorded_by_id": demo("board1").id,
        "members": [
            DecisionMember(user_id=demo("board1").id, took_part=True),
            DecisionMember(user_id=demo("board2").id, took_part=False, reason="vakantie"),
        ],
    }  # fmt: skip
    with transaction():
        complaint.decisions.append(Decision(**defaults | columns))


def a_statement(complaint, code, *, involved=False, text=""):
    with transaction():
        complaint.statements.append(
            ConflictStatement(
                user_id=demo(code).id, involved=involved, text=text, stated_at=NOON,
                recorded_by_id=demo(code).id,
            )
        )  # fmt: skip


def refuse(conduct, *, proposed=False, **columns):
    defaults = {
        "outcome": ScreeningOutcome.REFUSED, "ground": RefusalGround.OVER_A_YEAR,
        "facts": "U mailde op 14 april 2024", "reason": "Het is niet meer na te gaan",
        "proposed": proposed, "by_id": demo("board1").id, "at": NOON,
    }  # fmt: skip
    with transaction():
        conduct.screenings.append(Screening(**defaults | columns))
        if not proposed:
            conduct.screening = ScreeningOutcome.REFUSED


def judge(conduct, judgement=Judgement.FOUNDED):
    with transaction():
        conduct.findings, conduct.judgement = "Er is niet teruggebeld", judgement
        conduct.judgement_reason, conduct.conclusion = "Dat hoort wel", "Dit moet beter"


def a_postponement(complaint, weeks=4, **columns):
    facts = {"reason": "Een van de betrokkenen was ziek", "decided_on": date(2026, 4, 1),
             "decided_by_id": demo("board1").id}  # fmt: skip
    with transaction():
        row = Postponement(weeks=weeks, **facts | columns)
        complaint.postponements.append(row)
        filing.settle(complaint)
    return row


def a_waiver(complaint, party, ground=WaiverGround.DECLINED, evidence="Zie de e-mail van 3 april"):
    with transaction():
        complaint.waivers.append(
            HearingWaiver(party=party, ground=ground, evidence=evidence,
                          decided_by_id=demo("secretary").id, decided_on=date(2026, 4, 8))
        )  # fmt: skip


def a_judged_file(**columns):
    complaint = a_file(state=State.F11, **columns)
    judge(complaint.conducts[0])
    a_statement(complaint, "secretary")
    a_held_hearing(complaint, complaint.parties[0])
    a_document(complaint, "klacht.pdf", part_of_complaint=True)
    a_decision(complaint, measures="- Terugbellen\n- Vastleggen", apology=True)
    return complaint


def rendered(kind, context):
    template = render.compile_template(CATALOGUE[kind].path.read_bytes())
    return render.render(template, context, render.Properties("Brief", context.reference))


def put(row, **columns):
    """Set these columns; of a file, its clocks are derived anew."""
    with transaction():
        for name, value in columns.items():
            setattr(row, name, value)
        if isinstance(row, Complaint):
            filing.settle(row)


def screened(complaint, outcome, **columns):
    """One more conduct, about which the board decided this."""
    conduct = a_conduct(complaint, title=f"Iets dat is: {outcome.label}")
    facts = {"ground": None, "facts": "Er staat geen beschrijving in", "reason": "Dat moet wel"}
    refuse(conduct, outcome=outcome, **facts | columns)
    with transaction():
        conduct.screening = outcome
    return conduct


def advisers(complaint, *codes):
    """One adviser; or a chair and members, who declared to have no ties."""
    alone = len(codes) == 1
    with transaction():
        if not alone:
            complaint.committee = Committee(
                name="Klachtadviescommissie", decided_on=date(2026, 1, 5), from_on=date(2026, 1, 5)
            )
        for number, code in enumerate(codes):
            seat = CommitteeRole.MEMBER if number else CommitteeRole.CHAIR
            complaint.assignments.append(
                Assignment(
                    user=demo(code), from_on=date(2026, 3, 4), seat=None if alone else seat,
                    role=CaseRole.ADVISER if alone else CaseRole.MEMBER,
                )
            )  # fmt: skip
            if not alone:
                complaint.committee.members.append(
                    CommitteeMember(
                        user=demo(code), role=seat, from_on=date(2026, 1, 5),
                        declared_independent_on=date(2026, 3, 3),
                    )
                )  # fmt: skip
    for code in codes:
        a_statement(complaint, code)


def an_advice(complaint, judgement=Judgement.FOUNDED, *, delivered_on=date(2026, 4, 13)):
    """Report and answers of who advises, delivered or not."""
    with transaction():
        complaint.advices.append(
            Advice(report="Zij belde drie keer.", delivered_on=delivered_on, recorded_at=NOON)
        )
        for conduct in complaint.conducts:
            conduct.advised, conduct.advised_admissible = judgement, True
            conduct.advised_reason = "Het gesprek was kort"


def a_recommendation(complaint, text="Bel terug", **columns):
    defaults = {
        "origin": RecommendationOrigin.ADVICE, "kind": RecommendationKind.PREVENTION,
        "text": text, "recorded_at": NOON, "recorded_by_id": demo("adviser1").id,
    }  # fmt: skip
    with transaction():
        row = Recommendation(**defaults | columns)
        complaint.recommendations.append(row)
    return row


def an_ombudsman_case(complaint, *questions, **columns):
    defaults = {
        "reference": "2026.04711", "opened_on": date(2026, 6, 1), "recorded_at": NOON,
        "recorded_by_id": demo("secretary").id,
    }  # fmt: skip
    with transaction():
        case = OmbudsmanCase(**defaults | columns)
        case.questions = [
            OmbudsmanQuestion(question=one, due_on=date(2026, 6, 22)) for one in questions
        ]
        complaint.ombudsman_cases.append(case)
    return case


def a_refused_helper(complaint):
    contact = a_contact(first_name="B.", infix="", family_name="Visser", salutation="heer")
    return a_party(
        complaint, contact, kind=PartyKind.REPRESENTATIVE, represents=complaint.parties[0],
        refused_on=date(2026, 3, 5), refusal_reason="Hij bedreigde onze medewerkers",
    )  # fmt: skip


def an_extension(complaint):
    a_document(complaint, "instemming.pdf")
    with transaction():
        complaint.extensions.append(
            Extension(
                agreed_until=date(2026, 6, 1), consent_on=date(2026, 4, 7), reason="Iemand is ziek",
                consent_document_id=complaint.documents[-1].id, recorded_at=NOON,
                recorded_by_id=demo("coordinator").id,
            )
        )  # fmt: skip
        filing.settle(complaint)


def a_step(complaint, event):
    with transaction():
        complaint.steps.append(Step(event=event, source=State.F16, target=State.F5, at=NOON))
