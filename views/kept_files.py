"""Files that came along with a form and are not in a dossier yet.

They lie in the document store; the page holds a signed note of each, which only whoever sent them
can use. What no form takes along is swept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from operations import documents, incoming
from operations.documents import Kept
from operations.incoming import Incoming, Refused
from rules.errors import Invalid
from rules.vocabulary import ScanState
from views.languages import say
from views.session import current_actor

MOST = 20
"""Ten at a time, and those of an e-mail."""


@dataclass
class Files:
    """What goes along, and in words what could not."""

    kept: list[Kept] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, taken: Iterable[Incoming], refused: Iterable[Refused] = ()) -> None:
        """Keep more; the same bytes once."""
        known = {one.sha256 for one in self.kept}
        for one in map(documents.store, taken):
            if len(self.kept) >= MOST:
                self.refused.append(
                    say(
                        "%(name)s: er gaan ten hoogste %(most)s bestanden mee.",
                        name=one.name,
                        most=MOST,
                    )
                )
            elif one.sha256 not in known:
                self.kept.append(one)
                known.add(one.sha256)
        self.refused += [f"{one.name}: {one.why}" for one in refused]

    def add_mail(self, upload: tuple[str, bytes]) -> incoming.Mail | None:
        """Keep an e-mail and what is attached to it; None when it is none."""
        name, data = upload
        try:
            found = incoming.receive_mail(data, name, field="mail")
        except Invalid as error:
            self.refused += error.messages.values()
            return None
        self.add([found.whole] if found.whole else [])
        self.add(found.attached, found.refused)
        if found.whole is None:
            self.refused.append(say("Het bericht zelf gaat niet mee: er zit iets in dat niet kan."))
        return found

    def noted(self) -> list[tuple[str, Kept]]:
        """Each with its note, for the page."""
        return [(_signer().dumps(vars(one)), one) for one in self.kept]


def _signer() -> URLSafeSerializer:
    """A note is of no use to anyone else."""
    return URLSafeSerializer(
        current_app.config["SECRET_KEY"], salt=f"kept-file-{current_actor().user_id}"
    )


def sent(uploads: Iterable[tuple[str, bytes]]) -> Files:
    """What this request brings: the notes of what was sent before, and new files."""
    files = Files()
    for note in request.form.getlist("kept")[:MOST]:
        try:
            known = _signer().loads(note)
        except BadSignature:
            files.refused.append(
                say("Een bestand van een ander of van een oude pagina ging niet mee.")
            )
        else:
            files.kept.append(Kept(**known | {"scan": ScanState(known["scan"])}))
    files.add(*incoming.receive_all(uploads))
    return files
