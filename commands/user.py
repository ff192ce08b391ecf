"""``flask user``: the first users; later ones are made in the panel."""

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import told
from rules.vocabulary import Role
from text import Unclean, clean_password


def register(app: Flask) -> None:
    group = AppGroup("user", help="Users (gebruikers).")
    app.cli.add_command(group)

    @group.command("create")
    @click.argument("email")
    @click.option(
        "--role",
        "roles",
        type=click.Choice([role.value for role in Role]),
        multiple=True,
        required=True,
        help="More than one is possible.",
    )
    @click.option("--name", default="", help="As letters and the trail print it.")
    @click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
    def create(email: str, roles: tuple[str, ...], name: str, password_stdin: bool) -> None:
        """Make a user, and the roles and rights when they are not there yet."""
        from commands import installation
        from operations import administration, clock
        from queries.actors import system

        address = _address(email)
        password = _password(asked=not password_stdin)
        actor = system(clock.today())
        with told():
            installation.prepare()
            chosen = tuple(Role(role) for role in dict.fromkeys(roles))
            administration.create_user(
                administration.UserData(
                    name=name.strip() or address.partition("@")[0],
                    email=address,
                    roles=chosen,
                    password=password,
                ),
                actor,
            )
        labels = ", ".join(role.label for role in chosen)
        click.echo(f"{address} kan nu inloggen als {labels}.")


def _address(email: str) -> str:
    from flask import current_app
    from flask_security import EmailValidateException

    try:
        normal: str = current_app.extensions["security"].mail_util.normalize(email)
    except (EmailValidateException, ValueError):
        raise click.ClickException(f"{email} is geen e-mailadres.") from None
    return normal


def _password(*, asked: bool) -> str:
    if asked:
        password: str = click.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog eens")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        return clean_password(password)
    except Unclean as unclean:
        raise click.ClickException(str(unclean)) from None
