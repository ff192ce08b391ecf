"""Mijn agenda: the coming hearings, and the secret address for a calendar program."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, url_for
from flask_admin import BaseView, expose

from operations import agenda as addresses
from operations.clock import now
from queries import agenda
from rules.vocabulary import Permission
from views.base import Screen
from views.session import current_actor

feed = Blueprint("feed", __name__)


@feed.get("/calendar/<token>.ics")
def calendar(token: str) -> Response:
    """Someone's hearings for a calendar program, which cannot sign in."""
    return Response(addresses.feed(token), content_type="text/calendar; charset=utf-8")


class AgendaView(Screen, BaseView):
    to_read = Permission.HEARING_HOLD

    @expose("/")
    def index(self) -> Any:
        return self.page()

    def page(self, token: str = "") -> Any:
        """The page; with the address itself only when it was made this very moment."""
        actor, moment = current_actor(), now()
        coming = [one for one in agenda.hearings(actor, moment) if one.planned_at >= moment]
        address = url_for("feed.calendar", token=token, _external=True) if token else ""
        return self.render(
            "admin/agenda.html", coming=coming, known=agenda.feed_of(actor), address=address
        )

    @expose("/renew", methods=("POST",))
    def renew(self) -> Any:
        """No redirect: the address is shown once and kept nowhere."""
        return self.page(addresses.renew(current_actor()))

    @expose("/revoke", methods=("POST",))
    def revoke(self) -> Any:
        addresses.revoke(current_actor())
        flash("Het adres is ingetrokken.", "success")
        return redirect(self.get_url(".index"))


def init_app(app: Flask) -> None:
    app.register_blueprint(feed)
