"""``flask rules``: the law on paper, for lawyers. No database is needed."""

from datetime import date

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import Day, finish, read
from rules import cases, deadlines, ledger
from rules.deadlines import Deadline, Extension, Moved, Postponement, TrackChoice
from rules.ledger import ClockFacts
from rules.vocabulary import Track

ASSUMED = """\
Aangenomen is dat het bestuur op de dag van ontvangst over de wijze van behandeling besloot, dat
het verdagingsbericht op tijd is verzonden en dat de klager op tijd schriftelijk instemde.
Gerekend is met de rustdagen van de Algemene termijnenwet en de standaardinstellingen.
"""


def register(app: Flask) -> None:
    group = AppGroup("rules", help="The rules of law, as the panel applies them.")
    app.cli.add_command(group)

    @group.command("verify")
    @click.argument("file")
    def verify(file: str) -> None:
        """Compare worked cases (CSV: id, kind, inputs, expected, source) with the rules."""
        read(file)
        results = cases.verify(file)
        if not results:
            raise click.ClickException(f"{file} bevat geen uitgewerkte gevallen.")
        for one in results:
            for difference in one.differences:
                click.echo(f"{one.id} ({one.kind}): {difference}")
        passed = sum(one.passed for one in results)
        click.echo(f"{passed} passed, {len(results) - passed} failed")
        finish(passed < len(results))

    @group.command("explain")
    @click.option("--received", type=Day(), required=True, help="Day of receipt.")
    @click.option("--track", type=click.Choice([one.value for one in Track]), required=True)
    @click.option("--adjourned", type=int, help="Weeks of postponement (art. 9:11 lid 2 Awb).")
    @click.option("--agreed", type=Day(), help="Day agreed with the complainant (lid 3).")
    def explain(received: date, track: str, adjourned: int | None, agreed: date | None) -> None:
        """Every deadline of a complaint, with its article and the reason."""
        facts = _facts(received, Track(track), adjourned, agreed)
        click.echo(ASSUMED)
        click.echo(ledger.explain(ledger.ledger(facts)))


def _facts(received: date, track: Track, weeks: int | None, agreed: date | None) -> ClockFacts:
    """The facts asked for. The ledger passes over what the law does not allow; here it is said."""
    try:
        running = deadlines.handling_term(received, track)
    except LookupError:
        raise click.ClickException(
            f"Op {received:%d-%m-%Y} gold hoofdstuk 9 van de Awb nog niet."
        ) from None
    postponements = () if weeks is None else (Postponement(weeks, received),)
    extensions = () if agreed is None else (Extension(agreed, received),)
    for postponement in postponements:
        running = _allowed(deadlines.postpone(running, postponement))
    for extension in extensions:
        running = _allowed(deadlines.extend(running, extension))
    tracks = () if track is Track.OWN else (TrackChoice(track, received),)
    return ClockFacts(received, tracks=tracks, postponements=postponements, extensions=extensions)


def _allowed(moved: Moved) -> Deadline:
    if moved.after is None:
        raise click.ClickException(str(moved.obstacle))
    return moved.after
