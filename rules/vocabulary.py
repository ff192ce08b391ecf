"""The closed lists: each value is stored as written here, each has its Dutch label."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed list whose values carry a Dutch label: ``NAME = "stored", "label"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class Kind(Labelled):
    """Formal complaint (klacht) or informal report (melding)."""

    FORMAL = "formal", "klacht"
    REPORT = "report", "melding"


class State(Labelled):
    """Where a file stands (law.md 3.1). I: informal track; F: formal complaint."""

    I0 = "I0", "ontvangen"
    I1 = "I1", "geregistreerd en gemeld aan teamleider"
    I2 = "I2", "in behandeling bij de Servicedesk"
    I3 = "I3", "opgelost"
    I4 = "I4", "niet opgelost, gewezen op formele klacht"
    I5 = "I5", "omgezet in formele klacht"
    I6 = "I6", "gesloten zonder oplossing"
    I7 = "I7", "doorverwezen"
    F0 = "F0", "ontvangen"
    F1 = "F1", "geregistreerd"
    F2 = "F2", "ontvangst bevestigd"
    F3 = "F3", "aanvulling gevraagd"
    F4 = "F4", "toetsing"
    F5 = "F5", "in behandeling bij het bestuur"
    F6 = "F6", "in behandeling bij een adviseur"
    F7 = "F7", "in behandeling bij de adviescommissie"
    F8 = "F8", "hoor en wederhoor"
    F9 = "F9", "onderzoek afgerond"
    F10 = "F10", "advies ontvangen"
    F11 = "F11", "besluit in voorbereiding"
    F12 = "F12", "afgehandeld"
    F13 = "F13", "niet in behandeling genomen"
    F14 = "F14", "buiten behandeling (9:4)"
    F15 = "F15", "doorgezonden of teruggezonden"
    F16 = "F16", "informeel opgelost (9:5)"
    F17 = "F17", "ingetrokken"
    F18 = "F18", "opvolging van maatregelen"
    F19 = "F19", "gesloten"
    F20 = "F20", "vernietigd of overgebracht"


ENDED = frozenset(
    {
        State.I3, State.I5, State.I6, State.I7, State.F12, State.F13, State.F14,
        State.F15, State.F16, State.F17, State.F18, State.F19, State.F20,
    }
)  # fmt: skip
"""States in which no handling term runs."""

RUNNING = frozenset(State) - ENDED
"""States in which a term can run out."""

UNCLOSED = frozenset(State) - {State.F19, State.F20}
"""States in which something can still be added."""

RETAINED = frozenset({State.F19, State.I3, State.I5, State.I6, State.I7})
"""Ended for good: from here a file is only kept, and in the end destroyed (law.md T43)."""

NEW_REPORT = frozenset({State.I0, State.I1})
"""A report that waits for the Servicedesk."""

UNCONFIRMED = frozenset({State.F0, State.F1})
"""Nobody confirmed the receipt yet (art. 9:6)."""

WITH_ADVISER = frozenset({State.F6, State.F7})
"""Given to an adviser or a committee, who has still to hear (art. 9:14)."""

IN_SCREENING = frozenset({State.F2, State.F3, State.F4})
"""Confirmed; whether it is handled is not decided."""

UNDECIDED = UNCONFIRMED | IN_SCREENING
"""Whether it is handled is not decided (art. 9:8)."""

SUPPLEMENT_FROM = frozenset({State.F2, State.F4})
"""A supplement can be asked (art. 9:4 lid 2)."""

INQUIRY = frozenset({State.F5, State.F6, State.F7, State.F8})
"""Taken up: people are heard and facts are found (art. 9:9 and 9:10)."""

INQUIRED = frozenset({State.F9, State.F10, State.F11})
"""Everyone was heard or offered it; the judgement is to come."""

IN_HANDLING = INQUIRY | INQUIRED
"""From taking up until the end."""

ADVISING = frozenset({State.F6, State.F7, State.F8, State.F9})
"""The advice grows while the complaint is heard and looked into (art. 9:14 and 9:15)."""

ADVICE_WEIGHED = frozenset({State.F10, State.F11})
"""The advice is there and nobody decided yet."""

OVER = frozenset(
    {State.F12, State.F13, State.F14, State.F15, State.F16, State.F17, State.F18}
)  # fmt: skip
"""Handling ended and the file is not closed."""

AFTER_HANDLING = OVER - {State.F15} | {State.F19}
"""Ended with us, so that the ombudsman may ask (law.md T39); about the handling itself one may go
to the ombudsman at any time.
"""


class Event(Labelled):
    """What someone does to a file: the verb on the button."""

    REPORT = "report", "Melding ontvangen"
    REGISTER_REPORT = "register_report", "Registreren en teamleider inlichten"
    TAKE_UP = "take_up", "In behandeling nemen"
    SOLVE = "solve", "Afsluiten als opgelost"
    POINT_ON = "point_on", "Wijzen op de formele klacht"
    CONVERT = "convert", "Omzetten in een formele klacht"
    CLOSE_REPORT = "close_report", "Sluiten zonder oplossing"
    REFER = "refer", "Doorverwijzen"
    RECEIVE = "receive", "Klacht ontvangen"
    REGISTER = "register", "Registreren"
    ACKNOWLEDGE = "acknowledge", "Ontvangst bevestigen"
    ASK_SUPPLEMENT = "ask_supplement", "Aanvulling vragen"
    SCREEN = "screen", "Toetsing beginnen"
    REFUSE = "refuse", "Niet in behandeling nemen"
    LEAVE_ASIDE = "leave_aside", "Buiten behandeling laten"
    FORWARD = "forward", "Doorzenden"
    RETURN = "return", "Terugzenden"
    HANDLE_OWN = "handle_own", "Zelf behandelen"
    APPOINT_ADVISER = "appoint_adviser", "Adviseur aanwijzen"
    APPOINT_COMMITTEE = "appoint_committee", "Adviescommissie aanwijzen"
    RESUME_OWN = "resume_own", "Terug naar behandeling door het bestuur"
    START_HEARING = "start_hearing", "Hoor en wederhoor beginnen"
    COMPLETE_INQUIRY = "complete_inquiry", "Onderzoek afronden"
    DELIVER_ADVICE = "deliver_advice", "Advies uitbrengen"
    PREPARE_DECISION = "prepare_decision", "Besluit voorbereiden"
    CONCLUDE = "conclude", "Afhandelen met de afdoeningsbrief"
    POSTPONE = "postpone", "Termijn verdagen"
    EXTEND = "extend", "Verder uitstel vastleggen"
    SETTLE = "settle", "Informeel opgelost afsluiten"
    RESUME = "resume", "Hervatten: de klager is niet tevreden"
    WITHDRAW = "withdraw", "Intrekking bevestigen"
    RETRACT = "retract", "Intrekking terugdraaien"
    RESUME_CASE = "resume_case", "Hervatten na de strafzaak"
    REOPEN = "reopen", "Heropenen"
    FOLLOW_UP = "follow_up", "Opvolging beginnen"
    CLOSE = "close", "Dossier sluiten"


class Track(Labelled):
    """The way of handling (wijze van behandeling) that the board chose."""

    OWN = "own", "bestuur zelf"
    ADVISER = "adviser", "adviseur"
    COMMITTEE = "committee", "adviescommissie"


class Channel(Labelled):
    """How the complaint came in."""

    FORM = "form", "klachtenformulier"
    POST = "post", "post"
    EMAIL = "email", "e-mail"
    HAND = "hand", "afgegeven"
    PHONE = "phone", "telefoon"
    VISIT = "visit", "bezoek"


ORAL = frozenset({Channel.PHONE, Channel.VISIT})
"""What comes in so was said, unless someone brought a paper along."""


class Role(Labelled):
    """The eight roles of the panel."""

    SERVICEDESK = "servicedesk", "Servicedesk"
    TEAM_LEADER = "team_leader", "teamleider"
    COORDINATOR = "coordinator", "klachtencoördinator"
    SECRETARY = "secretary", "bestuurssecretaris"
    BOARD = "board", "College van Bestuur"
    ADVISER = "adviser", "adviseur of commissielid"
    AUDITOR = "auditor", "privacy officer of auditor"
    ADMINISTRATOR = "administrator", "functioneel beheerder"


class Permission(Labelled):
    """What can be permitted: ``<subject>:<act>``. Alphabetical, so that a review reads one list."""

    ADVICE_READ = "advice:read", "adviezen en aanbevelingen zien"
    ADVICE_WRITE = "advice:write", "adviseren"
    AUDIT_READ = "audit:read", "logboek lezen"
    CALCULATOR_USE = "calculator:use", "termijnen berekenen"
    CALENDAR_MANAGE = "calendar:manage", "rustdagen beheren"
    CALENDAR_READ = "calendar:read", "rustdagen zien"
    CATEGORY_MANAGE = "category:manage", "categorieën beheren"
    COMMITTEE_MANAGE = "committee:manage", "commissies en leden beheren"
    COMMITTEE_READ = "committee:read", "commissies zien"
    COMPLAINT_DECIDE = "complaint:decide", "oordelen en afhandelen"
    COMPLAINT_EDIT = "complaint:edit", "klachtgegevens wijzigen"
    COMPLAINT_POSTPONE = "complaint:postpone", "verdagen en uitstellen"
    COMPLAINT_READ = "complaint:read", "klachtdossiers zien"
    COMPLAINT_REFUSE = "complaint:refuse", "besluiten om niet te behandelen"
    COMPLAINT_REGISTER = "complaint:register", "klachten registreren"
    COMPLAINT_ROUTE = "complaint:route", "wijze van behandeling kiezen"
    COMPLAINT_SCREEN = "complaint:screen", "toetsen en voorstellen"
    CONTACT_EDIT = "contact:edit", "contacten wijzigen"
    CONTACT_READ = "contact:read", "contacten zien"
    DASHBOARD_READ = "dashboard:read", "cijfers zien"
    DECISION_DRAFT = "decision:draft", "oordeel voorbereiden"
    DECISION_RECORD = "decision:record", "besluiten van het bestuur vastleggen"
    DESTRUCTION_APPROVE = "destruction:approve", "vernietiging goedkeuren"
    DESTRUCTION_HOLD = "destruction:hold", "dossiers langer laten bewaren"
    DESTRUCTION_PROPOSE = "destruction:propose", "vernietiging voorstellen"
    DESTRUCTION_READ = "destruction:read", "vernietigingslijsten zien"
    EMERGENCY_GRANT = "emergency:grant", "noodtoegang toestaan"
    FOLLOW_UP_WRITE = "follow_up:write", "maatregelen opvolgen"
    HEARING_HOLD = "hearing:hold", "horen en verslag maken"
    HEARING_WAIVE = "hearing:waive", "besluiten om niet te horen"
    LETTER_APPROVE = "letter:approve", "besluitbrieven vaststellen"
    LETTER_SEND = "letter:send", "brieven verzenden"
    LETTER_WRITE = "letter:write", "brieven maken"
    OMBUDSMAN_WRITE = "ombudsman:write", "ombudsmanzaken bijhouden"
    PRIVACY_READ = "privacy:read", "privacyverzoeken en datalekken zien"
    PRIVACY_WRITE = "privacy:write", "privacyverzoeken en datalekken behandelen"
    REGISTER_READ = "register:read", "register zien"
    REGISTER_RELEASE = "register:release", "openbare teksten vrijgeven"
    REGISTER_WRITE = "register:write", "openbare teksten schrijven"
    REPORT_READ = "report:read", "meldingen zien"
    REPORT_WRITE = "report:write", "meldingen registreren"
    ROLE_MANAGE = "role:manage", "rollen en rechten beheren"
    ROLE_READ = "role:read", "rollen zien"
    SETTING_MANAGE = "setting:manage", "instellingen beheren"
    SETTING_READ = "setting:read", "instellingen zien"
    SUBSTITUTION_MANAGE = "substitution:manage", "vervanging voor een ander regelen"
    TEMPLATE_MANAGE = "template:manage", "sjablonen beheren"
    TEMPLATE_READ = "template:read", "sjablonen zien"
    USER_MANAGE = "user:manage", "gebruikers beheren"
    USER_READ = "user:read", "gebruikers zien"


class Scope(Labelled):
    """How far a permission reaches. Absent means none."""

    ALL = "all", "alle"
    UNIT = "unit", "eigen afdeling"
    OWN = "own", "eigen en toegewezen"
    INTAKE = "intake", "zelf geregistreerd, tot de overdracht"


class CaseRole(Labelled):
    """What a user is to one file (rol in het dossier)."""

    HANDLER = "handler", "behandelaar"
    INVESTIGATOR = "investigator", "onderzoeker"
    APPROVER = "approver", "besluitnemer"
    ADVISER = "adviser", "adviseur"
    MEMBER = "member", "commissielid"
    MINUTES = "minutes", "verslaglegger"


class ContactKind(Labelled):
    """A natural person, a legal person, or a department (afdeling) of the authority."""

    NATURAL = "natural", "persoon"
    LEGAL = "legal", "organisatie"
    UNIT = "unit", "afdeling"


class PartyKind(Labelled):
    """What a party is to a complaint."""

    COMPLAINANT = "complainant", "klager"
    REPRESENTATIVE = "representative", "gemachtigde"
    SUBJECT = "subject", "degene over wie wordt geklaagd"


class TimeOutcome(Labelled):
    """Outcome of the twelve-month test for one conduct (law.md 2.3)."""

    ADMISSIBLE = "ADMISSIBLE", "binnen twaalf maanden"
    BOUNDARY = "BOUNDARY", "precies twaalf maanden: behandelen (Awb)"
    OLDER = "OLDER", "langer dan een jaar geleden"
    UNDETERMINED = "UNDETERMINED", "nog niet vast te stellen"


class ReferenceBasis(Labelled):
    """Which fact gives the reference date of submission (law.md 2.2)."""

    RECEIVED = "received", "ontvangst"
    POSTMARK = "postmark", "poststempel"
    SENT = "sent", "elektronische verzending"
    ELSEWHERE = "elsewhere", "ontvangst door een ander orgaan"


class TermBasis(Labelled):
    """From which fact the handling term runs."""

    RECEIVED = "received", "ontvangst"
    FORWARDED = "2:24", "interne doorgeleiding (art. 2:24 Awb)"


class ClockStart(Labelled):
    """From which message the term of a converted report runs (law.md T06)."""

    REPORT = "report", "de oorspronkelijke schriftelijke melding"
    MESSAGE = "message", "het nieuwe formulier of bericht"


class DecisionKind(Labelled):
    """What a recorded decision of the board is about."""

    TRACK = "track", "wijze van behandeling"
    REOPENING = "reopening", "heropening"
    REFUSAL = "refusal", "niet in behandeling nemen"
    CONCLUSION = "conclusion", "oordeel en conclusies"


class TemplateState(Labelled):
    """What became of a version of a template. Only an activated one is ever used."""

    PROPOSED = "proposed", "voorgesteld"
    ACTIVATED = "activated", "geactiveerd"
    REJECTED = "rejected", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ProposalState(Labelled):
    """What became of a proposal for other rights. Nothing changes until it is approved."""

    PROPOSED = "proposed", "wacht op een tweede beheerder"
    APPROVED = "approved", "goedgekeurd"
    REJECTED = "rejected", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class RetentionClass(Labelled):
    """What a file counts as when it is asked how long it is kept, by how it ended."""

    JUDGED = "judged", "klacht met een oordeel"
    UNJUDGED = "unjudged", "klacht zonder oordeel"
    WRITTEN_REPORT = "written_report", "schriftelijke melding"
    REPORT = "report", "mondelinge melding"


class PutOff(Labelled):
    """Why a file is not destroyed yet."""

    NOT_YET = "not_yet", "de bewaartermijn loopt nog"
    HOLD = "hold", "iemand legde vast dat het dossier langer moet blijven"
    OMBUDSMAN = "ombudsman", "er loopt een zaak bij de ombudsman"
    OMBUDSMAN_YEAR = "ombudsman_year", "het jaar om naar de ombudsman te gaan loopt nog"
    LINK = "link", "een dossier dat ermee is verbonden, loopt nog"
    COMPLAINT = "complaint", "de klacht die eruit voortkwam, wordt nog bewaard"
    REQUEST = "request", "er loopt nog een privacyverzoek van iemand in dit dossier"
    UNSEEN = "unseen", "wie goedkeurde, mag dit dossier niet zien"


class DestructionState(Labelled):
    """How far a list of files to destroy has come (vernietigingslijst)."""

    PROPOSED = "proposed", "wacht op goedkeuring"
    APPROVED = "approved", "goedgekeurd, nog niet klaar"
    DONE = "done", "uitgevoerd"
    REJECTED = "rejected", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class RequestKind(Labelled):
    """What someone asks about the data on themselves (verzoek van een betrokkene, AVG)."""

    ACCESS = "access", "inzage"
    RECTIFICATION = "rectification", "rectificatie"
    ERASURE = "erasure", "wissing"
    RESTRICTION = "restriction", "beperking van de verwerking"
    OBJECTION = "objection", "bezwaar tegen de verwerking"


class RequestOutcome(Labelled):
    """What was answered to such a request."""

    GRANTED = "granted", "ingewilligd"
    PARTLY = "partly", "deels ingewilligd"
    REFUSED = "refused", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class RightLimit(Labelled):
    """Why such a request is not granted, or not wholly (weigeringsgrond)."""

    LEGAL_DUTY = "legal_duty", "wettelijke plicht om de klacht te behandelen"
    PUBLIC_TASK = "public_task", "taak van algemeen belang"
    ARCHIVE = "archive", "archivering in het algemeen belang"
    CLAIM = "claim", "rechtsvordering"
    OTHERS = "others", "rechten en vrijheden van anderen"
    ACCURATE = "accurate", "de gegevens zijn niet onjuist of onvolledig"
    COMPELLING = "compelling", "dwingende gerechtvaardigde gronden"
    EXCESSIVE = "excessive", "kennelijk ongegrond of buitensporig verzoek"
    UNIDENTIFIED = "unidentified", "niet vast te stellen wie het vraagt"


class DisclosureKind(Labelled):
    """What of a file can be about someone, piece by piece."""

    COMPLAINT = "complaint", "tekst van de klacht of melding"
    DOCUMENT = "document", "document"
    LETTER = "letter", "brief"
    SUBMISSION = "submission", "bericht van de codepagina"
    MAIL = "mail", "e-mail"
    CONTACT_MOMENT = "contact_moment", "contactmoment"
    NOTE = "note", "interne notitie"
    HEARING = "hearing", "verslag van een hoorgesprek"


class DisclosureChoice(Labelled):
    """What a person decided about one piece: nothing goes along until someone looked at it."""

    WHOLE = "whole", "gaat mee"
    MASKED = "masked", "gaat mee, met weggelaten stukken"
    OUT = "out", "gaat niet mee"


class BreachDecision(Labelled):
    """Whether a breach was told to the supervisory authority (Autoriteit Persoonsgegevens)."""

    REPORTED = "reported", "gemeld bij de Autoriteit Persoonsgegevens"
    NOT_REPORTED = "not_reported", "niet gemeld"


class ScanState(Labelled):
    """What the virus scanner says of a file from outside (virusscan)."""

    NOT_SCANNED = "not_scanned", "niet gescand"
    CLEAN = "clean", "gescand, geen virus gevonden"
    QUARANTINED = "quarantined", "wacht op de virusscanner"
    INFECTED = "infected", "bevat een virus"


HELD = frozenset({ScanState.QUARANTINED, ScanState.INFECTED})
"""Nobody opens these, and they go along with nothing."""
UNSCANNED = frozenset({ScanState.NOT_SCANNED, ScanState.QUARANTINED})
"""To be scanned as soon as there is a scanner."""


class SearchKind(Labelled):
    """In what a word was found."""

    FILE = "file", "dossier"
    LOG = "log", "notities en contacten"
    LETTER = "letter", "brief"
    DOCUMENT = "document", "bijlage"


class VersionOrigin(Labelled):
    """How a version of a letter came about."""

    GENERATED = "generated", "gemaakt uit het sjabloon"
    UPLOADED = "uploaded", "teruggezet na bewerking"
    CLEANED = "cleaned", "definitief gemaakt, zonder sporen van het bewerken"
    SAVED = "saved", "opgeslagen in Word of LibreOffice"


class LetterCheck(Labelled):
    """What the pre-flight of a letter can find (controle vóór definitief)."""

    LEFTOVER = "leftover", "Lege plek of tag"
    CLAUSE = "clause", "Verplichte zin ontbreekt"
    OWN_REFERENCE = "own_reference", "Eigen kenmerk ontbreekt"
    TERM = "term", "Termijn of dag ontbreekt"
    MARKER = "marker", "Invulteken"
    TRACKED = "tracked", "Bijgehouden wijziging"
    COMMENT = "comment", "Opmerking"
    HIDDEN = "hidden", "Verborgen tekst"
    HIGHLIGHTED = "highlighted", "Gemarkeerde tekst"
    OTHER_REFERENCE = "other_reference", "Kenmerk van een ander dossier"
    OTHER_NAME = "other_name", "Naam van een andere klager"
    YEAR = "year", "Jaar dat niet past"
    ENCLOSURE = "enclosure", "Bijlage die niet klopt"
    NUMBER = "number", "Burgerservicenummer"


class Dating(Labelled):
    """How the day of a conduct is known."""

    DAY = "day", "op één dag"
    PERIOD = "period", "in een periode"
    ONGOING = "ongoing", "duurt nog voort"
    WINDOW = "window", "ongeveer, tussen twee dagen"
    UNKNOWN = "unknown", "onbekend"


class RefusalGround(Labelled):
    """Grounds on which the board need not handle a conduct (art. 9:8 Awb) or cannot (art. 9:4)."""

    HANDLED_BEFORE = "9:8-1-a", "eerder behandeld"
    OVER_A_YEAR = "9:8-1-b", "langer dan een jaar geleden"
    OBJECTION = "9:8-1-c", "bezwaar stond open"
    APPEAL = "9:8-1-d", "beroep staat of stond open"
    OTHER_COURT = "9:8-1-e", "bij een andere rechter"
    CRIMINAL_CASE = "9:8-1-f", "strafrechtelijk onderzoek of vervolging"
    INSUFFICIENT_WEIGHT = "9:8-2", "kennelijk onvoldoende belang of gewicht"


class ScreeningOutcome(Labelled):
    """What was decided for one conduct at the screening (toetsing)."""

    TAKEN_UP = "taken_up", "in behandeling"
    REFUSED = "refused", "niet in behandeling (9:8)"
    LEFT_ASIDE = "left_aside", "buiten behandeling (9:4)"
    FORWARDED = "forwarded", "doorgezonden"
    RETURNED = "returned", "teruggezonden"


NOT_HANDLED = frozenset(ScreeningOutcome) - {ScreeningOutcome.TAKEN_UP}
"""What takes a conduct out of the handling (art. 9:4, 9:8 and 2:3 Awb)."""


class Judgement(Labelled):
    """The board's judgement (oordeel) on one conduct (art. 9:12 lid 1)."""

    FOUNDED = "founded", "gegrond"
    PARTLY_FOUNDED = "partly_founded", "deels gegrond"
    UNFOUNDED = "unfounded", "ongegrond"
    NO_JUDGEMENT = "no_judgement", "geen oordeel"


