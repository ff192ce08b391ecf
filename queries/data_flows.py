"""The data-flow list for a DPIA (law.md P13; art. 30 and 35 AVG): which column holds data on whom,
why, for how long, and who reads it.

What is personal stands here by table and column; a habit test compares it with models.py, so that
a new column that holds words, or points to a person, has to be named: here, or in ``NO_PERSON``.
Who reads it is asked of the policy as it ships.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.law import Citation, archive_act, avg, awb
from rules.permissions import POLICY
from rules.vocabulary import Permission

PARTIES = "klagers, gemachtigden, degenen over wie wordt geklaagd"
MENTIONED = f"{PARTIES}, en anderen over wie iemand schrijft"
STAFF = "medewerkers, bestuursleden, adviseurs en commissieleden"

AS_THE_FILE = "Zo lang als het dossier; dan gewist, met een verklaring (art. 5 Archiefwet 1995)."
AS_THE_ACCOUNT = "Zo lang als iemand hier werkt, en daarna als naam bij wat hij of zij deed."

HANDLING = (avg("6", 1, "c"), avg("6", 1, "e"), awb("9:2"))
"""A statutory duty and a public task: to see to it that complaints are handled properly (P1)."""
SECURING = (avg("32"), avg("5", 2))


@dataclass(frozen=True)
class Flow:
    """Data that belong together: on whom, why, how long, and which right reads them."""

    name: str
    whose: str
    why: str
    basis: tuple[Citation, ...]
    kept: str
    readers: tuple[Permission, ...]
    columns: Mapping[str, str]
    """By table: its columns with personal data, separated by spaces."""

    leaves: str = "Verlaat de organisatie niet."


FLOWS: tuple[Flow, ...] = (
    Flow(
        "Personen in dossiers", PARTIES,
        "Weten wie klaagt, over wie, en waar iemand bereikbaar is.", HANDLING,
        "Tot het laatste dossier van deze persoon is vernietigd.",
        (Permission.CONTACT_READ,),
        {
            "contact": "first_name infix family_name organisation sort_name family_key initial "
                       "salutation street house_number postcode town foreign_address email phone "
                       "relation user_id recorded_by_id",
            "party": "contact_id represents_id capacity refusal_reason",
            "conduct_subject": "party_id",
        },
        "Namen en adressen staan op brieven aan de partijen en de ombudsman.",
    ),
    Flow(
        "Het dossier", MENTIONED,
        "De klacht of melding onderzoeken, horen, adviseren, oordelen en opvolgen. Wat iemand "
        "vertelt, kan over gezondheid, afkomst, geloof of strafzaken gaan (art. 9 en 10 AVG): zo'n "
        "stuk krijgt een kenmerking, en buiten zijn dossier zoekt niemand erin.", HANDLING,
        AS_THE_FILE,
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        {
            "complaint": "subject description about_whom wish signature_method supplement_items "
                         "late_cause lesson solution satisfaction clock_reason settlement "
                         "withdrawn_how forwarded_to extension_reason complainant_names "
                         "subject_names handler_id recorded_by_id",
            "conduct": "title description place findings judgement_reason conclusion "
                       "advised_reason deviation_reason",
            "document": "name sha256 printed_sha256 recorded_by_id",
            "note": "text by_id",
            "contact_moment": "with_whom summary by_id",
            "rectification": "about text party_id by_id",
            "complaint_link": "reason by_id removed_by_id",
            "step": "reason by_id",
            "screening": "facts reason earlier_reference by_id",
            "decision": "reason measures recorded_by_id",
            "decision_member": "user_id reason",
            "postponement": "reason decided_by_id",
            "extension": "reason recorded_by_id",
            "hearing": "place participants over_reason present report comments party_id "
                       "heard_by_id",
            "hearing_waiver": "evidence party_id decided_by_id",
            "assignment": "user_id ended_reason",
            "conflict_statement": "user_id text recorded_by_id",
            "advice": "report delivered_by_id",
            "clarification": "question answer asked_by_id answered_by_id",
            "recommendation": "text answer_reason result late_reason owner_id recorded_by_id",
            "ombudsman_case": "reference outcome recorded_by_id",
            "ombudsman_question": "question",
            "public_text": "text written_by_id released_by_id",
            "legal_hold": "reason recorded_by_id lifted_by_id",
            "duty": "text user_id",
        },
        "Klager, degene over wie wordt geklaagd en gemachtigden krijgen wat de wet hun toekent "
        "(art. 9:9, 9:10 en 9:12 Awb); de ombudsman als die onderzoek doet (art. 9:31 Awb). In "
        "het openbare register gaan alleen vrijgegeven teksten.",
    ),
    Flow(
        "Brieven en e-mail", MENTIONED,
        "Partijen schrijven wat de wet voorschrijft, en bewijzen wat is verzonden.",
        (*HANDLING, awb("2:8")),
        f"{AS_THE_FILE} Andere verzonden e-mail: 90 dagen.",
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        {
            "letter": "addressee fields sent_sha256 party_id approved_by_id finished_by_id "
                      "sent_by_id recorded_by_id",
            "letter_version": "reason by_id",
            "enclosure": "name reason",
            "delivery": "recorded_by_id",
            "edit_token": "user_id for_id beside beside_sha256",
            "dav_lock": "user_id owner",
            "checkout": "user_id",
            "mail": "recipient subject body calendar error user_id",
        },
        "Per post, e-mail (alleen met instemming) of de codepagina naar de partijen; e-mail gaat "
        "langs de mailserver van de organisatie.",
    ),
    Flow(
        "Het formulier en de codepagina", PARTIES,
        "Zonder account een klacht indienen, volgen en aanvullen.", HANDLING,
        "Een concept 14 dagen; wat is ingediend zo lang als het dossier.",
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        {
            "draft": "answers",
            "draft_file": "name sha256",
            "access_code": "party_id issued_by_id",
            "submission": "companion text party_id",
            "submission_outcome": "text by_id",
        },
        "De klager ziet de eigen invoer; met een code alleen wat voor die partij is.",
    ),
    Flow(
        "Zoeken en concepten", MENTIONED,
        "Terugvinden wat in een dossier staat, en niet verliezen wat iemand typt.", HANDLING,
        f"{AS_THE_FILE} Concepten korter, en een weergave tot iemand haar weghaalt.",
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        {
            "search_text": "head body words",
            "note_draft": "texts user_id",
            "saved_view": "name query user_id",
        },
    ),
    Flow(
        "Privacyverzoeken en datalekken", MENTIONED,
        "Rechten van betrokkenen uitvoeren, en een datalek melden en vastleggen.",
        (avg("12"), avg("33"), avg("34")),
        "Een beantwoord verzoek en een datalek verliezen hun persoon en hun teksten met het "
        "laatste dossier; dat er een was, blijft (art. 5 lid 2 AVG).",
        (Permission.PRIVACY_READ,),
        {
            "data_request": "contact_id asked identity prolonged_reason reason handler_id "
                            "answered_by_id recorded_by_id",
            "disclosure": "text reason by_id",
            "data_breach": "what reason measures recorded_by_id decided_by_id",
        },
        "De verzoeker krijgt het antwoord en de eigen gegevens; de Autoriteit Persoonsgegevens een "
        "melding.",
    ),
    Flow(
        "Wie hier werkt", STAFF,
        "Inloggen, rechten geven, werk verdelen, vervangen en ondertekenen. Bindingen van "
        "commissieleden: onafhankelijk advies.",
        (avg("6", 1, "e"), awb("9:14"), awb("10:3")),
        AS_THE_ACCOUNT,
        (Permission.USER_READ,),
        {
            "user": "email name job_title password fs_uniquifier language lists",
            "user_role": "user_id",
            "committee_member": "user_id",
            "tie": "description judged_reason",
            "mandate": "user_id signature_block",
            "substitution": "absent_id substitute_id recorded_by_id",
            "grant_proposal": "reason answer recorded_by_id decided_by_id",
            "letter_template": "reason recorded_by_id decided_by_id",
            "setting_version": "recorded_by_id",
        },
        "De naam en functie van wie ondertekent of behandelt staan op brieven.",
    ),
    Flow(
        "Toegang beveiligen", STAFF,
        "Alleen wie mag, komt binnen.", SECURING,
        "Een sessie tot zij eindigt (ten hoogste acht uur); een tweede stap tot iemand haar "
        "weghaalt; een mislukte poging enkele uren.",
        (),
        {
            "account_link": "user_id",
            "authenticator": "user_id name secret",
            "linked_identity": "user_id issuer subject",
            "passkey": "user_id name credential_id public_key",
            "recovery_code": "user_id code_hash",
            "web_session": "user_id data device",
            "calendar_feed": "user_id",
            "attempt": "bucket",
        },
    ),
    Flow(
        "Toezicht en bewaren", STAFF,
        "Nagaan wie wat deed, wie iets zag en wat is vernietigd.",
        (*SECURING, archive_act("5")),
        "Blijft; er staan geen namen of teksten uit dossiers in, wel wie handelde. De reden van "
        "noodtoegang gaat met het dossier.",
        (Permission.AUDIT_READ, Permission.DESTRUCTION_READ),
        {
            "audit_event": "actor_id for_id data",
            "emergency_access": "reason answer asked_by_id decided_by_id",
            "destruction": "reason answer recorded_by_id decided_by_id",
        },
    ),
)  # fmt: skip

NO_PERSON: Mapping[str, str] = {
    # Codes, references, seals and hashes.
    "access_code": "code_hash", "account_link": "token_hash", "audit_chain": "mac",
    "audit_event": "verb entity mac", "calendar_feed": "token_hash", "code_session": "key_hash",
    "complaint": "reference language retention_rule form_token", "counter": "series",
    "data_breach": "number", "data_request": "number limits", "dav_lock": "token",
    "deadline_line": "basis explanation flags", "destruction": "number",
    "destruction_item": "reference rule put_off counts", "disclosure": "fingerprint",
    "document": "media_type origin", "draft": "ready", "draft_file": "media_type",
    "draft_key": "key_hash", "duty": "kind subject basis address",
    "edit_token": "token_hash refused_because", "job_run": "name",
    "letter_template": "sha256 file_name", "mail": "key calendar_method claimed_by",
    "note_draft": "form", "saved_view": "screen", "step": "basis",
    "submission": "language form_token", "web_session": "key_hash", "conduct": "time_flags",
    # What the authority chose or wrote for everyone.
    "calendar_day": "name source", "category": "name",
    "committee": "name decision_document", "grant_proposal": "changes", "mandate": "document",
    "role": "name description permissions", "setting": "key value", "setting_version": "key value",
    "term_change": "key source", "text_block": "title text", "unit": "name",
}  # fmt: skip
"""Columns that hold words, and nothing about a person."""


def readers(flow: Flow) -> str:
    """Which roles read it, as the panel ships, for each right; without a right, only oneself."""
    said = []
    for right in flow.readers:
        roles = [f"{role.label} ({scope.label})" for role, one, scope in POLICY if one is right]
        said.append(f"{right.label}: {', '.join(roles)}")
    return "; ".join(said) or "alleen wie het betreft, van zichzelf"


HEAD = """# Gegevensstromen

