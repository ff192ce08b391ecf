"""The migrations make what the models say, and can be taken back."""

from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from models import db
from tests.factories import a_complaint


def tables():
    db.session.remove()
    db.engine.dispose()
    return {name for name in inspect(db.engine).get_table_names() if "search_index" not in name}


def test_the_head_is_the_models(app):
    check()  # ends the program when something would still have to be migrated


def test_down_and_up_again(app):
    a_complaint()
    made = tables()
    downgrade(revision="base")
    assert tables() == {"alembic_version"}
    upgrade()
    check()
    assert tables() == made


def test_a_second_upgrade_does_nothing(app):
    kept = a_complaint().reference
    upgrade()
    upgrade()
    assert db.session.scalars(db.select(db.metadata.tables["complaint"].c.reference)).all() == [
        kept
    ]
