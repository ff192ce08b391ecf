"""Every address that can be opened gives an answer to every role: never a 5xx."""

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from rules.vocabulary import State
from tests.factories import a_complaint
from tests.views.record import in_hearing

ROLES = (
    "coordinator",
    *(pytest.param(one, marks=pytest.mark.slow)
      for one in ("board1", "administrator", "servicedesk", "team_leader", "secretary",
                  "adviser1", "auditor")),
)  # fmt: skip
KEYS = ("1", "999999", "99999999999999", "-1", "abc", "%00", "5,6", "")


def examples(rule: Rule) -> list[dict[str, object]]:
    """Values for the parts of the address: each choice once."""
    made: list[dict[str, object]] = [{}]
    for name, converter in rule._converters.items():
        choices: list[object] = ["csv", "nonsense"]
        if isinstance(converter, AnyConverter):
            choices = sorted(converter.items)
        elif isinstance(converter, IntegerConverter):
            choices = [1]
        made = [one | {name: choice} for one in made for choice in choices]
    return made


def addresses(app, role):
    """Everything, for the coordinator with every kind of key; for others with a key that is."""
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in {"static", "security.logout"}:
            continue
        for values in examples(rule):
            url = urls.build(rule.endpoint, values, method="GET")
            takes_key = rule.rule.endswith(("/details/", "/edit/", ":act>/"))
            asked = "of" if rule.rule.endswith(":act>/") else "id"
            keys = KEYS if role == "coordinator" else KEYS[:1]
            yield from (f"{url}?{asked}={key}" for key in keys) if takes_key else (url,)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers(app, signed_in, role):
    in_hearing()
    for state in (State.F4, State.F12, State.I1):
        a_complaint(state=state)
    browser = signed_in(role)
    broken = []
    for address in addresses(app, role):
        reply = browser.get(address)
        if reply.status_code >= 500:
            broken.append(f"{reply.status_code} {address}")
    assert broken == []
