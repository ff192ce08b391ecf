"""What people choose for themselves; the trail says which choices, and an old page loses."""

import pytest
from sqlalchemy import select

from models import AuditEvent, User, db
from operations import preferences
from operations.preferences import Preferences
from rules.errors import Conflict, NotPermitted
from rules.permissions import Actor
from rules.vocabulary import DutyMail, Role
from tests.factories import a_user, acting

WANTED = Preferences("en", False, DutyMail.DIGEST)


def test_what_changed_is_in_the_trail(app):
    one = a_user(Role.AUDITOR)
    preferences.choose(acting(one), one.version, WANTED)
    kept = db.session.get_one(User, one.id)
    assert (kept.language, kept.shortcuts, kept.duty_mail) == ("en", False, DutyMail.DIGEST)
    data = db.session.scalars(select(AuditEvent.data).where(AuditEvent.verb == "user:chose"))
    assert data.all() == [{"fields": ["language", "shortcuts", "duty_mail"]}]


def test_an_old_page_changes_nothing(app):
    one = a_user(Role.AUDITOR)
    with pytest.raises(Conflict):
        preferences.choose(acting(one), one.version - 1, WANTED)
    assert db.session.get_one(User, one.id).shortcuts


def test_nobody_chooses_nothing(app):
    with pytest.raises(NotPermitted):
        preferences.choose(Actor(None, "niemand", None), 1, WANTED)
