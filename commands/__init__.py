"""Entrances without a screen: the ``flask`` commands. Each module is loaded when it is used."""

from flask import Flask


def register_commands(app: Flask) -> None:
    from commands import (
        audit,
        backup,
        check,
        deadlines,
        demo,
        documents,
        files,
        letters,
        mail,
        nightly,
        privacy,
        rules,
        search,
        start,
        user,
    )

    for module in (
        audit, backup, check, deadlines, demo, documents, files, letters, mail, nightly, privacy,
        rules, search, start, user,
    ):  # fmt: skip
        module.register(app)