class Outcome(Labelled):
    """How a complaint ended as a whole, for figures (uitkomst)."""

    FOUNDED = "founded", "gegrond"
    PARTLY_FOUNDED = "partly_founded", "deels gegrond"
    UNFOUNDED = "unfounded", "ongegrond"
    NO_JUDGEMENT = "no_judgement", "geen oordeel"
    NOT_HANDLED = "not_handled", "niet in behandeling genomen"
    SETTLED = "settled", "informeel opgelost"
    WITHDRAWN = "withdrawn", "ingetrokken"
    FORWARDED = "forwarded", "doorgezonden of teruggezonden"


class RegisterOutcome(Labelled):
    """How a registered complaint, or a conduct in it, ended (law.md 7.1 and 7.4)."""

    FOUNDED = "founded", "gegrond"
    PARTLY_FOUNDED = "partly_founded", "deels gegrond"
    UNFOUNDED = "unfounded", "ongegrond"
    NO_JUDGEMENT = "no_judgement", "geen oordeel"
    SETTLED = "settled", "informeel opgelost"
    WITHDRAWN = "withdrawn", "ingetrokken"
    NOT_HANDLED = "not_handled", "niet in behandeling genomen"
    FORWARDED = "forwarded", "doorgezonden of teruggezonden"
    UNSOLVED = "unsolved", "gesloten zonder oplossing"
    OPEN = "open", "nog niet afgehandeld"


