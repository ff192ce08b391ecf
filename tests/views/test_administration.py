"""Users, settings and rest days: who changes what, and what nobody can."""

import pytest
from sqlalchemy import select

from models import AuditEvent, Setting, User, db
from operations import administration
from operations.administration import UserData
from queries import choices
from rules.errors import Invalid, NotPermitted
from rules.vocabulary import Role as RoleName
from tests.factories import a_user, acting

PASSWORD = "een heel lang wachtwoord"


def user_of(name):
    return db.session.scalars(select(User).where(User.email == f"{name}@demo.example")).one()


def data_of(user, **changed):
    kept = {
        "name": user.name, "email": user.email, "job_title": user.job_title,
        "unit_id": user.unit_id,
        "roles": tuple(role.name for role in user.roles),
    }  # fmt: skip
    return UserData(**kept | changed)


def administrator():
    return acting(user_of("administrator"))


def test_no_page_shows_a_password(app, signed_in):
    browser = signed_in("administrator")
    hashed = user_of("coordinator").password
    for page in ("", "details/?id=3", "edit/?id=3"):
        html = browser.get(f"/admin/user/{page}").text
        assert hashed not in html
        assert "fs_uniquifier" not in html


@pytest.mark.parametrize(
    "changed", [{"roles": ("board",)}, {"password": PASSWORD}, {"active": False}]
)
def test_other_rights_or_another_password_end_every_session(app, signed_in, changed):
    browser = signed_in("coordinator")
    assert browser.get("/admin/").status_code == 200
    user = user_of("coordinator")
    administration.update_user(user.id, data_of(user, **changed), user.version, administrator())
    assert browser.get("/admin/").status_code == 302


def test_another_job_title_ends_nothing(app, signed_in):
    browser = signed_in("coordinator")
    user = user_of("coordinator")
    data = data_of(user, job_title="coördinator")
    administration.update_user(user.id, data, user.version, administrator())
    assert browser.get("/admin/").status_code == 200


def test_an_administrator_cannot_lock_the_own_door(app):
    me = user_of("administrator")
    for changed in ({"roles": ("coordinator",)}, {"active": False}):
        with pytest.raises(Invalid):
            administration.update_user(me.id, data_of(me, **changed), me.version, administrator())


def test_nobody_widens_the_own_rights(app):
    me = a_user(RoleName.ADMINISTRATOR)
    with pytest.raises(Invalid, match="eigen rollen niet"):
        administration.update_user(
            me.id, data_of(me, roles=("coordinator",)), me.version, acting(me)
        )


def test_an_administrator_has_no_role_with_content_besides(app):
    user = user_of("administrator2")
    data = data_of(user, roles=("administrator", "coordinator"))
    with pytest.raises(Invalid, match="leest geen dossiers"):
        administration.update_user(user.id, data, user.version, administrator())


def test_two_users_cannot_have_one_address(app):
    with pytest.raises(Invalid):
        administration.create_user(
            UserData("X", "BOARD1@demo.example", ("board",), password=PASSWORD), administrator()
        )


@pytest.mark.parametrize("role", [role for role in RoleName if role is not RoleName.ADMINISTRATOR])
def test_only_administrators_manage_users(app, role):
    with pytest.raises(NotPermitted):
        administration.create_user(UserData("X", "x@x.nl", ("board",)), acting(a_user(role)))


def test_the_trail_of_a_user_holds_no_name_or_address(app, signed_in):
    user = user_of("coordinator")
    data = data_of(user, name="Geheim Geheimer", email="geheim@ssr.nl")
    administration.update_user(user.id, data, user.version, administrator())
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "user:changed")).one()
    assert event.data == {"fields": ["name", "email"], "roles": ["coordinator"]}


# --- settings, calendar, trail ---


def last(verb):
    query = select(AuditEvent).where(AuditEvent.verb == verb).order_by(AuditEvent.id.desc())
    return db.session.scalars(query).first()


def test_a_setting_counts_from_now(app, signed_in):
    browser = signed_in("administrator")
    address = "/admin/setting/edit/?id=supplement_days"
    assert browser.post(address, data={"version": "0", "value": "21"}).status_code == 302
    assert choices.setting("supplement_days") == 21
    assert browser.post(address, data={"version": "0", "value": "22"}).status_code == 409
    event = last("setting:changed")
    assert event.data == {"key": "supplement_days", "before": 14, "after": 21}


def test_a_list_and_a_switch_can_be_set(app, signed_in):
    browser = signed_in("administrator")
    channels = {"version": "0", "value": ["post", "email"]}
    browser.post("/admin/setting/edit/?id=designated_channels", data=channels)
    browser.post("/admin/setting/edit/?id=chapter9_applies_directly", data={"version": "0"})
    assert choices.setting("designated_channels") == ("post", "email")
    assert choices.setting("chapter9_applies_directly") is False


def test_a_text_is_not_written_in_the_trail(app, signed_in):
    data = {"version": "0", "value": "J. Geheim"}
    signed_in("administrator").post("/admin/setting/edit/?id=coordinator_name", data=data)
    assert last("setting:changed").data == {"key": "coordinator_name"}


def test_an_unknown_setting_does_not_exist(app, signed_in):
    assert signed_in("administrator").get("/admin/setting/edit/?id=x").status_code == 404
    assert "x" not in db.session.scalars(select(Setting.key)).all()


def test_the_calendar_shows_the_law_beside_what_was_added(app, signed_in):
    browser = signed_in("administrator")
    data = {"day": "24-12-2026", "name": "KB-dag", "source": "Stcrt."}
    assert browser.post("/admin/calendar/new/", data=data).status_code == 302
    html = browser.get("/admin/calendar/").text
    assert "KB-dag" in html
    assert "Goede Vrijdag" in html


def test_an_administrator_sees_no_events_of_files(app, signed_in):
    from operations import audit
    from operations.transaction import transaction
    from tests.factories import a_complaint

    complaint = a_complaint()
    with transaction():
        audit.record(administrator(), "note:added", complaint.id)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "note:added")).one()
    assert "notitie toegevoegd" in signed_in("auditor").get("/admin/audit/").text
    browser = signed_in("administrator")
    assert "notitie toegevoegd" not in browser.get("/admin/audit/").text
    assert browser.get(f"/admin/audit/details/?id={event.id}").status_code == 404
