"""The figures of a year or a quarter: on screen, as Word, Excel and CSV, and for everyone."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort, render_template, request
from flask_admin import expose
from markupsafe import Markup

from files.inspection import WORD
from letters import figures
from operations.exports import exported
from queries import choices, house, register, register_figures
from queries.memory import remember
from rules import breakdowns, periods, publication, small_cells
from rules.breakdowns import Balance, Line, Part
from rules.periods import Period
from rules.publication import Entry
from rules.register_words import DEFINITIONS
from rules.vocabulary import RegisterOutcome
from rules.wording import Dutch, told
from views import charts
from views.charts import Bar, Group
from views.downloads import attachment
from views.languages import say
from views.session import current_actor


@dataclass(frozen=True)
class Told:
    """A period with the four before it: the tables as they can be shown."""

    period: Period
    series: Sequence[Period]
    balances: Sequence[Balance]
    parts: Sequence[Part]
    least: int

    @property
    def heads(self) -> list[str]:
        """The periods, short; one that is not over says so."""
        return [
            told("%(period)s (deels)", period=short(one)) if one.running else short(one)
            for one in self.series
        ]

    @property
    def title(self) -> str:
        if self.period.quarterly:
            return told("Klachten in het %(period)s", period=self.period.label)
        return told("Klachten in %(period)s", period=self.period.label)

    @property
    def about(self) -> str:
        """Of when it is, and that it is not over."""
        if self.period.running:
            return told(
                "De periode is nog niet voorbij: de cijfers lopen tot en met %(day)s.",
                day=self.period.until,
            )
        return told(
            "Van %(since)s tot en met %(until)s, met de vier perioden ervoor.",
            since=self.period.since, until=self.period.until,
        )  # fmt: skip


def short(period: Period) -> str:
    if not period.quarterly:
        return str(period.label)
    return told("%(n)se kw. %(year)s", n=period.key[-1], year=period.since.year)


def tell(period: Period) -> Told:
    """The figures of a period; asked again within half a minute, they are not counted again."""
    least = int(str(choices.setting("minimum_cell")))
    today = current_actor().today
    found = periods.series(period, today)
    counted = remember(("register", period.key, today), lambda: register_figures.of(found))
    return Told(period, found, counted.balances, breakdowns.kept(counted.parts, least), least)


def chart(part: Part, series: Sequence[Period], heads: Sequence[str]) -> Markup:
    """The same picture as in the document, drawn for a screen."""
    name, title = f"g-{part.key}", say(part.title)
    if part.divides:
        bars = [
            (figures.head(part, line, say), Bar(
                _whole(line.numbers[-1]), f"{say(line.label)}: {words(line.numbers[-1])}",
                shown="" if line.numbers[-1] is not None else say("niet getoond"),
            ))
            for line in part.lines
        ]  # fmt: skip
        desc = say("Liggende staven van %(period)s. De tabel eronder zegt hetzelfde.",
                   period=heads[-1])  # fmt: skip
        return charts.rows(name, title, desc, bars)
    lines = [part.line(key) for key in ("received", "closed")]
    groups = [
        Group(
            say(short(period)), [
                Bar(_whole(line.numbers[place]),
                    f"{heads[place]}: {words(line.numbers[place])} {say(line.label).lower()}",
                    style=f"c{turn}")
                for turn, line in enumerate(lines, 1)
            ],
            say("deels") if period.running else "",
        )
        for place, period in enumerate(series)
    ]  # fmt: skip
    return charts.columns(name, title, say("Staven: ontvangen en afgehandeld per periode."), groups)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def words(number: float | None) -> str:
    return figures.told(number)


class Reports:
    """Routes of the register that tell figures; a mixin for its view."""

    @expose("/figures/")
    def figures(self) -> Any:
        """The figures of one period, with what is still missing."""
        period = self.period()
        found = tell(period)
        heads = [say(one) for one in found.heads]
        return self.render(  # type: ignore[attr-defined]  # Flask-Admin's, in the class below
            "register/figures.html",
            found=found,
            heads=heads,
            period=period,
            periods=self.periods(period),
            lacks=register.lacks(period),
            open_now=register_figures.open_terms(current_actor().today)
            if period.quarterly
            else None,
            chart=lambda part: chart(part, found.series, heads),
            definitions=DEFINITIONS.items(),
            words=words,
            head=lambda part, line: figures.head(part, line, say),
            open_sentence=open_sentence,
        )

    @expose("/figures/export/<any(docx,xlsx,csv):export_type>/")
    def export_figures(self, export_type: str) -> Response:
        """The same as a document, a workbook or a table."""
        from views import exports

        found = tell(self.period())
        exported(current_actor(), "register_figures", export_type, len(found.parts))
        if export_type == "docx":
            return attachment(figures.document(report(found)), f"{found.title}.docx", WORD)
        if export_type == "xlsx":
            return exports.send_book(found.title, sheets(found))
        heads = ("Onderdeel", "Cijfer", *found.heads)
        return exports.send("csv", found.title, heads, table(found))

    @expose("/public/")
    def public(self) -> Response:
        """The anonymised register of a year for everyone, as a zip of a page and tables."""
        period = self.period()
        if period.quarterly:
            abort(404)
        found = tell(period)
        pack = published(found)
        exported(current_actor(), "public_register", "zip", len(pack))
        return attachment(zipped(pack), f"Klachtenregister {period.label}.zip", "application/zip")

    def period(self) -> Period:
        """The period in the address; this year for whatever names none."""
        today = current_actor().today
        found = periods.read(request.args.get("period", ""), today)
        return found if found.key != periods.TWELVE_MONTHS else periods.year(today.year, today)

    def periods(self, chosen: Period) -> Sequence[Period]:
        """What one chooses from: years and quarters, and what the address asked for."""
        known = [one for one in periods.choices(current_actor().today)
                 if one.key != periods.TWELVE_MONTHS]  # fmt: skip
        return known if chosen in known else [*known, chosen]


def report(found: Told) -> figures.Report:
    """The figures as the document takes them."""
    notes = []
    if found.period.quarterly:
        notes.append(open_sentence(register_figures.open_terms(current_actor().today)))
    return figures.Report(
        found.title,
        house.house().name,
        found.about,
        found.heads,
        found.parts,
        list(DEFINITIONS.items()),
        notes,
    )


def open_sentence(terms: register_figures.OpenTerms) -> str:
    """What is open now, and by when it has to end."""
    return told(
        "Nu open: %(all)s. Daarvan %(late)s te laat, %(soon)s met een laatste dag binnen twee "
        "weken, %(later)s daarna en %(without)s zonder termijn.",
        all=terms.all, late=terms.late, soon=terms.soon, later=terms.later, without=terms.without,
    )  # fmt: skip


def table(found: Told) -> list[list[Any]]:
    """Every line of every table."""
    return [
        [str(part.title), figures.head(part, line), *(cell(one) for one in line.numbers)]
        for part in found.parts
        for line in part.lines
    ]


def cell(number: float | None) -> float | str:
    return "–" if number is None else number


def sheets(found: Told) -> list[tuple[str, Sequence[str], Sequence[Sequence[Any]]]]:
    """A sheet for each table, and one with what the words mean."""
    made: list[tuple[str, Sequence[str], Sequence[Sequence[Any]]]] = [
        (
            str(part.title), ("Cijfer", *found.heads),
            [[figures.head(part, line), *(cell(one) for one in line.numbers)]
             for line in part.lines],
        )
        for part in found.parts
    ]  # fmt: skip
    return [*made, ("Wat de woorden betekenen", ("Woord", "Betekenis"), list(DEFINITIONS.items()))]


# --- for everyone ---------------------------------------------------------------------------


def published(found: Told) -> dict[str, bytes]:
    """The files of the public register: a page without a script, its style, and two tables."""
    from views import exports

    outcome, rows = public_rows(found)
    page = render_template(
        "register/published.html",
        title=f"Klachtenregister {found.period.label}",
        authority=house.house().name,
        found=found,
        outcome=outcome,
        rows=rows,
        summaries=register.summaries(found.period),
        label=lambda code: RegisterOutcome(code).label,
        definitions=DEFINITIONS.items(),
        words=words,
        head=figures.head,
    )
    listed = [[one.number, one.about or "–", one.outcome or "–", one.text] for one in rows]
    heads = ("Onderdeel", "Cijfer", *found.heads)
    figures_of = [*table(found), *(
        [str(outcome.title), figures.head(outcome, line), "", "", "", "", cell(line.numbers[-1])]
        for line in outcome.lines
    )]  # fmt: skip
    return {
        "index.html": page.encode(),
        "stijl.css": STYLE.encode(),
        "register.csv": exports.as_csv(("Nummer", "Onderwerp", "Afloop", "Omschrijving"), listed),
        "cijfers.csv": exports.as_csv(heads, figures_of),
    }


def public_rows(found: Told) -> tuple[Part, list[publication.PublicRow]]:
    """How the complaints of the year ended as a table, and the rows that fit with both tables."""
    nothing: Dutch = "nog niet ingedeeld"
    entries = [
        Entry(one.category or nothing, RegisterOutcome(one.outcome).label, one.text)
        for one in register.published(found.period)
    ]
    category = next(one for one in found.parts if one.key == "category")
    abouts = {str(line.label): _whole(line.numbers[-1]) for line in category.lines}
    labels = [one.label for one in RegisterOutcome]
    counts = [sum(one.outcome == label for one in entries) for label in labels]
    shown = dict(zip(labels, small_cells.within(counts, found.least), strict=True))
    part = Part(
        "ended", "Hoe de klachten van dit jaar afliepen",
        [Line(label, (number,)) for label, number in shown.items()],
    )  # fmt: skip
    return part, publication.rows(entries, abouts, shown, found.least)


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


STYLE = """:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
caption, th { text-align: left; }
caption { font-weight: bold; padding: .5rem 0; }
th, td { border-bottom: 1px solid #888; padding: .35rem .5rem; vertical-align: top; }
td.n, th.n { text-align: right; }
.scroll { overflow-x: auto; }
"""
