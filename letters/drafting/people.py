"""Who a letter is for and who signs it: names, addresses, salutations, representation."""

from collections.abc import Iterable, Mapping

from letters import dutch
from letters.drafting.case import Case
from models import Assignment, Contact, Mandate, Party, User
from rules.correspondence import ADVISERS_OWN
from rules.vocabulary import CaseRole, ContactKind, LetterKind, PartyKind, Role, Track

ADDRESSED_AS: Mapping[str, dutch.AddressAs] = {
    "heer": dutch.AddressAs.SIR,
    "de heer": dutch.AddressAs.SIR,
    "mevrouw": dutch.AddressAs.MADAM,
}
TITLES: Mapping[dutch.AddressAs, str] = {
    dutch.AddressAs.SIR: "de heer ",
    dutch.AddressAs.MADAM: "mevrouw ",
    dutch.AddressAs.NEUTRAL: "",
}

# Names


def person(contact: Contact) -> dutch.PersonName | None:
    """The name of the person, if the contact has one."""
    if not contact.family_name.strip():
        return None
    return dutch.PersonName(contact.family_name, contact.first_name, contact.infix)


def addressed_as(contact: Contact) -> dutch.AddressAs:
    """The wish on record; unknown is neutral, never a guess from a first name."""
    return ADDRESSED_AS.get(contact.salutation.strip().casefold(), dutch.AddressAs.NEUTRAL)


def person_in_sentence(contact: Contact) -> str:
    """``mevrouw A. van den Berg``; empty without a person's name."""
    name = person(contact)
    return f"{TITLES[addressed_as(contact)]}{name.full}" if name else ""


def organisation(contact: Contact) -> str:
    """The organisation that the contact is, or the department."""
    if contact.organisation.strip():
        return contact.organisation
    return f"afdeling {contact.unit.name}" if contact.unit else ""


def in_sentence(contact: Contact) -> str:
    """How someone is named inside a sentence."""
    where = organisation(contact)
    article = "" if contact.organisation.strip() or not where else "de "
    names = (person_in_sentence(contact), f"{article}{where}")
    return next(filter(None, names if contact.kind is ContactKind.NATURAL else names[::-1]), "")


def all_in_sentence(parties: Iterable[Party]) -> str:
    """Several people in one sentence."""
    return dutch.in_words(in_sentence(party.contact) for party in parties)


def with_function(user: User | None) -> str:
    """``mr. J. Smit, juridisch adviseur``; empty without someone."""
    return ", ".join(filter(None, (user.name, user.job_title))) if user else ""


# Representation (art. 2:1 Awb)


def representative(case: Case) -> Party | None:
    """Who gets the letter in place of this party, or is this party."""
    if case.party is None or case.party.kind is PartyKind.REPRESENTATIVE:
        return case.party
    known = case.parties(PartyKind.REPRESENTATIVE)
    return next((one for one in known if one.represents is case.party), None)


def recipient(case: Case) -> Party | None:
    """Whose address and name stand on the letter."""
    return representative(case) or case.party


def represented(case: Case) -> list[Party]:
    """For whom the recipient stands.

    A representative of whom nothing is said stands for each complainant who has no other.
    """
    found = representative(case)
    if found is None:
        return []
    if found.represents is not None:
        return [found.represents]
    others = {one.represents_id for one in case.parties(PartyKind.REPRESENTATIVE)}
    return [party for party in case.complainants if party.id not in others]


# Address


def addressee(case: Case) -> tuple[str, ...]:
    """Name and address in the order of the window; nothing when there is nowhere to send it."""
    party = recipient(case)
    if party is None:
        return ()
    contact, workplace = party.contact, _workplace(case, party)
    if place := postal_address(contact):
        return (*_names(contact), *place)
    if workplace:
        authority, *place_lines = workplace
        return (authority, *_names(contact, inside=True), *place_lines)
    # Without a postal address; whether e-mail may be used is judged at sending (art. 2:8 Awb).
    return (*_names(contact), f"per e-mail: {contact.email}") if contact.email.strip() else ()


def _names(contact: Contact, *, inside: bool = False) -> tuple[str, ...]:
    """An organisation comes first, then the person there; a department goes to its head (R040).

    ``inside``: our own name already stands above it.
    """
    whom, where = person_in_sentence(contact), organisation(contact)
    if contact.kind is ContactKind.UNIT:
        return dutch.capitalised(where), f"t.a.v. {whom or 'het hoofd van de afdeling'}"
    if inside and whom:
        return (f"t.a.v. {whom}",)
    if contact.organisation.strip():
        return (where, f"t.a.v. {whom}") if whom else (where,)
    return (dutch.capitalised(whom or where),)


def has_postal_address(contact: Contact) -> bool:
    """Somewhere to send a letter (art. 9:4 lid 2 onder a Awb)."""
    return bool(postal_address(contact))


def postal_address(contact: Contact) -> tuple[str, ...]:
    if contact.foreign_address.strip():
        return _abroad(contact.foreign_address)
    if not (contact.street.strip() and contact.town.strip()):
        return ()
    street = f"{contact.street} {contact.house_number}"
    return dutch.address_lines(street=street, code=contact.postcode, town=contact.town)


