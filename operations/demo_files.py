"""The demonstration files: each walks through the procedure by the same operations as a real one.

A file is a story that says when its next act is; the stage plays the acts of all files in order of
time, with the clock at the moment of each. So references, ledger, letters and trail are real.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

from sqlalchemy import select

from letters import copies, plain
from models import Category, Committee, Complaint, Hearing, Letter, Unit, User, db
from operations import (
    advising,
    clock,
    contact_log,
    contacts,
    conversion,
    correspondence,
    documents,
    endings,
    follow_up,
    handling,
    handover,
    hearings,
    incoming,
    intake,
    judging,
    ombudsman,
    routing,
    screening,
)
from operations.demo_stories import ATW, BOTH, STORIES, J, R, Story, T, Twist, U, Upto, W, Way, ago
from operations.demo_words import THEMES, Theme, person
from queries import cases
from queries.actors import actor_for
from rules import deadlines
from rules.admissibility import Requirement
from rules.correspondence import BY_KIND, fits, the_file
from rules.vocabulary import (
    NEW_REPORT,
    NOT_HANDLED,
    Acceptance,
    AfterHearing,
    Answer,
    Channel,
    ClockStart,
    ContactChannel,
    ContactKind,
    Dating,
    Direction,
    Event,
    HearingForm,
    Kind,
    LetterKind,
    PartyKind,
    RecommendationKind,
    RecommendationOrigin,
    RefusalGround,
    ScreeningOutcome,
    SendChannel,
    State,
    Track,
    WaiverGround,
)

DECIDED = b"Het bestuur vraagt de commissie om advies.\n"
CONSENT = b"Ik ga akkoord met vijf weken uitstel.\n"
WITNESS = (
    "Na afloop stonden wij met vier deelnemers in de fietsenkelder, en daar herhaalde de docent "
    "wat hij eerder had gezegd."
)
PORTER = copies.Answer("Melding", "De parkeerwachter zag de cursist om 9.40 uur weer vertrekken.")
"""Words that stand in an attachment only, for whoever tries out searching (docs/tasks.md, 3)."""
PLACES = {
    HearingForm.IN_PERSON: "Voorbeeldplein 1, Utrecht, kamer 3.12",
    HearingForm.PHONE: "wij bellen op het nummer in het dossier",
    HearingForm.VIDEO: "https://overleg.example/kamer",
}


# --- the stage ------------------------------------------------------------------------------

OPENS = time(9)
PACE = timedelta(minutes=2)


class Stage:
    """Who acts and what time it is, while the files are played."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # the same seed gives the same data
        self.real_now = clock.now()
        self.moment = self.real_now
        self.people = self.chance.randrange(10**6)
        users = db.session.scalars(select(User))
        self.users = {
            user.email.partition("@")[0]: actor_for(user, clock.today()) for user in users
        }
        self.units = _ids(Unit)
        self.categories = _ids(Category)
        self.committees = _ids(Committee)
        self.contact_of: dict[str, int] = {}

    def new_person(self) -> dict[str, str]:
        self.people += 1
        return person(self.people)

    def day_begins(self, day: date) -> None:
        opens = datetime.combine(day, OPENS, clock.AMSTERDAM)
        self.moment = min(opens, self.real_now)

    def do(self, who: str, operation: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """One act of this user, a little later than the one before."""
        self.moment = min(self.moment + PACE, self.real_now)
        with clock.at(self.moment):
            actor = replace(self.users[who], today=clock.today())
            result = operation(actor, *arguments, **named)
        db.session.rollback()
        return result

    def play(self, files: "list[tuple[date, Iterator[date]]]") -> Iterator[int]:
        """All acts of all files in order of time; gives the number of files that are done."""
        queue = [(day, place, acts) for place, (day, acts) in enumerate(files)]
        heapq.heapify(queue)
        today, done = None, 0
        while queue:
            day, place, acts = heapq.heappop(queue)
            if day != today:
                today = day
                self.day_begins(day)
            following = next(acts, None)
            if following is None or following > clock.today():
                done += 1
                yield done
            else:
                heapq.heappush(queue, (max(following, day), place, acts))


def _ids(model: Any) -> dict[str, int]:
    return {name: key for key, name in db.session.execute(select(model.id, model.name))}


def play(seed: int) -> Iterator[tuple[int, int]]:
    """Make the whole set; gives how many files are done, of how many."""
    stage, today = Stage(seed), clock.today()
    files: list[tuple[date, Iterator[date]]] = []
    for place, one in enumerate(STORIES):
        received = one.received(today)
        files.append((received, File(stage, one, received, THEMES[place % len(THEMES)]).acts()))
    for one_report in REPORTS:
        received = ago(one_report.days)(today)
        theme = THEMES[one_report.days % len(THEMES)]
        files.append((received, ReportFile(stage, one_report, received, theme).acts()))
    for done in stage.play(files):
        yield done, len(files)
    attach(stage)


def attach(stage: Stage) -> None:
    """Two attachments with words that stand nowhere else, in the newest file that is heard."""
    query = select(Complaint.id).where(Complaint.state == State.F8).order_by(Complaint.id.desc())
    key = db.session.scalars(query.limit(1)).one()
    report = [copies.Section("Wat er gebeurde", [PORTER])]
    for name, data in (
        ("verklaring mededeelnemer.docx", plain.document("Verklaring", [WITNESS])),
        ("verslag receptie.pdf", copies.copy("Verslag", "", "Opgemaakt door de receptie.", report)),
    ):
        stage.do("coordinator", documents.add, key, data, name, part_of_complaint=False)


# --- one file -------------------------------------------------------------------------------


@dataclass
class File:
    """A complaint on its way."""

    stage: Stage
    story: Story
    received: date
    theme: Theme
    id: int = 0
    planned: list[int] = field(default_factory=list)

    def acts(self) -> Iterator[date]:
        """Do an act, and say on which day the next one is."""
        for last, day, act in WAYS[self.story.way]:
            if day:
                yield ATW.last_working_day_on_or_before(self.received + timedelta(days=day))
            act(self)
            if last is self.story.upto:
                break
        for twist, act in LAST.items():
            if self.has(twist):
                act(self)

    def has(self, *twists: Twist) -> bool:
        return bool(self.story.twists & set(twists))

    def do(self, who: str, operation: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return self.stage.do(who, operation, *arguments, **named)

    @property
    def record(self) -> Complaint:
        return db.session.get_one(Complaint, self.id)

    def party_ids(self, kind: PartyKind) -> list[int]:
        return [one.id for one in self.record.parties if one.kind is kind]

    @property
    def chair(self) -> str:
        """A member of the board about whom nobody complains."""
        return "board2" if "board1" in self.story.about else "board1"

    @property
    def whole_board(self) -> bool:
        return set(self.story.about) >= set(BOTH)

    @property
    def handler(self) -> str:
        return "secretary" if self.has(T.COORDINATOR_INVOLVED) else "coordinator"

    @property
    def hearer(self) -> str:
        """Once someone advises, nobody else hears (art. 9:15 lid 2 Awb)."""
        return CHAIR if self.record.track in {Track.ADVISER, Track.COMMITTEE} else self.handler

    @property
    def today(self) -> date:
        return self.stage.moment.astimezone(clock.AMSTERDAM).date()

    # --- intake ---

    def receive(self) -> None:
        twists, theme, stage = self.story.twists, self.theme, self.stage
        opens = datetime.combine(self.received, time(8, 40), clock.AMSTERDAM)
        oral = T.ORAL in twists
        receipt = intake.Receipt(
            received_at=min(opens, stage.real_now),
            channel=Channel.PHONE if oral else stage.chance.choice(WRITTEN),
            written=not oral,
            letter_dated_on=None if oral else self.received - timedelta(days=1),
            signed=not (oral or T.UNSIGNED in twists),
            signature_method="" if oral or T.UNSIGNED in twists else "handtekening",
        )
        if T.FORWARDED in twists:
            receipt = replace(
                receipt, channel=Channel.EMAIL, channel_designated=False,
                forwarded_on=self.received, sender_told_on=self.received,
            )  # fmt: skip
        made = intake.Intake(
            receipt=receipt,
            description=intake.Description(
                subject=theme.subject,
                description=theme.description,
                wish=theme.wish,
                category_id=stage.categories[theme.category],
                unit_id=stage.units[theme.unit],
                sensitive=T.SENSITIVE in twists,
            ),
            parties=(*self.complainants(), *self.subjects()),
            conducts=() if T.NO_CONDUCT in twists else self.conducts(),
        )
        if T.NO_CONDUCT in twists:
            made = replace(made, description=replace(made.description, description=""))
        self.id = self.do(self.registrar, intake.register, made)
        if T.REPRESENTED in twists:
            self.add_representative()
        if not oral and self.story.upto is not Upto.RECEIVED:
            letter = f"{theme.subject}\n\n{theme.description}\n\n{theme.wish}\n".encode()
            self.do(self.handler, documents.add, self.id, letter, "klaagschrift.txt",
                    part_of_complaint=True)  # fmt: skip

    def complainants(self) -> tuple[intake.PartyData, ...]:
        if self.has(T.NO_COMPLAINANT):
            return ()
        count = 2 if self.has(T.TWO_COMPLAINANTS) else 1
        return tuple(
            intake.PartyData(PartyKind.COMPLAINANT, contact_id=self.complainant())
            for _ in range(count)
        )

    def complainant(self) -> int:
        known: dict[str, Any] = self.stage.new_person()
        known["email"] = f"klager{self.stage.people}@voorbeeld.example"
        if self.has(T.ORGANISATION):
            known |= {"kind": ContactKind.LEGAL, "organisation": "Rechtbank Voorbeeldstad",
                      "relation": "opdrachtgever"}  # fmt: skip
        if self.has(T.ABROAD):
            known |= {"street": "", "house_number": "", "postcode": "", "town": "",
                      "foreign_address": "Rue de l’Exemple 16\n1000 Brussel\nBelgië"}  # fmt: skip
        if self.has(T.EMAIL):
            known["email_consent_on"] = self.received
        return self.contact(known)

    def contact(self, known: dict[str, Any]) -> int:
        data = contacts.ContactData(**known)
        key: int = self.do(self.registrar, lambda actor: contacts.create(data, actor))
        return key

    @property
    def registrar(self) -> str:
        """Who writes down what came in: the Servicedesk sees only its own contacts."""
        return "servicedesk" if T.BY_SERVICEDESK in self.story.twists else self.handler

    def subjects(self) -> tuple[intake.PartyData, ...]:
        return tuple(
            intake.PartyData(
                PartyKind.SUBJECT,
                contact_id=self.subject(code),
                capacity=TITLES.get(code, self.theme.capacity),
                board_member=code in BOTH or self.has(T.BOARD_UNKNOWN),
            )
            for code in self.story.about
        )

    def subject(self, code: str) -> int:
        """Someone who works here; a user of the panel is one contact in all files."""
        if code in self.stage.contact_of:
            return self.stage.contact_of[code]
        known: dict[str, Any] = self.stage.new_person()
        place = {name: known[name] for name in ("street", "house_number", "postcode", "town")}
        known |= {"relation": "medewerker", "unit_id": self.stage.units[self.theme.unit]}
        if code:
            actor = self.stage.users[code]
            first, *rest = actor.name.split()[-2:]
            known |= place | {"first_name": first, "infix": "", "family_name": " ".join(rest),
                              "salutation": "", "user_id": actor.user_id}  # fmt: skip
        key = self.contact(known)
        if code:
            self.stage.contact_of[code] = key
        return key

    def conducts(self) -> tuple[intake.ConductData, ...]:
        return tuple(
            intake.ConductData(
                title=self.theme.conducts[place % len(self.theme.conducts)],
                description=self.theme.description,
                category_id=self.stage.categories[self.theme.category],
                **DATES[how](self.received, place),
            )
            for place, how in enumerate(self.story.dates)
        )

    def add_representative(self) -> None:
        key = self.contact(self.stage.new_person() | {"relation": "advocaat"})
        (represents,) = self.party_ids(PartyKind.COMPLAINANT)
        data = intake.PartyData(
            PartyKind.REPRESENTATIVE, contact_id=key, represents_id=represents, lawyer=True,
            capacity="advocaat", authorised_on=self.received,
        )  # fmt: skip
        self.do(self.handler, intake.add_party, self.id, data)

    def register(self) -> None:
        self.step(self.handler, Event.REGISTER)
        if not self.has(T.NO_HANDLER) or self.story.upto is not Upto.REGISTERED:
            handler_id = self.stage.users[self.handler].user_id
            self.do(self.handler, handover.assign, self.id, self.record.version, handler_id,
                    stated=True)  # fmt: skip

    def acknowledge(self) -> None:
        if self.has(T.NOTE):
            self.do(self.handler, intake.add_note, self.id,
                    "Klager gebeld: wil graag op een donderdag worden gehoord.")  # fmt: skip
        sent = self.send(LetterKind.L01)
        if self.has(T.BOUNCED):
            self.do(self.handler, correspondence.bounced, sent[0], self.stage.moment.date())
        if self.has(T.COORDINATOR_INVOLVED):
            self.do("coordinator", screening.declare_involved, self.id, "Klager is een nicht.")

    # --- supplement and screening ---

    def ask_supplement(self) -> None:
        latest = deadlines.latest_supplement_on(self.received)
        self.step(self.handler, Event.ASK_SUPPLEMENT, items="de handtekening van de klager",
                  due_on=min(latest, self.today + timedelta(days=14)))  # fmt: skip
        self.send(LetterKind.L03)

    def supplemented(self) -> None:
        self.step(self.handler, Event.SCREEN, received_on=self.today,
                  reason="De ondertekende klacht is per post nagestuurd.")  # fmt: skip

    def not_supplemented(self) -> None:
        self.step(self.handler, Event.SCREEN, reason="De klager reageert niet meer.")

    def screen(self) -> None:
        self.step(self.handler, Event.SCREEN)
        if self.has(T.NO_HANDLER):
            self.do(self.handler, screening.declare_involved, self.id, "De docent is een vriend.")

    def decide_screening(self) -> None:
        """The board decides what is not handled; the coordinator proposed it."""
        for key, outcome in zip([one.id for one in self.record.conducts], self.story.outcomes,
                                strict=False):  # fmt: skip
            if outcome is R.TAKEN_UP:
                continue
            data = SCREENED[outcome]
            if self.story.way is W.CRIMINAL_CASE:
                data = replace(data, **CRIMINAL_CASE)
            moves_on = outcome in screening.MOVING_ON
            for who in (self.handler,) if moves_on else (self.handler, self.chair):
                self.do(who, screening.screen, key, self.conduct_version(key), data)
        if self.story.way is not W.OWN:
            if self.story.upto is U.SCREENED:
                for kind in self.notices():
                    self.draft_all(kind, by="secretary")
        elif not self.has(T.UNTOLD):
            self.tell()

    def conduct_version(self, key: int) -> int:
        return next(one.version for one in self.record.conducts if one.id == key)

    def notices(self) -> list[LetterKind]:
        """The letters that tell what is not handled; who gets it forwarded comes first."""
        return [kind for outcome in dict.fromkeys(self.story.outcomes)
                for kind in NOTICES.get(outcome, ())]  # fmt: skip

    def tell(self) -> None:
        for kind in self.notices():
            self.send(kind, by="secretary", approver=self.chair if BY_KIND[kind].approval else "")

    def resume_case(self) -> None:
        self.step(self.handler, Event.RESUME_CASE, requested_on=self.today)
        self.send(LetterKind.L01C)

    # --- the board's own handling ---

    def take_up(self) -> None:
        reason = "De feiten zijn eenvoudig en het bestuur is er niet bij betrokken."
        self.step(self.chair, Event.HANDLE_OWN, decision=self.decision(reason=reason))
        if self.story.upto is Upto.TAKEN_UP:
            self.draft_all(LetterKind.L13A)

    def decision(self, **more: Any) -> judging.BoardDecision:
        members = [code for code in BOTH if self.whole_board or code not in self.story.about]
        absence = "" if len(members) == len(BOTH) else "De klacht gaat over het andere lid."
        if self.whole_board:
            more["document"] = incoming.receive(DECIDED, "besluit.txt")
        ids = tuple(self.stage.users[code].user_id or 0 for code in members)
        return judging.BoardDecision(decided_on=self.today, members=ids, absence=absence, **more)

    def copy(self) -> None:
        self.send(LetterKind.L07)

    def start_hearing(self) -> None:
        self.step(self.hearer, Event.START_HEARING)

    def invite(self) -> None:
        on = ATW.last_working_day_on_or_before(self.today + timedelta(days=13))
        at = datetime.combine(on, time(10, 30), clock.AMSTERDAM)
        kinds = [PartyKind.COMPLAINANT, PartyKind.SUBJECT]
        if self.has(T.WAIVED):
            kinds.remove(PartyKind.COMPLAINANT)
            waiver = hearings.Waiver(
                self.party_ids(PartyKind.COMPLAINANT)[0], WaiverGround.DECLINED,
                "E-mail van de klager.", self.received,
            )  # fmt: skip
            self.do(self.chair, hearings.waive, self.id, waiver)
        for party_id in [one for kind in kinds for one in self.party_ids(kind)]:
            form = self.stage.chance.choice(list(HearingForm))
            plan = hearings.Plan(
                party_id=party_id, planned_at=at, form=form, place=PLACES[form], minutes=60,
                reply_by=on - timedelta(days=4),
            )  # fmt: skip
            self.planned.append(self.do(self.hearer, hearings.plan, self.id, plan))
            at += timedelta(minutes=75)
        self.send_invitations()
        if self.has(T.MOVED):
            self.move(plan)
        if self.has(T.WAIVED):
            self.send(LetterKind.L09)

    def send_invitations(self) -> None:
        self.send(LetterKind.L08A, by=self.hearer)
        self.send(LetterKind.L08B, by=self.hearer)

    def move(self, plan: hearings.Plan) -> None:
        """The last one invited asks for another day."""
        key = self.planned.pop()
        version = db.session.get_one(Hearing, key).version
        self.do(self.hearer, hearings.answer, key, version, Answer.OTHER_DAY, self.today)
        later = replace(plan, planned_at=plan.planned_at + timedelta(days=1))
        version = db.session.get_one(Hearing, key).version
        self.planned.append(
            self.do(self.hearer, hearings.move, key, version, later, "Betrokkene kan dan niet.")
        )
        self.send_invitations()

    def hear(self) -> None:
        hearer = self.stage.users[self.hearer]
        held = self.planned[:-1] if self.has(T.NO_SHOW) else self.planned
        for key in held:
            hearing = db.session.get_one(Hearing, key)
            record = hearings.Record(
                held_at=min(hearing.planned_at, self.stage.moment),
                minutes=45,
                heard_by_id=self.heard_by,
                present=f"{cases.display_name(hearing.party.contact)}, {hearing.party.kind.label}\n"
                f"{hearer.name}, hoort",
                report=f"Gesproken is over: {self.theme.subject.lower()}. {self.theme.findings}",
            )
            self.do(self.hearer, hearings.record, key, hearing.version, record)
        self.more_time()

    @property
    def heard_by(self) -> int | None:
        """None: the one adviser, or the whole committee."""
        return None if self.hearer == CHAIR else self.stage.users[self.handler].user_id

    def report(self) -> None:
        for key in self.planned:
            hearing = db.session.get_one(Hearing, key)
            if hearing.held_at is None:
                self.stayed_away(hearing)
                continue
            known = {name: getattr(hearing, name) for name in (
                "held_at", "minutes", "present", "report", "comments")}  # fmt: skip
            record = hearings.Record(**known, heard_by_id=self.heard_by, final=True)
            self.do(self.hearer, hearings.record, key, hearing.version, record)
        self.send(LetterKind.L10, by=self.hearer)

    def stayed_away(self, hearing: Hearing) -> None:
        if hearing.planned_at <= self.stage.moment:
            over = hearings.Over("Niet gekomen en niet bereikbaar.", AfterHearing.GO_ON)
            self.do(self.hearer, hearings.no_show, hearing.id, hearing.version, over)

    def more_time(self) -> None:
        """Postponed with notice to everyone or not yet to all; or extended, with consent."""
        if self.has(T.POSTPONE, T.POSTPONE_PENDING):
            self.step("secretary", Event.POSTPONE, weeks=4, reason="De docent was drie weken ziek.")
            if self.has(T.POSTPONE):
                self.send(LetterKind.L11, by="secretary")
        if self.has(T.PROPOSE):
            until = (self.record.legal_end or self.today) + timedelta(weeks=4)
            self.do("secretary", endings.ask_extension, self.id, self.record.version, until,
                    self.today + timedelta(days=10), "De docent is met verlof.")  # fmt: skip
            self.send(LetterKind.L12A, by="secretary")
        if self.has(T.EXTEND):
            on = self.today
            self.step("secretary", Event.EXTEND, reason="Klager is vier weken met verlof.",
                      agreed_until=(self.record.legal_end or on) + timedelta(weeks=5),
                      consent_on=on,
                      consent=incoming.receive(CONSENT, "instemming.txt"))  # fmt: skip
            self.send(LetterKind.L12B, by="secretary")

    def complete(self) -> None:
        self.step(self.hearer, Event.COMPLETE_INQUIRY)

    def prepare(self) -> None:
        self.step("secretary", Event.PREPARE_DECISION)

    def judge(self) -> None:
        handled = [one for one in self.record.conducts if one.screening not in NOT_HANDLED]
        for place, (key, version) in enumerate([(one.id, one.version) for one in handled]):
            data = judging.JudgementData(
                findings=self.theme.findings,
                judgement=self.story.judgements[place % len(self.story.judgements)],
                reason=self.theme.reason,
                conclusion=self.theme.conclusion,
                deviation="" if self.has(T.UNREASONED) else "De stukken bewijzen dit niet.",
            )
            self.do("secretary", judging.judge, key, version, data)

    def conclude(self) -> None:
        measures = "" if set(self.story.judgements) == {J.UNFOUNDED} else self.theme.conclusion
        self.do(self.chair, judging.conclude, self.id, self.record.version,
                self.decision(measures=measures))  # fmt: skip

    def draft_judgement(self) -> None:
        self.draft_all(LetterKind.L15, by="secretary")

    def send_judgement(self) -> None:
        for letter in list(self.record.letters):
            if letter.kind is LetterKind.L15:
                self.settle_and_send(letter.id, "secretary", self.chair)
        self.send(LetterKind.L15B)

    # --- with an adviser or the committee ---

    def appoint(self) -> None:
        decision = self.decision(
            reason="De lezingen lopen uiteen en de zaak weegt zwaar.", advisers_stated=True
        )
        who = "secretary" if self.whole_board else self.chair
        if self.story.way is W.ADVISER:
            adviser = self.stage.users[CHAIR].user_id
            self.step(who, Event.APPOINT_ADVISER, adviser_id=adviser, decision=decision)
        else:
            committee = self.stage.committees[COMMITTEE]
            self.step(who, Event.APPOINT_COMMITTEE, committee_id=committee, decision=decision)

    def tell_who_advises(self) -> None:
        self.send(LetterKind.L01B)
        self.send(LetterKind.L13, by="secretary")

    def back_to_the_board(self) -> None:
        reason = "De voorzitter is langdurig ziek en niet te vervangen."
        self.step(self.chair, Event.RESUME_OWN, decision=self.decision(reason=reason))

    def advise(self) -> None:
        report = f"{self.theme.findings} Beide kanten zijn gehoord."
        self.do(CHAIR, advising.write_report, self.id, self.record.version, report)
        answers = advising.Answers(True, self.story.advised, self.theme.reason)
        for key, version in [(one.id, one.version) for one in self.record.conducts]:
            self.do(CHAIR, advising.advise, key, version, answers)
        for kind, text in RECOMMENDED:
            self.do(CHAIR, advising.recommend, self.id, self.record.version, kind, text)
        if self.story.upto is U.ADVISED:
            self.draft_all(LetterKind.L14, by=CHAIR)

    def deliver(self) -> None:
        self.send(LetterKind.L14, by=CHAIR)

    def answer_recommendations(self) -> None:
        """The first is taken over, the other is not."""
        advice = [one for one in self.record.recommendations
                  if one.origin is RecommendationOrigin.ADVICE]  # fmt: skip
        taken_over = (self.taken_over(), follow_up.AnswerData(
            Acceptance.REJECTED, "Dit gebeurt al sinds het voorjaar."))  # fmt: skip
        for (key, version), data in zip([(one.id, one.version) for one in advice], taken_over,
                                        strict=True):  # fmt: skip
            self.do(self.chair, follow_up.answer, key, version, data)

    def taken_over(self) -> follow_up.AnswerData:
        owner = self.stage.users["secretary"].user_id
        return follow_up.AnswerData(Acceptance.ACCEPTED, owner_id=owner,
                                    due_on=self.today + timedelta(days=60))  # fmt: skip

    # --- after the end ---

    def measures(self) -> list[tuple[int, int]]:
        """What was taken over and is not done."""
        return [(one.id, one.version) for one in self.record.recommendations
                if one.acceptance is Acceptance.ACCEPTED and not one.done_on]  # fmt: skip

    def follow_up(self) -> None:
        owed = [one.id for one in self.record.recommendations if not one.owner_id]
        for key, version in self.measures():
            if key in owed:
                self.do(self.chair, follow_up.answer, key, version, self.taken_over())
        if self.measures():
            self.step("secretary", Event.FOLLOW_UP)

    def finish_measures(self) -> None:
        measures = self.measures()
        for key, version in measures:
            result = follow_up.Result("De nieuwe werkwijze geldt voor iedereen.", self.today)
            self.do("secretary", follow_up.finish, key, version, result)
        if measures:
            self.send(LetterKind.L18)

    def to_the_ombudsman(self) -> None:
        key = self.do(self.handler, ombudsman.open_case, self.id, self.record.version,
                      f"2{self.id:05d}.001", self.today)  # fmt: skip
        self.do(self.handler, ombudsman.ask, key, self.ombudsman_version(),
                "Waarom is de getuige niet gehoord?", self.today + timedelta(days=28))  # fmt: skip
        self.draft_all(LetterKind.L19)

    def ombudsman_version(self) -> int:
        return self.record.ombudsman_cases[0].version

    def ombudsman_done(self) -> None:
        (letter,) = [one for one in self.record.letters if one.kind is LetterKind.L19]
        data = documents.read(letter.versions[-1].document.sha256)
        self.do(self.handler, correspondence.replace_document, letter.id, letter.version,
                typed(data, "[ontbreekt: antwoord]", self.theme.findings))  # fmt: skip
        self.settle_and_send(letter.id, self.handler, self.handler)
        (case,) = self.record.ombudsman_cases
        key, (question,) = case.id, [one.id for one in case.questions]
        self.do(self.handler, ombudsman.answered, question, case.version, self.today)
        made = self.do(self.handler, follow_up.add, self.id, self.record.version,
                       RecommendationKind.PREVENTION, "Hoor getuigen die de klager noemt.",
                       key)  # fmt: skip
        self.do(self.chair, follow_up.answer, made, 1, self.taken_over())
        self.send(LetterKind.L20)
        self.do(self.handler, ombudsman.close_case, key, self.ombudsman_version(),
                "Behoorlijk, met een aanbeveling.", self.today)  # fmt: skip

    def reopen(self) -> None:
        own_term_on = self.today + timedelta(days=60)
        self.step(self.chair, Event.REOPEN, own_term_on=own_term_on,
                  decision=self.decision(reason="Een getuige meldde zich alsnog."))  # fmt: skip
        self.send(LetterKind.L26)

    def close(self) -> None:
        self.step(self.handler, Event.CLOSE)

    # --- settled or withdrawn ---

    def record_settlement(self) -> None:
        agreed = endings.Settlement(self.today, self.theme.conclusion,
                                    "De klager mailde: zo is het goed.", True)  # fmt: skip
        self.do(self.handler, endings.settle, self.id, self.record.version, agreed)

    def confirm_settlement(self) -> None:
        self.send(LetterKind.L16)
        self.send(LetterKind.L16B)

    def not_satisfied(self) -> None:
        self.step(self.handler, Event.RESUME, reason="De toegezegde excuses bleven uit.")
        self.send(LetterKind.L01C)

    def record_withdrawal(self) -> None:
        self.do(self.handler, endings.record_withdrawal, self.id, self.record.version, self.today,
                "Per brief, uit eigen beweging.")  # fmt: skip

    def confirm_withdrawal(self) -> None:
        self.send(LetterKind.L17)

    def retract(self) -> None:
        self.step(self.chair, Event.RETRACT, reason="De klager wil toch een oordeel.",
                  requested_on=self.today)  # fmt: skip
        self.send(LetterKind.L01C)

    # --- what happened last ---

    def member_left(self) -> None:
        """Nobody takes the empty place yet."""
        leaving = CHAIR if self.story.way is W.ADVISER else MEMBER
        self.do(self.chair, routing.replace_adviser, self.id, self.record.version,
                self.stage.users[leaving].user_id, None, seat=None, stated=False,
                reason="Heeft een nieuwe baan bij een andere organisatie.")  # fmt: skip

    def handler_left(self) -> None:
        self.do(self.handler, screening.declare_involved, self.id, "De docent is mijn buurman.")

    def ask_about_the_advice(self) -> None:
        for question in ("Waarop rust alinea 12?", "Is de tweede getuige ook gevraagd?"):
            self.do("secretary", advising.ask, self.id, self.record.version, question)
        first = self.record.clarifications[0].id
        self.do(CHAIR, advising.answer, first, "Op de verklaring in bijlage 3.")

    # --- steps and letters ---

    def step(self, who: str, event: Event, **data: Any) -> None:
        version = self.record.version
        self.do(who, handling.apply, self.id, event, version, handling.StepData(**data))

    def draft_all(self, kind: LetterKind, by: str = "") -> list[int]:
        """The letter for everyone who does not have it yet; or for the file."""
        by = by or self.handler
        facts = self.do(by, lambda actor: cases.facts(self.record, actor))
        rule = BY_KIND[kind]
        keys: list[int | None] = [party.id for party in fits(rule, facts).recipients]
        if rule.recipients is the_file:
            keys = [None]
        return [
            self.do(by, correspondence.draft, self.id, self.record.version, kind, key)
            for key in keys
        ]

    def send(self, kind: LetterKind, by: str = "", approver: str = "") -> list[int]:
        letters = self.draft_all(kind, by)
        for one in letters:
            self.settle_and_send(one, by or self.handler, approver or by or self.handler)
        return letters

    def settle_and_send(self, key: int, by: str, approver: str) -> None:
        self.do(approver, correspondence.finish, key, db.session.get_one(Letter, key).version)
        letter = db.session.get_one(Letter, key)
        sent_on, channel = self.today, SendChannel.POST
        if letter.party is None:
            channel = SendChannel.FILE
        elif correspondence.consents(letter, sent_on):
            channel = SendChannel.EMAIL
        sending = correspondence.Sending(sent_on, channel, enclosed=True)
        self.do(by, correspondence.mark_sent, key, letter.version, sending)


COMMITTEE, CHAIR, MEMBER = "Klachtadviescommissie", "adviser1", "adviser3"
RECOMMENDED = (
    (RecommendationKind.REPAIR, "Bied de klager schriftelijk excuses aan."),
    (RecommendationKind.PREVENTION, "Leg belafspraken vast in het cursistdossier."),
)
SCREENED: dict[ScreeningOutcome, screening.ScreeningData] = {
    R.REFUSED: screening.ScreeningData(
        R.REFUSED,
        ground=RefusalGround.OVER_A_YEAR,
        facts="De gedraging is van meer dan een jaar voor de indiening.",
        reason="Na zo lange tijd is niet meer vast te stellen wat er is gezegd.",
    ),
    R.LEFT_ASIDE: screening.ScreeningData(
        R.LEFT_ASIDE,
        facts="Ook na het verzoek om aanvulling is niet duidelijk waarover de klacht gaat.",
        reason="Zonder omschrijving kan het bestuur niets onderzoeken.",
        requirement=Requirement.DESCRIPTION,
    ),
    R.FORWARDED: screening.ScreeningData(
        R.FORWARDED,
        reason="De klacht gaat over de rechtbank zelf.",
        forwarded_to="Rechtbank Voorbeeldstad\nPostbus 1\n3500 AA  Utrecht",
    ),
    R.RETURNED: screening.ScreeningData(
        R.RETURNED, reason="Het stuk is niet voor ons bestemd en er is geen ander orgaan."
    ),
}  # fmt: skip
CRIMINAL_CASE: dict[str, Any] = {
    "ground": RefusalGround.CRIMINAL_CASE,
    "facts": "De officier van justitie vervolgt de docent voor deze gedraging.",
    "reason": "De strafzaak gaat voor; daarna kan de klager hervatting vragen.",
    "criminal_case_running": True,
}
NOTICES = {
    R.REFUSED: (LetterKind.L05A,),
    R.LEFT_ASIDE: (LetterKind.L05B,),
    R.FORWARDED: (LetterKind.L06A, LetterKind.L06B),
    R.RETURNED: (LetterKind.L06C,),
}

WRITTEN = (Channel.FORM, Channel.FORM, Channel.POST, Channel.EMAIL)
TITLES = {
    "team_leader": "teamleider", "adviser3": "gastdocent",
    "board1": "bestuurslid", "board2": "bestuurslid",
}  # fmt: skip


def typed(data: bytes, place: str, words: str) -> bytes:
    """A Word file in which someone wrote these words at an empty place."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(made, "w") as after:
        for part in before.infolist():
            after.writestr(part, before.read(part).replace(place.encode(), words.encode()))
    return made.getvalue()


def _a_year_before(day: date) -> date:
    return day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day.replace(
        year=day.year - 1)  # fmt: skip


DATES: dict[str, Callable[[date, int], dict[str, Any]]] = {
    "day": lambda on, place: {"dating": Dating.DAY, "first_on": on - timedelta(days=20 + place)},
    "period": lambda on, _: {"dating": Dating.PERIOD, "first_on": on - timedelta(days=90),
                             "last_on": on - timedelta(days=12)},
    "ongoing": lambda on, _: {"dating": Dating.ONGOING, "first_on": on - timedelta(days=60)},
    "window": lambda on, _: {"dating": Dating.WINDOW, "first_on": on - timedelta(days=420),
                             "last_on": on - timedelta(days=330)},
    "unknown": lambda _on, _place: {"dating": Dating.UNKNOWN},
    "boundary": lambda on, _: {"dating": Dating.DAY, "first_on": _a_year_before(on)},
    "older": lambda on, _: {"dating": Dating.DAY, "first_on": on - timedelta(days=410)},
}  # fmt: skip
"""When a conduct was, seen from the day of receipt."""

BEGINNING = (
    (U.RECEIVED, 0, File.receive),
    (U.REGISTERED, 1, File.register),
    (U.ACKNOWLEDGED, 2, File.acknowledge),
)
ASKED = (U.SUPPLEMENT, 3, File.ask_supplement)
SCREENING = ((U.SCREENING, 4, File.screen), (U.SCREENED, 6, File.decide_screening))
TAKEN_UP = (
    *SCREENING,
    (U.TAKEN_UP, 8, File.take_up),
    (U.COPIED, 9, File.copy),
    (U.HEARING, 9, File.start_hearing),
)
AFTER = (
    (U.FOLLOWED, 60, File.follow_up),
    (U.DONE, 85, File.finish_measures),
    (U.CLOSED, 430, File.close),
)
OWN_HANDLING = (
    *TAKEN_UP,
    (U.INVITED, 10, File.invite),
    (U.HEARD, 24, File.hear),
    (U.REPORTED, 27, File.report),
    (U.INQUIRED, 28, File.complete),
    (U.PREPARED, 29, File.prepare),
    (U.JUDGED, 32, File.judge),
    (U.DECIDED, 34, File.conclude),
    (U.DRAFTED, 36, File.draft_judgement),
    (U.CONCLUDED, 36, File.send_judgement),
)
APPOINTING = (
    *SCREENING,
    (U.APPOINTED, 8, File.appoint),
    (U.TOLD, 9, File.tell_who_advises),
)
ADVISED = (
    *APPOINTING,
    (U.COPIED, 10, File.copy),
    (U.HEARING, 10, File.start_hearing),
    (U.INVITED, 11, File.invite),
    (U.HEARD, 26, File.hear),
    (U.REPORTED, 29, File.report),
    (U.INQUIRED, 30, File.complete),
    (U.ADVISED, 38, File.advise),
    (U.DELIVERED, 42, File.deliver),
    (U.PREPARED, 43, File.prepare),
    (U.JUDGED, 47, File.judge),
    (U.ANSWERED, 48, File.answer_recommendations),
    (U.DECIDED, 50, File.conclude),
    (U.DRAFTED, 52, File.draft_judgement),
    (U.CONCLUDED, 52, File.send_judgement),
    *AFTER,
)
NOT_TAKEN_UP = (
    (U.SCREENING, 4, File.screen),
    (U.SCREENED, 11, File.decide_screening),
    (U.ENDED, 16, File.tell),
)

WAYS: dict[Way, tuple[tuple[Upto, int, Callable[[File], None]], ...]] = {
    way: (*BEGINNING, *acts)
    for way, acts in (
        (W.OWN, (*OWN_HANDLING, *AFTER)),
        (W.SUPPLEMENT, (ASKED, (U.SCREENING, 10, File.supplemented))),
        (W.ADVISER, ADVISED),
        (W.COMMITTEE, ADVISED),
        (W.SWITCH, (
            *TAKEN_UP[:-1],
            (U.APPOINTED, 16, File.appoint),
            (U.TOLD, 17, File.tell_who_advises),
            (U.HEARING, 18, File.start_hearing),
            (U.INVITED, 19, File.invite),
        )),
        (W.BACK, (
            *APPOINTING,
            (U.BACK, 20, File.back_to_the_board),
            (U.COPIED, 21, File.copy),
            (U.HEARING, 21, File.start_hearing),
        )),
        (W.NOT_HANDLED, (*NOT_TAKEN_UP, (U.CLOSED, 430, File.close))),
        (W.LEFT_ASIDE, (
            ASKED,
            (U.SCREENING, 20, File.not_supplemented),
            (U.SCREENED, 22, File.decide_screening),
            (U.ENDED, 24, File.tell),
        )),
        (W.CRIMINAL_CASE, (*NOT_TAKEN_UP, (U.RESUMED, 100, File.resume_case))),
        (W.SETTLED, (
            *TAKEN_UP,
            (U.RECORDED, 12, File.record_settlement),
            (U.ENDED, 13, File.confirm_settlement),
            (U.RESUMED, 27, File.not_satisfied),
        )),
        (W.WITHDRAWN, (
            *TAKEN_UP,
            (U.RECORDED, 15, File.record_withdrawal),
            (U.ENDED, 16, File.confirm_withdrawal),
            (U.RESUMED, 41, File.retract),
        )),
        (W.OMBUDSMAN, (
            *OWN_HANDLING,
            (U.OMBUDSMAN, 70, File.to_the_ombudsman),
            (U.OMBUDSMAN_DONE, 91, File.ombudsman_done),
        )),
        (W.REOPENED, (*OWN_HANDLING, (U.REOPENED, 110, File.reopen))),
    )
}  # fmt: skip
"""The acts, and how many days after receipt; on a rest day the working day before."""

LAST: dict[Twist, Callable[[File], None]] = {
    T.MEMBER_LEFT: File.member_left,
    T.HANDLER_LEFT: File.handler_left,
    T.QUESTION: File.ask_about_the_advice,
    T.SETTLING: File.record_settlement,
    T.WITHDRAWING: File.record_withdrawal,
}
"""What happened after the last act, and still waits for someone."""


# --- informal reports -----------------------------------------------------------------------


@dataclass(frozen=True)
class ReportStory:
    """One report: how many days ago, where it stands now, and what is special."""

    days: int
    state: State
    channel: Channel = Channel.PHONE
    late: bool = False
    anonymous: bool = False


S, C = State, Channel
REPORTS = (
    ReportStory(0, S.I0),
    ReportStory(0, S.I1, C.EMAIL),
    ReportStory(1, S.I1),
    ReportStory(9, S.I1, C.EMAIL),
    ReportStory(6, S.I1, anonymous=True),
    ReportStory(2, S.I2),
    ReportStory(5, S.I2, C.VISIT),
    ReportStory(39, S.I2, C.EMAIL, late=True),
    ReportStory(9, S.I4),
    ReportStory(12, S.I3),
    ReportStory(30, S.I3, C.EMAIL),
    ReportStory(40, S.I6, late=True),
    ReportStory(55, S.I7),
    ReportStory(20, S.I5, C.EMAIL),
    ReportStory(64, S.I5, late=True),
)
DESK = "servicedesk"


@dataclass
class ReportFile:
    """A report on its way, by the hand of the Servicedesk."""

    stage: Stage
    story: ReportStory
    received: date
    theme: Theme
    id: int = 0

    def acts(self) -> Iterator[date]:
        """Do an act, and say on which day the next one is."""
        self.register()
        if self.story.state in NEW_REPORT:
            return
        yield self.working_days(3 if self.story.late else 1)
        self.step(Event.TAKE_UP)
        self.speak(Direction.INCOMING, f"Verteld: {self.theme.description}")
        yield self.working_days(4)
        self.speak(Direction.OUTGOING, "Nagevraagd bij de afdeling en teruggebeld.")
        if close := ENDS.get(self.story.state):
            yield self.working_days(5)
            close(self)

    def working_days(self, count: int) -> date:
        return ATW.add_working_days(self.received, count)

    def do(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return self.stage.do(DESK, operation, *arguments, **named)

    def register(self) -> None:
        opens = datetime.combine(self.received, time(8, 50), clock.AMSTERDAM)
        theme, stage = self.theme, self.stage
        known: dict[str, Any] = stage.new_person()
        reporter = intake.PartyData(PartyKind.COMPLAINANT, person=contacts.ContactData(**known))
        made = intake.Intake(
            receipt=intake.Receipt(
                received_at=min(opens, stage.real_now), channel=self.story.channel, written=False,
                signed=False,
            ),
            description=intake.Description(
                subject=theme.subject,
                description=theme.description,
                wish=theme.wish,
                category_id=stage.categories[theme.category],
                unit_id=None if self.story.state is State.I0 else stage.units[theme.unit],
            ),
            parties=() if self.story.anonymous else (reporter,),
            conducts=(
                intake.ConductData(
                    theme.conducts[0], theme.description, dating=Dating.DAY,
                    first_on=self.received - timedelta(days=8),
                ),
            ),
            kind=Kind.REPORT,
            anonymous=self.story.anonymous,
        )  # fmt: skip
        self.id = self.do(intake.register, made)
        if self.story.channel is Channel.EMAIL:
            mail = f"{theme.subject}\n\n{theme.description}\n".encode()
            self.do(documents.add, self.id, mail, "e-mail.txt", part_of_complaint=True)

    def speak(self, direction: Direction, summary: str) -> None:
        at = min(self.stage.moment, self.stage.real_now)
        name = db.session.get_one(Complaint, self.id).complainant_names
        said = contact_log.Moment(at, direction, ContactChannel.PHONE, name, summary)
        self.do(contact_log.log, self.id, said)

    def step(self, event: Event, **data: Any) -> None:
        version = db.session.get_one(Complaint, self.id).version
        self.do(handling.apply, self.id, event, version, handling.StepData(**data))

    def solve(self) -> None:
        self.step(
            Event.SOLVE, solution=self.theme.conclusion,
            satisfaction="Zei aan de telefoon dat het zo goed is.",
            settled_on=self.stage.moment.astimezone(clock.AMSTERDAM).date(),
        )  # fmt: skip

    def point_on(self) -> None:
        self.step(Event.POINT_ON, reason="Twee keer bemiddeld; de melder wil een oordeel.")

    def close(self) -> None:
        self.step(Event.CLOSE_REPORT, reason="De melder reageert niet meer, ook niet na bellen.")

    def refer(self) -> None:
        self.step(Event.REFER, forwarded_to="de rechtbank waar de melder werkt")

    def convert(self) -> None:
        """By the report itself when it was written, or by a form; then handed over."""
        start, message = ClockStart.REPORT, None
        reason = "De e-mail had naam, adres, datum en klacht: zij was al een klaagschrift."
        if self.story.channel is not Channel.EMAIL:
            start, message = ClockStart.MESSAGE, intake.Receipt(self.stage.moment, Channel.FORM)
            reason = "De melding was mondeling; het formulier is het eerste stuk."
        data = conversion.Conversion(start, message, signed=True, about_handling=self.story.late)
        self.step(Event.CONVERT, conversion=data, reason=reason)
        made = db.session.scalars(select(Complaint).where(Complaint.source_id == self.id)).one()
        self.do(handling.apply, made.id, Event.REGISTER, made.version, handling.StepData())


ENDS: dict[State, Callable[[ReportFile], None]] = {
    State.I3: ReportFile.solve,
    State.I4: ReportFile.point_on,
    State.I5: ReportFile.convert,
    State.I6: ReportFile.close,
    State.I7: ReportFile.refer,
}
