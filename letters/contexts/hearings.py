"""L08a to L10: hearing, and not hearing (art. 9:10 Awb)."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.shared import (
    HEARINGS,
    ConductLine,
    Context,
    FileDocument,
    Received,
    ToSubject,
)
from letters.fields import listing, text


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Who was heard, when and by whom."""

    who: str = text("Wie", "Wie is gehoord.", "Mevrouw A. van den Berg", HEARINGS)
    when: str = text("Wanneer", "Datum en wijze.", "op 7 december 2026, in persoon", HEARINGS)
    by_whom: str = text("Door wie", "Wie heeft gehoord.", "mr. J. Smit", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class Present:
    """Someone at a hearing."""

    name: str = text("Naam", "Wie aanwezig was.", "mr. J. Smit", HEARINGS)
    role: str = text("Rol", "In welke rol.", "hoort namens het College van Bestuur", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question put at a hearing, and the answer."""

    question: str = text(
        "Vraag", "Wat is gevraagd.", "Hoe laat belde u met de cursusadministratie?", HEARINGS
    )
    answer: str = text("Antwoord", "Wat is geantwoord.", "Kort na negen uur, denk ik.", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class HearingInvitation(Context):
    """What both invitations say (art. 9:10 lid 1 en 9:15 lid 2 Awb)."""

    conducts: tuple[ConductLine, ...] = shared.conducts()
    heard_by: str = text(
        "Wie hoort", "Namen en functies van wie hoort.",
        "mr. J. Smit, juridisch adviseur, namens het College van Bestuur", HEARINGS,
    )  # fmt: skip
    hearing_on: str = text(
        "Datum", "Dag van het gesprek, met de weekdag.", "maandag 7 december 2026", HEARINGS
    )
    hearing_time: str = text("Tijd", "Begin en einde.", "10.00 tot 11.00 uur", HEARINGS)
    place: str = text(
        "Plaats", "Waar, of via welke verbinding.", "SSR, Voorbeeldplein 1, Utrecht, kamer 2.14",
        HEARINGS,
    )  # fmt: skip
    form: str = text("Vorm", "In persoon, telefonisch of via een videoverbinding.", "in persoon",
                     HEARINGS)  # fmt: skip
    alternatives: str = text(
        "Andere mogelijkheden", "Wat kan als deze dag of vorm niet past.",
        "Kunt u op dat moment niet, of praat u liever telefonisch of via een videoverbinding? "
        "Bel of mail ons, dan zoeken wij samen een oplossing.", HEARINGS,
    )  # fmt: skip
    others_present: str = text(
        "Wie er nog bij is", "Wie verder aanwezig is; leeg als niemand.",
        "De heer K. de Graaf wordt apart gehoord en is niet bij dit gesprek.", HEARINGS,
        mandatory=False,
    )  # fmt: skip
    papers: str = text(
        "Stukken", "Welke stukken er zijn en hoe de ontvanger ze krijgt.",
        "De stukken van het dossier sturen wij met deze brief mee.", HEARINGS,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HearingComplainant(HearingInvitation):
    """L08a Uitnodiging horen klager (art. 9:10 lid 1 Awb)."""

    subject: str = shared.subject_line("Uitnodiging voor een gesprek over uw klacht")
    enclosures: tuple[str, ...] = shared.enclosures("Stukken van het dossier")
    reply_before: str = shared.reply_before("30 november 2026", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class HearingSubject(ToSubject, HearingInvitation):
    """L08b Uitnodiging horen betrokkene (art. 9:10 lid 1 Awb): silence has no consequence."""

    subject: str = shared.subject_line("Uitnodiging voor een gesprek over een klacht")
    enclosures: tuple[str, ...] = shared.enclosures("Stukken van het dossier")
    conducts: tuple[ConductLine, ...] = shared.own_conducts()
    others_present: str = text(
        "Wie er nog bij is", "Wie verder aanwezig is; leeg als niemand.",
        "Mevrouw Van den Berg wordt apart gehoord en is niet bij dit gesprek.", HEARINGS,
        mandatory=False,
    )  # fmt: skip
    reply_before: str = shared.reply_before("30 november 2026", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class HearingWaived(Received):
    """L09 Bericht afzien van horen (art. 9:10 lid 2 en 9:15 lid 3 Awb)."""

    subject: str = shared.subject_line("Wij nodigen u niet uit voor een gesprek")
    ground: str = text(
        "Grond", "Waarom van horen wordt afgezien, als zin.",
        "U heeft ons laten weten dat u geen gebruik wilt maken van het recht om te worden "
        "gehoord.", HEARINGS,
    )  # fmt: skip
    basis: str = text("Artikel", "Vindplaats van de grond.", "art. 9:10 lid 2 onder b Awb",
                      HEARINGS)  # fmt: skip
    evidence: str = text(
        "Waaruit dat blijkt", "Feiten en data; bij onder c de gestelde termijn.",
        "Dat schreef u in uw e-mail van 20 november 2026.", HEARINGS,
    )  # fmt: skip
    decided_by: str = text(
        "Wie besliste", "Wie besloot om niet te horen (art. 9:15 lid 3 Awb).",
        "het College van Bestuur", HEARINGS,
    )  # fmt: skip
    decided_on: str = text("Besloten op", "Wanneer.", "23 november 2026", HEARINGS)
    due_on: str = shared.due_on()


@dataclass(frozen=True, kw_only=True)
class HearingReport(FileDocument):
    """L10 Verslag van horen (art. 9:10 lid 3 Awb): a document for the file, not a letter."""

    subject: str = shared.subject_line("Verslag van het horen van mevrouw A. van den Berg")
    heard_name: str = text("Gehoord", "Wie is gehoord.", "mevrouw A. van den Berg", HEARINGS)
    heard_role: str = text("Rol", "Klager of degene over wie wordt geklaagd.", "klager", HEARINGS)
    hearing_on: str = text("Datum", "Dag van het horen.", "maandag 7 december 2026", HEARINGS)
    hearing_time: str = text("Tijd", "Begin en einde.", "10.00 tot 10.50 uur", HEARINGS)
    place: str = text(
        "Plaats", "Waar het gesprek in persoon was; anders leeg.",
        "SSR, Voorbeeldplein 1, Utrecht", HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    form: str = text("Vorm", "In persoon, telefonisch of via een videoverbinding.", "in persoon",
                     HEARINGS)  # fmt: skip
    present: tuple[Present, ...] = listing(
        "Aanwezig", "Wie erbij waren en in welke rol, ook een helper.",
        (
            Present(name="mevrouw A. van den Berg", role="klager"),
            Present(name="de heer B. Visser", role="helper van mevrouw Van den Berg"),
            Present(name="mr. J. Smit", role="hoort namens het College van Bestuur"),
            Present(name="M. de Wit", role="verslaglegger"),
        ),
        HEARINGS,
    )  # fmt: skip
    statement: str = text(
        "Verklaring", "Wat is gezegd.",
        "Mevrouw Van den Berg vertelt dat zij drie keer heeft gebeld. Bij het derde gesprek kreeg "
        "zij te horen dat zij “maar moest afwachten”. Zij voelde zich niet serieus genomen.\n"
        "Zij wil vooral dat dit een ander niet gebeurt.", HEARINGS,
    )  # fmt: skip
    questions: tuple[Question, ...] = listing(
        "Vragen en antwoorden", "Wat is gevraagd en geantwoord; leeg als niets.",
        (
            Question(
                question="Hoe laat belde u op 3 september?", answer="Kort na negen uur, denk ik."
            ),
            Question(
                question="Heeft u daarna nog contact gehad?",
                answer="Ja, op 18 september kreeg ik een e-mail.",
            ),
        ),
        HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    remarks: str = text(
        "Opmerkingen", "Wat de gehoorde over dit verslag opmerkte; leeg als niets.",
        "Mevrouw Van den Berg merkt op dat het gesprek om kwart over negen was.", HEARINGS,
        mandatory=False, printed=True,
    )  # fmt: skip
    comment_before: str = text(
        "Opmerkingen uiterlijk", "Tot wanneer de gehoorde kan reageren; leeg als dat voorbij is.",
        "21 december 2026", HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    author: str = text("Verslaglegger", "Wie het verslag maakte.", "M. de Wit", HEARINGS)