class Timeliness(Labelled):
    """Whether a handling ended in time (art. 9:11 Awb)."""

    IN_TIME = "in_time", "op tijd, zonder verdaging"
    POSTPONED = "postponed", "op tijd, na verdaging"
    AGREED = "agreed", "op tijd, na afgesproken uitstel"
    LATE = "late", "te laat"
    NO_TERM = "no_term", "zonder termijn"


class LateKind(Labelled):
    """Why a handling ended late, as the figures know it; the words stay in the file."""

    ADVICE = "advice", "het advies kwam later"
    HEARING = "hearing", "het horen kostte meer tijd"
    INQUIRY = "inquiry", "het onderzoek kostte meer tijd"
    COMPLAINANT = "complainant", "wachten op de klager"
    ABSENCE = "absence", "ziekte of afwezigheid"
    CAPACITY = "capacity", "te weinig mensen"
    LETTER = "letter", "het opstellen of versturen van de brief"
    OTHER = "other", "een andere oorzaak"


class Heard(Labelled):
    """How a party was heard, or why not (art. 9:10 Awb)."""

    IN_PERSON = "in_person", "gehoord, in persoon"
    PHONE = "phone", "gehoord, telefonisch"
    VIDEO = "video", "gehoord, via een videoverbinding"
    EVIDENTLY_UNFOUNDED = "a", "niet gehoord: kennelijk ongegrond"
    DECLINED = "b", "niet gehoord: wilde dat niet"
    NO_REPLY = "c", "niet gehoord: geen reactie"
    OWN_WISH = "own_wish", "niet gehoord: eigen wens"
    NOT = "not", "niet gehoord, niet vastgelegd waarom"


