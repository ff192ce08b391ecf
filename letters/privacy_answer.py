"""The answer to a request of someone about their data, to finish in Word: what was decided, why,
and what can be done about it (art. 12 lid 3 and 4 AVG; art. 34 UAVG).
"""

from collections.abc import Iterator

from letters import plain
from letters.dutch import address_lines, in_words, long_date
from models import Contact, DataRequest
from rules.data_subjects import APPEAL, LIMITS, RIGHT
from rules.vocabulary import RequestOutcome, RightLimit

SAID = {
    RequestOutcome.GRANTED: "Wij willigen uw verzoek in.",
    RequestOutcome.PARTLY: "Wij willigen uw verzoek deels in.",
    RequestOutcome.REFUSED: "Wij willigen uw verzoek niet in.",
    RequestOutcome.WITHDRAWN: "U hebt uw verzoek ingetrokken. Wij doen er niets meer mee.",
}
REFUSING = frozenset({RequestOutcome.PARTLY, RequestOutcome.REFUSED})


def parts(request: DataRequest, contact: Contact, name: str) -> Iterator[str]:
    """The paragraphs of the letter. ``name`` is how the person is called in an address."""
    street = " ".join(part for part in (contact.street, contact.house_number) if part)
    where = address_lines(street=street, code=contact.postcode, town=contact.town)
    yield "\n".join(part for part in (name, *where, contact.foreign_address) if part)
    yield f"Ons kenmerk: {request.number}"
    if request.answered_on:
        yield f"Datum: {long_date(request.answered_on)}"
    yield (
        f"Op {long_date(request.received_on)} ontvingen wij uw verzoek om {request.kind.label} "
        f"({RIGHT[request.kind]})."
    )
    if request.prolonged_on:
        yield (
            f"Op {long_date(request.prolonged_on)} lieten wij u weten dat wij er meer tijd voor "
            "nodig hadden (art. 12 lid 3 AVG)."
        )
    if request.outcome is None:
        return
    yield SAID[request.outcome]
    if request.outcome in REFUSING:
        yield plain.Heading("Waarom")
        for code in request.limits:
            limit = LIMITS[RightLimit(code)]
            yield f"{limit.words} ({in_words(map(str, limit.basis))})"
    if request.reason:
        yield request.reason
    if request.outcome in REFUSING:
        yield plain.Heading("Bent u het er niet mee eens?")
        yield APPEAL
