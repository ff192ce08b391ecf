"""What commands share: a refusal in words and a wrong end as exit code 1."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from rules.errors import Closed, Invalid, Refusal
from text import Unclean, read_date


class Day(click.ParamType[date]):
    """A day as people write it: 31-12-2026 or 2026-12-31."""

    name = "datum"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except Unclean as unclean:
            self.fail(str(unclean), param, ctx)


@contextmanager
def told() -> Iterator[None]:
    """Say in one line why it could not be done; a traceback is for faults of ours."""
    try:
        yield
    except (Refusal, Invalid, Closed) as refusal:
        raise click.ClickException(str(refusal)) from None
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            f"De database is niet bereikbaar of niet bijgewerkt ({type(error.orig).__name__}). "
            "Controleer DATABASE_URL en voer `flask db upgrade` uit."
        ) from None


def read(path: str) -> bytes:
    """The bytes of a file that someone named."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} is niet te lezen: {error.strerror}.") from None


def finish(wrong: int | bool) -> None:
    """End with exit code 1 when something is wrong."""
    if wrong:
        raise click.exceptions.Exit(1)