class Followed(Labelled):
    """What the board did with an advice (art. 9:16 Awb)."""

    WHOLLY = "wholly", "gevolgd"
    PARTLY = "partly", "deels gevolgd"
    NOT = "not", "niet gevolgd"
    NONE = "none", "geen oordeel over een advies"


class HearingForm(Labelled):
    """How someone is heard."""

    IN_PERSON = "in_person", "in persoon"
    PHONE = "phone", "telefonisch"
    VIDEO = "video", "via een videoverbinding"


class HearingStatus(Labelled):
    """How far a hearing has come."""

    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    MOVED = "moved", "verzet"
    CANCELLED = "cancelled", "afgezegd"
    NO_SHOW = "no_show", "niet verschenen"


HEARING_OVER = frozenset({HearingStatus.MOVED, HearingStatus.CANCELLED, HearingStatus.NO_SHOW})
"""A hearing that did not take place."""


class Answer(Labelled):
    """What an invited person answered."""

    COMES = "comes", "komt"
    DECLINES = "declines", "komt niet"
    OTHER_DAY = "other_day", "vraagt een andere dag"


class AfterHearing(Labelled):
    """What follows when a hearing did not take place."""

    ANEW = "anew", "opnieuw plannen"
    WAIVE = "waive", "niet horen: dat wordt apart vastgelegd"
    GO_ON = "go_on", "verder zonder gesprek: betrokkene kwam niet"