def _abroad(address: str) -> tuple[str, ...]:
    """As typed; the country, on a line of its own, in capitals as the post asks."""
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    if len(lines) > 1 and not any(character.isdigit() for character in lines[-1]):
        lines[-1] = lines[-1].upper()
    return tuple(lines)


def _workplace(case: Case, party: Party) -> tuple[str, ...]:
    """Our own name and address: whoever works here can be reached here; who left cannot."""
    works_here = party.contact.user_id is not None or party.contact.unit_id is not None
    return set_address(case, "authority") if works_here and not party.former else ()


def set_address(case: Case, whose: str) -> tuple[str, ...]:
    """Name and address that stand in the settings; nothing while one of them is not confirmed."""
    name, address = case.setting(f"{whose}_name"), case.setting(f"{whose}_address")
    street, _, town = address.rpartition(", ")
    return tuple(filter(None, (name, street, town))) if name and address else ()


def salutation(case: Case) -> str:
    """The opening of the letter, without the comma."""
    party = recipient(case)
    if party is None:
        return ""
    return dutch.salutation(person(party.contact), addressed_as(party.contact))


# Who advises (afdeling 9.1.3 Awb)


def the_adviser(case: Case) -> str:
    """``de adviseur`` or ``de adviescommissie``."""
    return "de adviescommissie" if case.complaint.track is Track.COMMITTEE else "de adviseur"


def seat(assignment: Assignment) -> str:
    """``voorzitter``, ``lid`` or ``adviseur``."""
    return assignment.seat.label if assignment.seat else CaseRole.ADVISER.label


# Signature (art. 10:3, 10:10 and 10:12 Awb)

BOARD_SIGNS = frozenset(
    {
        LetterKind.L05A, LetterKind.L05B, LetterKind.L13, LetterKind.L13A, LetterKind.L15,
        LetterKind.L20, LetterKind.L24,
    }
)  # fmt: skip
"""What carries a judgement or decision of the board: nobody else signs without a mandate.

The other letters only tell how the handling goes on; staff sign them in the name of the board.
"""


def the_board(case: Case) -> str:
    """``het College van Bestuur``, with the article that fits the name."""
    board = case.setting("authority_board")
    article = "de" if board.casefold().startswith(("raad", "directie")) else "het"
    return f"{article} {board}" if board else ""


def signature(case: Case, kind: LetterKind) -> dict[str, str]:
    """In whose name, who, in which function, and by which mandate."""
    mandate = _holding_mandate(case, kind)
    signatory = _signatory(case, kind, mandate)
    board = f"{the_board(case)} van {case.setting('authority_name')},"
    name, function = (signatory.name, signatory.job_title) if signatory else ("", "")
    signed_for = board if signatory and _on_board(signatory) else f"namens {board}"
    if kind in ADVISERS_OWN and (advised := _advised_as(case, signatory)):
        signed_for, function = f"{the_adviser(case)},", seat(advised)
    if mandate is not None:
        above, below = _block(mandate.signature_block, name)
        signed_for, function = above or f"namens {board}", below or function
    return {
        "signed_for": signed_for,
        "signatory_name": name,
        "signatory_function": function,
        "mandate": _mandate_words(mandate) if mandate else "",
    }


def _advised_as(case: Case, user: User | None) -> Assignment | None:
    """In which seat someone advises, or did when the hearing was held."""
    seats = [
        one
        for one in case.complaint.assignments
        if one.role in {CaseRole.ADVISER, CaseRole.MEMBER} and one.user is user
    ]
    return seats[-1] if seats else None


def _holding_mandate(case: Case, kind: LetterKind) -> Mandate | None:
    """The mandate, when it is for this letter, this person and this day."""
    mandate = case.mandate
    if mandate is None or mandate.letter_kind is not kind or mandate.from_on > case.letter_date:
        return None
    over = mandate.until_on is not None and mandate.until_on < case.letter_date
    someone_else = case.signatory is not None and case.signatory.id != mandate.user_id
    return None if over or someone_else else mandate


def _signatory(case: Case, kind: LetterKind, mandate: Mandate | None) -> User | None:
    if mandate is not None:
        return mandate.user
    if kind not in BOARD_SIGNS:
        return case.signatory or case.contact
    return case.signatory if case.signatory and _on_board(case.signatory) else None


def _on_board(user: User) -> bool:
    return any(role.name == Role.BOARD.value for role in user.roles)


def _block(block: str, name: str) -> tuple[str, str]:
    """The lines of a signature block before and after the name of who signs."""
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if name in lines:
        at = lines.index(name)
        return "\n".join(lines[:at]), "\n".join(lines[at + 1 :])
    return "\n".join(lines), ""


def _mandate_words(mandate: Mandate) -> str:
    source = f"; {mandate.document}" if mandate.document.strip() else ""
    return f"Ondertekend krachtens mandaat (art. 10:10 en 10:12 Awb{source})."
