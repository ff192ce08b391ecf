"""Text blocks: words for a reason or a closing, kept in one place to copy from."""

from typing import Any

from sqlalchemy import ColumnElement

from models import TextBlock
from operations import text_blocks
from operations.text_blocks import TextBlockData
from queries import within
from rules.permissions import Actor
from rules.vocabulary import Permission, RefusalGround
from views import forms
from views.base import PanelView, column
from views.filters import EnumFilter, YesNoFilter
from views.session import current_actor


class TextBlockForm(forms.PanelForm):
    title = forms.TextField("Titel", longest=120, required=True)
    ground = forms.EnumSelect(
        "Bij welke grond (art. 9:8 Awb)", RefusalGround, blank="Geen: het is een slot van een brief"
    )
    text = forms.TextArea("Tekst", longest=4000, rows=6, required=True)
    active = forms.Check("In gebruik")


class TextBlockView(PanelView):
    title, one_title = "Tekstblokken", "tekstblok"
    intro = (
        "Tekst om over te nemen: bij de toetsing naast de reden, en op de veldkaart van een "
        "sjabloon. Wat al is overgenomen, verandert niet mee."
    )
    to_read = to_export = Permission.TEMPLATE_READ
    to_create = to_edit = Permission.TEMPLATE_MANAGE
    form = TextBlockForm
    order = ((TextBlock.title, False),)
    columns = (
        column("title", "Titel", TextBlock.title),
        column("ground", "Grond", TextBlock.ground),
        column("active", "In gebruik", TextBlock.active),
    )
    details = export_columns = (*columns, column("text", "Tekst", TextBlock.text))
    filters = (
        EnumFilter("ground", "Grond", TextBlock.ground, RefusalGround),
        YesNoFilter("active", "In gebruik", TextBlock.active),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.TEMPLATE_READ)

    def title_of(self, record: TextBlock) -> str:
        return record.title

    def starting(self) -> dict[str, Any]:
        return {"active": True}

    def create_model(self, form: forms.PanelForm) -> int:
        return text_blocks.save(None, TextBlockData(**form.cleaned()), None, current_actor())

    def update_model(self, form: forms.PanelForm, model: TextBlock) -> None:
        data = TextBlockData(**form.cleaned())
        text_blocks.save(model.id, data, self.version(), current_actor())