class WaiverGround(Labelled):
    """Why someone is not heard: art. 9:10 lid 2 for the complainant, own wish for a subject."""

    EVIDENTLY_UNFOUNDED = "a", "kennelijk ongegrond (onder a)"
    DECLINED = "b", "klager ziet ervan af (onder b)"
    NO_REPLY = "c", "geen reactie binnen redelijke termijn (onder c)"
    OWN_WISH = "own_wish", "betrokkene wil zelf niet worden gehoord"


class DeadlineKind(Labelled):
    """The parallel clocks of a complaint (law.md 3.6)."""

    TAKE_UP = "take_up", "in behandeling nemen (Servicedesk)"
    ACKNOWLEDGEMENT = "acknowledgement", "ontvangst bevestigen"
    NOTICE = "notice", "mededeling niet in behandeling"
    SUPPLEMENT = "supplement", "aanvulling"
    HEARING_REPLY = "hearing_reply", "reactie op uitnodiging"
    ADVICE = "advice", "advies"
    HANDLING = "handling", "afhandelen"
    PORTAL_NOTICE = "portal_notice", "kennisgeving portaal"
    OMBUDSMAN = "ombudsman", "verzoek aan de ombudsman"
    FOLLOW_UP = "follow_up", "opvolging"


class LetterKind(Labelled):
    """The letters of law.md part 5."""

    L01 = "L01", "Ontvangstbevestiging"
    L01B = "L01b", "Aanvullend ontvangstbericht (advies)"
    L01C = "L01c", "Bericht hervatting"
    L02A = "L02a", "Automatische ontvangstbevestiging"
    L02B = "L02b", "Bericht doorgeleiding"
    L02C = "L02c", "Verwijzing naar het juiste kanaal"
    L03 = "L03", "Verzoek om aanvulling"
    L05A = "L05a", "Mededeling niet in behandeling nemen"
    L05B = "L05b", "Mededeling buiten behandeling"
    L05C = "L05c", "Bericht aan betrokkene: niet behandeld"
    L06A = "L06a", "Doorzendbrief"
    L06B = "L06b", "Bericht van doorzending"
    L06C = "L06c", "Terugzending"
    L07 = "L07", "Afschrift aan degene over wie wordt geklaagd"
    L08A = "L08a", "Uitnodiging horen klager"
    L08B = "L08b", "Uitnodiging horen betrokkene"
    L09 = "L09", "Bericht afzien van horen"
    L10 = "L10", "Verslag van horen"
    L11 = "L11", "Verdagingsbericht"
    L12A = "L12a", "Instemmingsverzoek verder uitstel"
    L12B = "L12b", "Bevestiging verder uitstel"
    L13 = "L13", "Aanwijzing adviseur of adviescommissie"
    L13A = "L13a", "Besluit behandeling door bestuur"
    L14 = "L14", "Rapport van bevindingen en advies"
    L15 = "L15", "Afdoeningsbrief"
    L15B = "L15b", "Afschrift uitkomst aan betrokkene"
    L16 = "L16", "Bevestiging informele oplossing"
    L16B = "L16b", "Informele oplossing, aan betrokkene"
    L17 = "L17", "Bevestiging intrekking"
    L18 = "L18", "Bericht opvolging maatregelen"
    L19 = "L19", "Reactie aan de ombudsman"
    L20 = "L20", "Reactie op aanbeveling ombudsman"
    L21 = "L21", "Bericht in behandeling (melding)"
    L22 = "L22", "Wijzen op de formele klacht"
    L23 = "L23", "Sluiting melding"
    L24 = "L24", "Weigering gemachtigde"
    L25 = "L25", "Correctie- of intrekkingsbericht"
    L26 = "L26", "Bericht heropening"
    L27 = "L27", "Klachtenregister en jaarpublicatie"


