"""The cards about complaints: each a small function of the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from letters.dutch import capitalised
from queries import figures
from queries.figures import ENDED, RECEIVED
from rules.law import Citation, awb
from rules.terms import term
from rules.vocabulary import (
    IN_SCREENING,
    OVER,
    UNCONFIRMED,
    WITH_ADVISER,
    Kind,
    Outcome,
    State,
)
from rules.wording import Dutch
from views import charts
from views import figure_words as words
from views.cards import Card, Cell, Desk, Key, Legend, Point, cell, hidden, in_words, key_of
from views.charts import Bar, Group, Limit
from views.figure_words import FEW, percent
from views.languages import say, say_later

# --- the numbers above ----------------------------------------------------------------------


def received(desk: Desk) -> Key:
    """What came in, and what came in a year earlier in the same days."""
    now, before = figures.count(desk.asked, RECEIVED), figures.count(desk.asked.before, RECEIVED)
    seen, then = desk.single(now), desk.single(before)
    arrow, change = words.change(now, before) if None not in (seen, then) else ("", "")
    return Key(
        say("Ontvangen"), str(in_words(seen)), desk.received() if seen else "",
        arrow=arrow, change=change, notes=(earlier(desk, then, "received_on"),),
    )  # fmt: skip


def earlier(desk: Desk, number: int | None, day: str) -> Cell:
    """The same days a year earlier, with their list."""
    before = desk.asked.period.before
    url = desk.link(**desk.span(day, before.since, before.until)) if number else ""
    return Cell(say("Een jaar eerder %(n)s", n=in_words(number)), url)


def open_now(desk: Desk) -> Key:
    number = sum(figures.states(desk.asked).values())
    late = figures.due(desk.asked, None, desk.yesterday)
    note = words.counted(late, "Waarvan 1 over de termijn", "Waarvan %(n)s over de termijn")
    return Key(
        say("Nu open"), str(number), desk.link(open_equals=1) if number else "",
        notes=(Cell(note, late_link(desk) if late else ""),),
    )  # fmt: skip


def late_link(desk: Desk) -> str:
    return desk.link(open_equals=1, due_on_to=desk.yesterday)


def on_time(desk: Desk) -> Key:
    """Which share ended on time; art. 9:11, with every postponement that holds."""
    now, before = figures.ended(desk.asked), figures.ended(desk.asked.before)
    label, basis = say("Op tijd afgehandeld"), awb("9:11")
    if now.judged < FEW or not _whole(desk, now.late, now.on_time):
        return Key(label, "–", notes=(Cell(say(words.TOO_FEW[Kind.FORMAL])),), basis=basis)
    share = percent(now.on_time, now.judged)
    arrow, change = "", ""
    if before.judged >= FEW:
        arrow, change = words.points(share, percent(before.on_time, before.judged))
    late = words.counted(now.late, "1 te laat", "%(n)s te laat")
    return Key(
        label, f"{share}%", desk.ended(late_equals=0), arrow=arrow, change=change, meter=share,
        notes=(Cell(late, desk.ended(late_equals=1) if now.late else ""),), basis=basis,
    )  # fmt: skip


def _whole(desk: Desk, *numbers: int) -> bool:
    """Whether none of these numbers has to be hidden."""
    return not desk.cells(numbers).hiding


def median(desk: Desk) -> Key:
    """The weeks of the complaint in the middle: one that took a year does not change it."""
    now = figures.ended(desk.asked)
    label, weeks = say("Mediane doorlooptijd"), term("handling", desk.today).value
    note = Cell(say("Termijn: %(n)s weken", n=weeks))
    if now.median is None or now.count < FEW:
        return Key(label, "–", notes=(Cell(say(words.TOO_FEW[Kind.FORMAL])),), basis=awb("9:11"))
    return Key(label, words.decimal(now.median / 7), desk.ended(), unit=say("weken"),
               notes=(note,), basis=awb("9:11"))  # fmt: skip


def founded(desk: Desk) -> Key:
    """Which share was founded, wholly or partly. No arrow: more is not better, nor worse."""
    found = figures.outcomes(desk.asked)
    of, number = sum(found.values()), sum(found.get(one, 0) for one in words.FOUNDED)
    label = say("Gegrond of deels gegrond")
    if of < FEW or not _whole(desk, number, of - number):
        return Key(label, "–", notes=(Cell(say(words.TOO_FEW[Kind.FORMAL])),))
    note = say("%(n)s van %(of)s afgehandelde klachten", n=number, of=of)
    wanted = [one.value for one in Outcome if one in words.FOUNDED]
    url = desk.ended(outcome_equals=wanted) if number else ""
    return Key(label, f"{percent(number, of)}%", url, notes=(Cell(note, desk.ended()),))


# --- through time ---------------------------------------------------------------------------

SERIES = (say_later("Ontvangen"), say_later("Afgehandeld"))


def inflow(desk: Desk) -> Card:
    """What came in and what went out, month by month; the month that is not over is hatched."""
    asked, period = desk.asked, desk.asked.period
    come, gone = figures.by_month(asked, RECEIVED), figures.by_month(asked, ENDED)
    months = period.months
    numbers = ([come.get(one, 0) for one in months], [gone.get(one, 0) for one in months])
    kept = [desk.cells(one).counts for one in numbers]
    title = words.inflow(desk.kind, months, *numbers)
    if any(None in one for one in kept):
        title = say("Ontvangen en afgehandeld per maand")
    groups, rows = [], []
    for place, (year, month) in enumerate(months):
        since, until = period.month(year, month)
        last = place == len(months) - 1
        running = period.running and last
        links = (
            desk.link(**desk.span("received_on", since, until)),
            desk.link(**desk.span("ended_on", since, until)),
        )
        name = f"{words.month_name(year, month)} {year}"
        if running:
            name = say("%(month)s, t/m %(day)s", month=name, day=f"{until:%d-%m}")
        bars = [
            Bar(kept[n][place], f"{name}: {in_words(kept[n][place])} {str(SERIES[n]).lower()}",
                links[n] if kept[n][place] else "", f"c{n + 1}")
            for n in range(2)
        ]  # fmt: skip
        below = str(year) if place == 0 or month == 1 else ""
        if running:
            below = say("t/m %(day)s", day=f"{until:%d-%m}")
        groups.append(Group(words.short_month(year, month), bars, below, running))
        rows.append((name, [cell(kept[n][place], links[n]) for n in range(2)]))
    told = say(
        "Staven per maand. In totaal %(received)s ontvangen en %(ended)s afgehandeld.",
        received=in_words(desk.cells(numbers[0]).total),
        ended=in_words(desk.cells(numbers[1]).total),
    )
    legend = [Legend(f"c{n + 1}", str(SERIES[n])) for n in range(2)]
    if period.running:
        legend.append(Legend("hatched", say("Maand die nog loopt")))
    return Card(
        f"inflow-{desk.kind}", title, 8,
        charts.columns(f"g-inflow-{desk.kind}", title, told, groups),
        legend, (say("Maand"), *map(str, SERIES)), rows,
        meaning=say("Ontvangen telt op de dag van ontvangst, afgehandeld op de dag van het einde."),
    )  # fmt: skip


def durations(desk: Desk) -> Card:
    """How many weeks it took, with the terms of art. 9:11 as lines."""
    short = term("handling", desk.today).value
    long = term("handling_with_adviser", desk.today).value
    last = long + 2
    numbers = figures.ended(desk.asked).weeks(last)
    kept, longer = desk.cells(numbers), sum(numbers[long:])
    title = words.durations(sum(numbers), longer, long)
    if kept.hiding:
        title = say("Hoe lang een klacht duurde")
    groups, rows = [], []
    for place, number in enumerate(kept.counts):
        week = place + 1
        label = f"{week}+" if week == last else str(week)
        wanted = {"weeks_from": week} | ({} if week == last else {"weeks_to": week})
        url = desk.ended(**wanted)
        style = "c1" if week <= short else "c3" if week <= long else "c5"
        name = say("Week %(week)s", week=label)
        bar = Bar(number, f"{name}: {in_words(number)}", url if number else "", style)
        groups.append(Group(label, (bar,)))
        rows.append((label, (cell(number, url),)))
    limits = [Limit(one, say("%(n)s weken", n=one)) for one in (short, long)]
    told = say("Staven per week tussen ontvangst en einde, met lijnen bij %(a)s en %(b)s weken.",
               a=short, b=long)  # fmt: skip
    return Card(
        "durations", title, 6, charts.columns("g-durations", title, told, groups, limits),
        (Legend("c1", say("Binnen %(n)s weken", n=short)),
         Legend("c3", say("%(a)s tot %(b)s weken", a=short, b=long)),
         Legend("c5", say("Langer dan %(n)s weken", n=long))),
        (say("Weken"), say("Klachten")), rows,
        meaning=say("Van ontvangst tot einde. Na verdaging of uitstel mag het langer."),
    )  # fmt: skip


# --- breakdowns -----------------------------------------------------------------------------


def lying(
    desk: Desk,
    key: str,
    title: str,
    parts: Sequence[tuple[str, int, str]],
    head: str,
    *,
    wide: int = 6,
    meaning: str = "",
    always: bool = False,
    style: Mapping[str, str] | None = None,
) -> Card:
    """A breakdown as lying bars: label, number and list of each part.

    ``always``: small numbers are taken out whoever looks.
    """
    numbers = [number for _, number, _ in parts]
    kept = (replace(desk, hides=True) if always else desk).cells(numbers)
    bars, rows = [], []
    for (begun, _, url), number in zip(parts, kept.counts, strict=True):
        label = capitalised(begun)
        share = ""
        if number is not None and kept.total and kept.total >= FEW:
            share = f"{percent(number, kept.total)}%"
        behind = hidden() if number is None else share
        bar = Bar(number, f"{label}: {in_words(number)}", url if number else "",
                  (style or {}).get(label, "c1"), behind)  # fmt: skip
        bars.append((label, bar))
        rows.append((label, (cell(number, url), Cell(share))))
    told = say("Liggende staven. Samen %(n)s.", n=in_words(kept.total))
    noun = say("Klachten") if desk.kind is Kind.FORMAL else say("Meldingen")
    return Card(
        key, title, wide, charts.rows(f"g-{key}", title, told, bars) if parts else "", (),
        (head, noun, say("Deel")), rows, meaning=meaning,
        empty="" if parts else say("In deze periode is er niets."),
    )  # fmt: skip


def categories(desk: Desk) -> Card:
    parts = [
        (name or say("nog niet ingedeeld"), number, desk.received(category_equals=key_of(key)))
        for key, name, number in figures.categories(desk.asked)
    ]
    title = words.most(
        [(name, number) for name, number, _ in parts], desk.kind, say("Onderwerp"),
        "Vaakst over: %(name)s", "Geen onderwerp springt eruit",
    )  # fmt: skip
    if desk.cells([number for _, number, _ in parts]).hiding:
        title = say("Waarover het gaat")
    return lying(desk, f"categories-{desk.kind}", title, parts, say("Onderwerp"), wide=6,
                 meaning=say("Van wat in de periode is ontvangen."))  # fmt: skip


def units(desk: Desk) -> Card:
    """Per unit: here small numbers are hidden from everyone, for this page is passed on."""
    parts = [
        (name or say("nog niet bekend"), number, desk.received(unit_equals=key_of(key)))
        for key, name, number in figures.units(desk.asked)
    ]
    return lying(
        desk, f"units-{desk.kind}", say("Over welke afdeling"), parts, say("Afdeling"), always=True,
        meaning=say("Van wat in de periode is ontvangen. Aantallen onder %(n)s staan er niet in.",
                    n=desk.least),
    )  # fmt: skip


GREY = frozenset(Outcome) - words.FOUNDED


def outcomes(desk: Desk) -> Card:
    """How complaints ended. One colour for what was founded, grey for the rest: no verdict."""
    found = figures.outcomes(desk.asked)
    parts = [
        (capitalised(say(one.label)), found[one], desk.ended(outcome_equals=one.value))
        for one in Outcome
        if one in found
    ]
    title = words.outcomes(found)
    if desk.cells([number for _, number, _ in parts]).hiding:
        title = say("Hoe klachten eindigden")
    grey = {capitalised(say(one.label)): "c3" for one in GREY}
    return lying(
        desk, "outcomes", title, parts, say("Uitkomst"), style=grey,
        meaning=say("Van wat in de periode eindigde. Gegrond: elk onderdeel is gegrond. "
                    "Deels gegrond: een onderdeel is gegrond of deels gegrond."),
    )  # fmt: skip


PHASES: tuple[tuple[Dutch, frozenset[State]], ...] = (
    ("Ontvangst", UNCONFIRMED),
    ("Toetsing", IN_SCREENING),
    ("Hoor en wederhoor", frozenset({State.F5, State.F8})),
    ("Bij adviseur of commissie", WITH_ADVISER),
    ("Onderzoek of advies klaar", frozenset({State.F9, State.F10})),
    ("Oordeel van het bestuur", frozenset({State.F11})),
    ("Brief kwam terug", OVER | {State.F19}),
)


def phases(desk: Desk) -> Card:
    """Where the open complaints stand."""
    found = figures.states(desk.asked)
    parts = []
    for label, states in PHASES:
        number = sum(found.get(one, 0) for one in states)
        if number:
            url = desk.link(open_equals=1, state_equals=sorted(states))
            parts.append((say(label), number, url))
    title = words.most(
        [(name.lower(), number) for name, number, _ in parts], Kind.FORMAL, say("Fase"),
        "Open klachten zijn het vaakst in: %(name)s", "Open klachten per fase",
    )  # fmt: skip
    return lying(desk.openly, "phases", title, parts, say("Fase"), meaning=say("Zoals het nu is."))


def handlers(desk: Desk) -> Card:
    """With whom the open files are; for whoever divides the work."""
    parts = [
        (name or say("nog zonder behandelaar"), number,
         desk.link(open_equals=1, handler_equals=key_of(key)))
        for key, name, number in figures.handlers(desk.asked)
    ]  # fmt: skip
    return lying(desk.openly, "handlers", say("Open klachten per behandelaar"), parts,
                 say("Behandelaar"), meaning=say("Zoals het nu is."))  # fmt: skip


MOST_CAUSES = 8


def causes(desk: Desk) -> Card:
    """Why complaints ended late, in the words that closing late asks for (art. 9:11)."""
    found, all_ended = figures.causes(desk.asked), figures.ended(desk.asked)
    named = [(cause, number) for cause, number in found if cause]
    parts = [
        (words.brief(cause) if cause else say("niet vermeld"), number,
         desk.ended(late_equals=1, late_cause_equals=cause or "-"))
        for cause, number in found[:MOST_CAUSES]
    ]  # fmt: skip
    title = words.causes(all_ended.late, all_ended.count, named)
    if desk.cells([number for _, number, _ in parts]).hiding:
        title = say("Waarom klachten te laat afgingen")
    card = lying(
        desk, "causes", title, parts, say("Oorzaak"),
        meaning=say("Zoals vastgelegd bij het afsluiten, van wat na de laatste dag eindigde."),
    )  # fmt: skip
    if not parts:
        return replace(card, empty=say("In deze periode ging niets te laat af."))
    return replace(
        card, more=(say("Alle klachten die te laat afgingen"), desk.ended(late_equals=1))
    )


# --- what needs someone ---------------------------------------------------------------------


def attention(desk: Desk) -> Card:
    """What stands out now, each with the file or the list behind it."""
    found, points = figures.states(desk.asked), []
    for key, reference, due_on, state in figures.latest(desk.asked, 3):
        days = (desk.today - due_on).days
        text = words.counted(
            days,
            "%(reference)s is 1 dag over de termijn.",
            "%(reference)s is %(n)s dagen over de termijn.",
            reference=reference,
        )
        points.append(Point(text, say("Fase: %(state)s.", state=say(state.label)),
                            f"/admin/complaint/details/?id={key}", late=True))  # fmt: skip
    late = figures.due(desk.asked, None, desk.yesterday)
    if late > 3:
        points.append(Point(say("In totaal %(n)s klachten over de termijn.", n=late),
                            url=late_link(desk), late=True))  # fmt: skip
    for state, one, more, why, basis in WAITING:
        if number := found.get(state, 0):
            url = desk.link(open_equals=1, state_equals=state.value)
            points.append(Point(words.counted(number, one, more), say(why), url, basis=basis))
    return Card("attention", say("Vraagt aandacht"), 4, points=points,
                empty="" if points else say("Niets vraagt nu extra aandacht."))  # fmt: skip


WAITING: tuple[tuple[State, Dutch, Dutch, Dutch, Citation], ...] = (
    (State.F10, "1 advies ligt klaar.", "%(n)s adviezen liggen klaar.",
     "Afwijken van een advies vraagt een motivering.", awb("9:16")),
    (State.F11, "1 klacht wacht op een oordeel.", "%(n)s klachten wachten op een oordeel.",
     "Daarna volgt de afdoeningsbrief.", awb("9:12", 1)),
)  # fmt: skip
"""What waits for the board, in which words, and why it matters."""


def recommendations(desk: Desk) -> Card:
    """What still has to be done, by whom and by when."""
    found = figures.to_do(desk.asked, 6)
    points = []
    for one in found.first:
        late = one.due_on is not None and one.due_on < desk.today
        day = say("uiterlijk %(day)s", day=f"{one.due_on:%d-%m-%Y}") if one.due_on else ""
        who = one.owner or say("nog van niemand")
        points.append(Point(words.brief(one.text, 70), ", ".join(filter(None, (who, day))),
                            late=late))  # fmt: skip
    base = "/admin/recommendation/?flt0_to_do_equals=1"
    return Card(
        "recommendations", words.recommendations(found.open, found.late), 6, points=points,
        heads=(say("Aanbevelingen"), say("Aantal")),
        rows=(
            (say("Open"), (cell(found.open, base),)),
            (say("Over de datum"), (cell(found.late, f"{base}&flt1_due_on_to={desk.yesterday}"),)),
        ),
        meaning=say("Van alle afdelingen samen, zoals het nu is."),
        more=(say("Alle open aanbevelingen"), base) if found.open else ("", ""),
    )  # fmt: skip
