"""Lists as files: csv as Excel wants it in the Netherlands, and xlsx. No cell is ever a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import Response
from markupsafe import Markup

from operations import clock
from rules.vocabulary import Labelled
from text import harmful
from views.display import NOTHING, shown
from views.downloads import attachment

Table = Sequence[Sequence[Any]]


def table(columns: Iterable[Any], found: Iterable[Any]) -> list[list[Any]]:
    """The rows of a list as values: dates and numbers stay what they are, the rest is words."""
    counts = [(one.plain or value_of(one.show), len(one.sources)) for one in columns]
    made = []
    for row in found:
        cells, place = [], 1
        for plain, count in counts:
            cells.append(tidy(plain(*row[place : place + count])))
            place += count
        made.append(cells)
    return made


def value_of(show: Callable[..., Any]) -> Callable[..., Any]:
    """A plain column goes out as the value that it is."""
    return (lambda value: value) if show is shown else show


def tidy(value: Any) -> Any:
    if isinstance(value, date | int | float) and not isinstance(value, bool | Labelled):
        return value
    words = value.striptags() if isinstance(value, Markup) else shown(value)
    return "" if words == NOTHING else "".join(one for one in words if not harmful(one))


def as_csv(heads: Sequence[str], rows: Table) -> bytes:
    """Semicolons and a BOM, for Excel; a quote before what a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet works out, also in the wide signs of Asian ones."""


def inert(cell: Any) -> str:
    """No formula, whatever someone called themselves.

    >>> inert("=1+1"), inert(12), inert(date(2026, 3, 1))
    ("'=1+1", '12', '01-03-2026')
    """
    words = shown(cell) if isinstance(cell, date) else str(cell)
    return f"'{words}" if isinstance(cell, str) and FORMULA.match(words) else words


def as_xlsx(heads: Sequence[str], rows: Table) -> bytes:
    return as_book([("", heads, rows)])


def as_book(sheets: Iterable[tuple[str, Sequence[str], Table]]) -> bytes:
    """A workbook with a sheet for each table: its name, its heads, its rows."""
    # Loaded when used: it is slow to import.
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        bold = book.add_format({"bold": True})
        for number, (name, heads, rows) in enumerate(sheets, 1):
            sheet = book.add_worksheet(sheet_name(name, number))
            for place, head in enumerate(heads):
                sheet.write_string(0, place, head, bold)
            for line, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, date) and not isinstance(cell, datetime):
                        sheet.write_datetime(line, place, cell, day)
                    elif isinstance(cell, int | float):
                        sheet.write_number(line, place, cell)
                    else:
                        sheet.write_string(line, place, shown(cell) if cell != "" else "")
    return out.getvalue()


def sheet_name(title: str, number: int) -> str | None:
    """What a spreadsheet takes as a name: short, without its own signs, and each only once.

    >>> sheet_name("5 van de 8: gegrond/deels", 2)
    '2 5 van de 8 gegronddeels'
    """
    plain = re.sub(r"[\[\]:*?/\\']", "", title)
    return f"{number} {plain}"[:31].strip() if plain else None


WRITERS: dict[str, tuple[Callable[[Sequence[str], Table], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def send(file_type: str, title: str, heads: Sequence[str], rows: Table) -> Response:
    write, media_type = WRITERS[file_type]
    return attachment(
        write(heads, rows), f"{title.lower()} {clock.today():%Y-%m-%d}.{file_type}", media_type
    )


def send_book(title: str, sheets: Iterable[tuple[str, Sequence[str], Table]]) -> Response:
    """Several tables in one file."""
    kept = [
        (name, heads, [[tidy(cell) for cell in row] for row in rows])
        for name, heads, rows in sheets
    ]
    name = f"{title.lower().replace(':', '')} {clock.today():%Y-%m-%d}.xlsx"
    return attachment(as_book(kept), name, WRITERS["xlsx"][1])
