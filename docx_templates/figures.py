"""The report with figures, for a year or for the board: tables over five periods, and charts."""

from docx_templates.blocks import bullet, for_, h1, h2, if_, p, table

HEADS = 5

TABLE = table(
    "Cijfers per periode",
    "deel.rows",
    ("Cijfer", "{{ rij.label }}", 60),
    *((f"{{{{ heads[{n}] }}}}", f"{{{{ rij.cells[{n}] }}}}", 20) for n in range(HEADS)),
)


def report() -> str:
    """Klachten in een jaar of kwartaal, art. 9:12a Awb and the scheme: no names, no signature."""
    return "".join(
        (
            p("{{ title }}", "Titel"),
            p("{{ about }}"),
            for_("rij", "notes", bullet("{{ rij }}")),
            h1("De cijfers"),
            for_(
                "deel",
                "parts",
                h2("{{ deel.title }}"),
                if_("deel.meaning", p("{{ deel.meaning }}")),
                if_("deel.picture", p("{{ deel.picture }}")),
                TABLE,
            ),
            h1("Wat de woorden betekenen"),
            for_("rij", "definitions", bullet("**{{ rij.term }}.** {{ rij.words }}")),
        )
    )