class LetterState(Labelled):
    """How far a letter has come. What is sent never changes (art. 2:12 Awb)."""

    DRAFT = "draft", "concept"
    FINAL = "final", "definitief"
    SENT = "sent", "verzonden"
    WITHDRAWN = "withdrawn", "vervallen"


class SendChannel(Labelled):
    """How a letter goes out (art. 2:8 Awb: by e-mail only with express consent)."""

    POST = "post", "per post"
    EMAIL = "email", "per e-mail"
    HAND = "hand", "uitgereikt"
    FILE = "file", "via het dossier"
    PORTAL = "portal", "op de codepagina"


class Side(Labelled):
    """For whom a party stands; a representative stands where whom he represents does."""

    COMPLAINANT = "complainant", "klager"
    SUBJECT = "subject", "betrokkene"


class SubmissionKind(Labelled):
    """What a party sends from the code page (codepagina). Nothing decides by itself."""

    SUPPLEMENT = "supplement", "aanvulling"
    HEARING = "hearing", "keuze over het horen"
    REACTION = "reaction", "reactie op de klacht"
    EXTENSION = "extension", "antwoord op het voorstel voor uitstel"
    SATISFIED = "satisfied", "ik ben tevreden"
    WITHDRAWAL = "withdrawal", "intrekking"


