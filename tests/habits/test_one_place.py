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
        ("authlib", ("operations/identity_provider.py",)),
        ("joserfc", ("operations/identity_provider.py",)),
        ("requests", ("operations/identity_provider.py",)),
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


def calls(*layers: str) -> list[tuple[str, str]]:
    """Each call in these layers, with its place."""
    return [
        (place(path, node), ast.unparse(node))
        for path in code(*layers)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    ]


def test_one_function_sends_a_file_to_a_browser():
    wrong = [
        place(path, node)
        for path in code("views", "admin_app.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and str(node.value).lower() == "content-disposition"
    ]
    homes = ("views/downloads.py", "views/dav.py")  # WsgiDAV writes its own answers
    assert [one for one in wrong if not one.startswith(homes)] == []
    assert [at for at, call in calls() if call.startswith(("send_file(", "send_from_dir"))] == []


def test_what_goes_along_from_the_dossier_is_asked_of_the_scanner_first():
    """``documents.reader`` is how others take documents along; a sent letter is our own."""
    taken = {call for _, call in calls("operations") if call.startswith("documents.reader(")}
    assert taken == {"documents.reader(documents.safe(one))", "documents.reader(one.sent_sha256)"}
