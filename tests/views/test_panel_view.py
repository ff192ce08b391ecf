"""What every table screen keeps closed, and what a form does when it cannot be saved."""

import re

import pytest
from sqlalchemy import func, select

from models import AuditEvent, Category, Contact, Unit, User, db
from tests.factories import a_contact

ERROR = re.compile(r'<span class="error" id="(\w+)-error">')


def wrong_fields(html):
    return ERROR.findall(html)


@pytest.mark.parametrize("route", ["delete/", "action/", "ajax/update/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_nobody_needs_does_not_exist(app, signed_in, route, method):
    reply = signed_in("administrator").open(f"/admin/unit/{route}", method=method)
    assert reply.status_code == 404


def test_of_flask_admin_no_script_style_or_template_can_be_reached(app, signed_in):
    browser = signed_in("administrator")
    assert browser.get("/admin/static/admin/js/helpers.js").status_code == 404
    loader = app.jinja_env.loader
    assert [name for name in loader.list_templates() if "bootstrap" in name] == []
    # Those that it would draw with are ours.
    for name in ("base", "model/list", "model/edit", "model/create", "model/details"):
        assert "_ui.html" in loader.get_source(app.jinja_env, f"admin/{name}.html")[0] or (
            "model/_form.html" in loader.get_source(app.jinja_env, f"admin/{name}.html")[0]
        )


def test_a_role_without_the_right_gets_403_and_it_is_written_down(app, signed_in):
    browser = signed_in("coordinator")
    assert browser.get("/admin/user/").status_code == 403
    refusal = db.session.scalars(
        select(AuditEvent).where(AuditEvent.verb == "access:refused")
    ).one()
    assert refusal.data["what"] == "GET user.index_view 403"


def test_reading_is_no_right_to_write(app, signed_in):
    browser = signed_in("auditor")
    assert browser.get("/admin/unit/").status_code == 200
    assert "toevoegen" not in browser.get("/admin/unit/").text
    assert browser.get("/admin/unit/new/").status_code == 403
    assert browser.post("/admin/unit/new/", data={"name": "X"}).status_code == 403
    assert browser.post("/admin/unit/edit/?id=1", data={"name": "X"}).status_code == 403
    assert db.session.get(Unit, 1).name != "X"


@pytest.mark.parametrize(
    "key", ["", "abc", "-1", "0", "999999", "99999999999999999999", "1,2", "1 OR 1=1", "%00"]
)
@pytest.mark.parametrize("page", ["details", "edit"])
def test_garbage_for_a_number_does_not_exist(app, signed_in, page, key):
    assert signed_in("administrator").get(f"/admin/unit/{page}/?id={key}").status_code == 404


def test_a_post_without_token_changes_nothing(app, signed_in):
    browser = signed_in("administrator")
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        reply = browser.post("/admin/unit/new/", data={"name": "Vals", "active": "1"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert reply.status_code == 400
    assert db.session.scalar(select(func.count()).where(Unit.name == "Vals")) == 0


def test_a_form_carries_its_token(app, signed_in):
    browser = signed_in("administrator")
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        html = browser.get("/admin/unit/new/").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', html)[1]
        data = {"name": "Echt", "active": "1", "csrf_token": token}
        assert browser.post("/admin/unit/new/", data=data).status_code == 302
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_field_that_is_not_in_the_form_is_not_read(app, signed_in):
    contact = a_contact(family_name="Eerst")
    data = {
        "version": "1", "kind": "natural", "family_name": "Dan", "sort_name": "aap",
        "recorded_by_id": "1", "id": "77",
    }  # fmt: skip
    reply = signed_in("coordinator").post(f"/admin/contact/edit/?id={contact.id}", data=data)
    assert reply.status_code == 302
    db.session.expire_all()
    kept = db.session.get(Contact, contact.id)
    assert (kept.family_name, kept.sort_name, kept.recorded_by_id) == ("Dan", "dan", None)


def test_what_is_wrong_stands_beside_its_field_and_above_the_form(app, signed_in):
    data = {"kind": "natural", "first_name": "Zo\x00ë", "email": "geen adres"}
    reply = signed_in("coordinator").post("/admin/contact/new/", data=data)
    assert reply.status_code == 422
    assert wrong_fields(reply.text) == ["first_name", "email"]
    assert '<a href="#email">' in reply.text
    assert "<title>Fout: " in reply.text
    assert "U+0000" in reply.text
    assert 'tabindex="-1" autofocus' in reply.text


def test_what_an_operation_refuses_stands_beside_its_field(app, signed_in):
    data = {"kind": "natural", "first_name": "Zoë", "postcode": "12"}
    reply = signed_in("coordinator").post("/admin/contact/new/", data=data)
    assert wrong_fields(reply.text) == ["family_name", "postcode"]
    assert 'value="Zoë"' in reply.text


def test_the_second_of_two_is_told_and_keeps_what_was_typed(app, signed_in):
    contact = a_contact(family_name="Eerst")
    address = f"/admin/contact/edit/?id={contact.id}"
    first, second = signed_in("coordinator"), signed_in("secretary")
    data = {"version": "1", "kind": "natural"}
    assert first.post(address, data=data | {"family_name": "Winnaar"}).status_code == 302
    lost = second.post(address, data=data | {"family_name": "Verliezer"})
    assert lost.status_code == 409
    assert '<th scope="row">Achternaam</th><td>Winnaar</td><td>Verliezer</td>' in lost.text
    assert 'value="Verliezer"' in lost.text
    assert '<input type="hidden" name="version" value="2">' in lost.text
    assert db.session.get(Contact, contact.id).family_name == "Winnaar"


@pytest.mark.parametrize("version", [None, "", "abc", "-1", "99"])
def test_without_the_right_version_nothing_is_saved(app, signed_in, version):
    contact = a_contact(family_name="Eerst")
    data = {"kind": "natural", "family_name": "Dan"} | ({"version": version} if version else {})
    reply = signed_in("coordinator").post(f"/admin/contact/edit/?id={contact.id}", data=data)
    assert reply.status_code == 409
    assert db.session.get(Contact, contact.id).family_name == "Eerst"


def test_a_name_that_exists_is_no_database_error(app, signed_in):
    name = db.session.scalar(select(Category.name).limit(1))
    data = {"name": name.upper(), "position": "1", "active": "1"}
    reply = signed_in("administrator").post("/admin/category/new/", data=data)
    assert wrong_fields(reply.text) == ["name"]
    assert "SQL" not in reply.text


def test_two_of_one_name_at_the_same_moment_show_no_sql(app, signed_in, monkeypatch):
    monkeypatch.setattr("operations.administration.unique", lambda *_: None)
    name = db.session.scalar(select(Category.name).limit(1))
    data = {"name": name, "position": "1", "active": "1"}
    reply = signed_in("administrator").post("/admin/category/new/", data=data)
    assert reply.status_code == 409
    assert "Er is niets opgeslagen" in reply.text
    assert "INSERT" not in reply.text


def test_a_mistake_in_our_own_code_is_not_run_twice(app, signed_in, monkeypatch):
    calls = []

    def mistaken(self, asked):
        calls.append(asked)
        raise TypeError("ours")

    monkeypatch.setattr("views.contacts.ContactView.listing", mistaken)
    browser = signed_in("coordinator")
    with pytest.raises(TypeError, match="ours"):
        browser.get("/admin/contact/")
    assert len(calls) == 1


# --- lookups ---


def look_up(browser, words, name="user_id", view="member"):
    return browser.get(f"/admin/{view}/ajax/lookup/", query_string={"name": name, "query": words})


def test_a_lookup_finds_by_two_letters_and_not_by_one(app, signed_in):
    browser = signed_in("secretary")
    assert [name for _, name in look_up(browser, "jaco").json] == ["prof. mr. Els Jacobs, adviseur"]
    assert look_up(browser, "j").json == []
    assert look_up(browser, "%%").json == []
    assert look_up(browser, "\0\0").json == []


def test_a_lookup_gives_at_most_twenty(app, signed_in):
    hashed = {"password": "x", "created_at": db.session.scalar(select(User.created_at).limit(1))}
    from operations.transaction import transaction

    with transaction():
        db.session.add_all(
            User(name=f"Aap {one}", email=f"aap{one}@x.nl", fs_uniquifier=f"a{one}", **hashed)
            for one in range(30)
        )
    assert len(look_up(signed_in("secretary"), "aap").json) == 20


def test_only_who_may_use_the_form_may_look_up(app, signed_in):
    assert look_up(signed_in("auditor"), "jaco").status_code == 403
    assert look_up(signed_in("secretary"), "jaco", name="password").status_code == 404


def test_without_script_the_words_are_enough(app, signed_in):
    browser = signed_in("secretary")
    committee = {"name": "Cie", "decided_on": "1-1-2026", "from_on": "1-1-2026"}
    assert browser.post("/admin/committee/new/", data=committee).status_code == 302
    member = {"committee_id": "1", "role": "chair", "from_on": "2026-01-01"}
    unclear = browser.post("/admin/member/new/", data=member | {"user_id-words": "mr."})
    assert wrong_fields(unclear.text) == ["user_id"]
    assert 'value="mr."' in unclear.text
    found = browser.post("/admin/member/new/", data=member | {"user_id-words": "Jacobs"})
    assert found.status_code == 302
