"""Flask-Admin as it comes, on the same tables: the same columns, search and filters, no rights."""

from secrets import token_hex
from typing import Any

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from sqlalchemy import func

from models import Complaint, db
from rules.vocabulary import Kind


class StockComplaints(ModelView):
    column_list = (
        "reference", "legal_end", "subject", "complainant_names", "state", "received_on",
        "handler.name",
    )  # fmt: skip
    column_searchable_list = (
        "reference", "complainant_names", "subject_names", "subject", "description",
    )  # fmt: skip
    column_filters = ("state", "category_id", "handler_id", "received_on")
    column_default_sort = ("id", True)
    form_columns = ("subject",)
    page_size = 20
    can_view_details = True

    def get_query(self) -> Any:
        return super().get_query().filter(Complaint.kind == Kind.FORMAL)

    def get_count_query(self) -> Any:
        formal = db.session.query(func.count("*")).select_from(Complaint)
        return formal.filter(Complaint.kind == Kind.FORMAL)


def create_stock(database_url: str) -> Flask:
    """A panel that anyone has after an afternoon with Flask-Admin's manual."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=token_hex(), SQLALCHEMY_DATABASE_URI=database_url)
    db.init_app(app)
    Babel(app)
    admin = Admin(app, name="stock")
    with app.app_context():
        admin.add_view(StockComplaints(Complaint, db, endpoint="complaint"))
    return app
