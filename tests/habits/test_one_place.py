"""Each kind of work is done in one place: Word, screens, committing, telling the time."""

import ast

import pytest

from tests.habits.source import code, imports, place, tree


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("docxtpl", ("letters/",)),
        ("flask_admin", ("views/", "admin_app.py")),
        ("flask_login", ("views/", "admin_app.py")),
        ("wtforms", ("views/",)),
        ("click", ("commands/",)),
        ("wsgidav", ("views/dav.py",)),
        ("smtplib", ("operations/outbox.py",)),
    ],
)
def test_a_package_is_known_in_one_place(package, homes):
    users = [place(path, node) for path in code() for node, name in imports(path)
             if name.split(".")[0] == package]  # fmt: skip
    assert [user for user in users if not user.startswith(homes)] == []


def test_the_law_knows_no_framework():
    outside = {"flask", "sqlalchemy", "click", "jinja2", "wtforms", "os"}
    wrong = [place(path, node) for path in code("rules") for node, name in imports(path)
             if name.split(".")[0] in outside]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    ("attribute", "home"),
    [
        (("session", "commit"), "operations/transaction.py"),
        (("date", "today"), "operations/clock.py"),
        (("datetime", "now"), "operations/clock.py"),
    ],
)
def test_one_place_commits_and_one_knows_the_time(attribute, home):
    owner, name = attribute
    wrong = [
        place(path, node)
        for path in code()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and ast.unparse(node.func.value).split(".")[-1] == owner
    ]
    assert [one for one in wrong if not one.startswith(home)] == []