class SubmissionChoice(Labelled):
    """What was chosen, where there is something to choose."""

    HEARD = "heard", "wil worden gehoord"
    NOT_HEARD = "not_heard", "wil niet worden gehoord"
    AGREES = "agrees", "stemt in met uitstel"
    REFUSES = "refuses", "stemt niet in met uitstel"


class CommitteeRole(Labelled):
    """A committee is a chair and two members."""

    CHAIR = "chair", "voorzitter"
    MEMBER = "member", "lid"


class TieKind(Labelled):
    """Ties with the authority (binding) that a committee member declares."""

    EMPLOYEE = "employee", "medewerker"
    TEACHER = "teacher", "docent"
    CONTRACTOR = "contractor", "opdrachtnemer"
    BOARD = "board", "bestuur"
    TRAINEE = "trainee", "rechter of officier in opleiding"
    FAMILY = "family", "familie"
    OTHER = "other", "anders"


class RecommendationKind(Labelled):
    """What a recommendation is for: repair of this case, or prevention of the next (the scheme)."""

    REPAIR = "repair", "herstel"
    PREVENTION = "prevention", "voorkomen"


class RecommendationOrigin(Labelled):
    """Who said that something should be done."""

    ADVICE = "advice", "advies"
    BOARD = "board", "maatregel van het bestuur"
    OMBUDSMAN = "ombudsman", "ombudsman"


