"""The outbox: what was sent, what waits and what failed. Whoever looks after it reads no file, so
no text of a message is here, and no address of anyone but a user."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect
from flask_admin import expose
from markupsafe import Markup
from sqlalchemy import ColumnElement, and_

from models import Mail, User
from operations import outbox
from queries import within
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import Dutch
from text import clamp
from views.base import PanelView, column
from views.display import chip, shown
from views.filters import ChoiceFilter, DateFilter
from views.languages import say
from views.session import current_actor


def state(sent_at: datetime | None, failed_at: datetime | None, tries: int) -> Markup:
    if sent_at:
        return chip("green", say("verzonden %(shown)s", shown=shown(sent_at)))
    if failed_at:
        return chip("red", say("mislukt"))
    return chip("amber" if tries else "blue", say("wacht, %(tries)s keer geprobeerd", tries=tries))


def to_whom(name: str | None, recipient: str) -> str:
    """A user by name; of anyone else only where the mail goes to."""
    return name or say(
        "betrokkene bij een dossier (%(domain)s)", domain=f"…@{recipient.rpartition('@')[2]}"
    )


class StateFilter(ChoiceFilter):
    def choices(self) -> list[tuple[str, Dutch]]:
        return [("waiting", "Wacht"), ("sent", "Verzonden"), ("failed", "Mislukt")]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        conditions: dict[str, ColumnElement[bool]] = {
            "waiting": and_(Mail.sent_at.is_(None), Mail.failed_at.is_(None)),
            "sent": Mail.sent_at.is_not(None),
            "failed": Mail.failed_at.is_not(None),
        }
        return conditions[value]


class MailView(PanelView):
    """Uitgaande e-mail."""

    title, one_title = "Uitgaande e-mail", "e-mail"
    intro = (
        "Wat het paneel verstuurde en nog verstuurt, zonder de tekst. Wat acht keer niet lukte, "
        "blijft hier staan tot je het opnieuw laat verzenden."
    )
    to_read = Permission.SETTING_MANAGE
    order = ((Mail.id, True),)
    columns = (
        column("recorded_at", "Gemaakt op", Mail.recorded_at, sort=Mail.id),
        column("recipient", "Aan", User.name, Mail.recipient, via=Mail.user, show=to_whom),
        column(
            "state", "Stand", Mail.sent_at, Mail.failed_at, Mail.tries, show=state, sort=None,
        ),
        column("error", "Laatste fout", Mail.error, sort=None),
    )  # fmt: skip
    details = (
        *columns,
        column("tries", "Pogingen", Mail.tries),
        column("next_try_at", "Volgende poging", Mail.next_try_at),
        column("calendar", "Agendabericht", Mail.calendar_method),
    )
    filters = (
        StateFilter("state", "Stand", None),
        DateFilter("day", "Gemaakt", Mail.recorded_at),
    )
    details_template = "admin/mail/details.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.outbox(actor)

    def title_of(self, record: Mail) -> str:
        return say("E-mail %(id)s", id=record.id)

    @expose("/<int:key>/retry/", methods=("POST",))
    def retry(self, key: int) -> Any:
        """Send a failed message once more."""
        if self.get_one(key) is None:
            abort(404)
        outbox.retry(current_actor(), clamp(str(key)))
        flash("De e-mail gaat bij de volgende verzending mee.", "success")
        return redirect(self.get_url(".index_view"))
