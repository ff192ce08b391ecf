"""No screen reads or writes a table in Flask-Admin's own way (its issue 1739: get_one)."""

from flask_admin.contrib.sqla import ModelView

from views.base import PanelView

READS = ("get_query", "get_count_query", "get_one")


def views(app):
    return [view for view in app.extensions["admin"][0]._views if isinstance(view, ModelView)]


def overridden(view, method, base):
    return getattr(type(view), method) is not getattr(base, method)


def test_every_table_is_a_panel_view(app):
    assert [type(view).__name__ for view in views(app) if not isinstance(view, PanelView)] == []


def test_every_way_of_reading_is_ours(app):
    for view in views(app):
        for method in READS:
            assert overridden(view, method, ModelView), f"{type(view).__name__}.{method}"


def test_every_view_says_which_rows_exist_and_who_may_read(app):
    for view in views(app):
        assert overridden(view, "visible", PanelView), type(view).__name__
        assert view.to_read is not None, type(view).__name__


WRITES = (("to_create", "create_model", "create_view"), ("to_edit", "update_model", "edit_view"))


def test_what_can_be_written_has_its_own_operation_and_form_or_route(app):
    for view in views(app):
        for right, method, route in WRITES:
            if getattr(view, right) is None or overridden(view, route, PanelView):
                continue
            assert overridden(view, method, PanelView), f"{type(view).__name__}.{method}"
            assert view.form is not None, type(view).__name__


def test_nothing_is_deleted_by_the_generic_view(app):
    assert [type(view).__name__ for view in views(app) if view.can_delete] == []
    assert [rule for rule in app.url_map.iter_rules() if rule.rule.endswith("/delete/")] == []


def test_no_form_was_made_of_a_table(app):
    assert [type(one).__name__ for one in views(app) if hasattr(one, "_create_form_class")] == []