class Acceptance(Labelled):
    """The board's answer to a recommendation."""

    ACCEPTED = "accepted", "overgenomen"
    PARTLY = "partly", "deels overgenomen"
    REJECTED = "rejected", "niet overgenomen"


class Direction(Labelled):
    """Of a contact moment."""

    INCOMING = "incoming", "inkomend"
    OUTGOING = "outgoing", "uitgaand"


class ContactChannel(Labelled):
    """How someone was spoken to; never in place of a letter."""

    PHONE = "phone", "telefoon"
    EMAIL = "email", "e-mail"
    VISIT = "visit", "gesprek"
    OTHER = "other", "anders"


class DueStatus(Labelled):
    """How a last day stands against today (Atw 1: up to and including the last day)."""

    RUNNING = "running", "op tijd"
    DUE_TODAY = "due_today", "vandaag"
    OVERDUE = "overdue", "te laat"


class AccountLinkKind(Labelled):
    """Why someone gets an address with which to set a password."""

    INVITATION = "invitation", "uitnodiging"
    RESET = "reset", "nieuw wachtwoord"


class SignInRefusal(Labelled):
    """Why someone did not get in with the account of the organisation."""

    BROKEN_OFF = "broken_off", "afgebroken"
    OVER = "over", "verlopen, of in een andere browser begonnen"
    AWAY = "away", "aanbieder niet bereikbaar"
    UNTRUE = "untrue", "antwoord klopt niet"
    UNKNOWN = "unknown", "geen account"
    CLOSED = "closed", "account gesloten"
    OTHERS = "others", "account hoort bij een ander"


class DutyMail(Labelled):
    """Which mail about duties a user wants."""

    BOTH = "both", "herinneringen en een dagoverzicht"
    DIGEST = "digest", "alleen een dagoverzicht"
    NONE = "none", "geen e-mail"


class ReadingReason(Labelled):
    """Why someone opens a file that is not theirs to handle. Closed: no name gets in the trail."""

    WORK = "work", "mijn werk in dit dossier"
    OVERSIGHT = "oversight", "toezicht of een steekproef"
    DATA_SUBJECT = "data_subject", "een verzoek van iemand over de eigen gegevens"
    INCIDENT = "incident", "een incident of een mogelijk datalek"
    AUTHORITY = "authority", "een vraag van de ombudsman, een toezichthouder of de rechter"


class TrailKind(Labelled):
    """What someone did, as a reader of the trail asks it (ASVS 16.3.2)."""

    SEEN = "seen", "ingezien"
    CHANGED = "changed", "gewijzigd"
    SENT = "sent", "verzonden"
    EXPORTED = "exported", "meegenomen"
    REFUSED = "refused", "geweigerd"
    SIGNED = "signed", "aangemeld"


class LinkKind(Labelled):
    """How one file stands to another; each keeps its own clock."""

    RELATED = "related", "hangt samen met"
    FOLLOWS = "follows", "is een vervolg op"
    SAME_EVENT = "same_event", "gaat over dezelfde gebeurtenis als"

    @property
    def back(self) -> str:
        """The same link, seen from the other file."""
        return "heeft als vervolg" if self is LinkKind.FOLLOWS else self.label