De lijst voor een gegevensbeschermingseffectbeoordeling (DPIA, art. 35 AVG) en het register van \
verwerkingen (art. 30 AVG). Gemaakt door `flask --app admin_app privacy flows` uit de tabellen van \
het paneel; een test houdt haar gelijk. Bij elke kolom horen de dagen, getallen en keuzes in \
dezelfde rij. Wie leest, is het uitgangspunt: een instelling kan het anders maken, en wie bij een \
dossier betrokken is, ziet het nooit (art. 9:7 en 2:4 Awb).
"""


def document() -> Iterator[str]:
    """The list as Markdown, line by line."""
    yield from HEAD.splitlines()
    for flow in FLOWS:
        yield from ("", f"## {flow.name}", "", "| | |", "|---|---|")
        yield f"| van wie | {flow.whose} |"
        yield f"| waarvoor | {flow.why} |"
        yield f"| grondslag | {'; '.join(map(str, flow.basis))} |"
        yield f"| hoe lang | {flow.kept} |"
        yield f"| wie leest | {readers(flow)} |"
        yield f"| gaat naar | {flow.leaves} |"
        yield from ("", "| tabel | kolommen met persoonsgegevens |", "|---|---|")
        for table, columns in flow.columns.items():
            yield f"| `{table}` | {', '.join(f'`{one}`' for one in columns.split())} |"
