"""The text blocks that come with a new installation; from then on they are the authority's own.

With a ground: why the board does not use its freedom to handle a conduct after all (art. 9:8 Awb).
The letter itself names ground, article and facts. Without one: a closing.
"""

from rules.vocabulary import RefusalGround as G

FIRST_TEXTS: tuple[tuple[G | None, str, str], ...] = (
    (
        G.HANDLED_BEFORE,
        "Eerder behandeld, niets nieuws",
        (
            "Deze klacht is eerder behandeld en met een brief afgesloten. U noemt geen nieuwe "
            "feiten of omstandigheden. Een tweede behandeling zou niet tot een ander oordeel "
            "leiden."
        ),
    ),
    (
        G.OVER_A_YEAR,
        "Langer dan een jaar geleden, niet meer vast te stellen",
        (
            "Na meer dan een jaar is niet meer goed vast te stellen wat er precies is gezegd en "
            "gedaan. U noemde geen reden waarom u niet eerder kon klagen."
        ),
    ),
    (
        G.OVER_A_YEAR,
        "Alleen het deel van langer dan twaalf maanden geleden",
        (
            "Dit deel gebeurde langer dan twaalf maanden voordat u uw klacht indiende. Wat daarna "
            "gebeurde, behandelen wij wel, en dat kan goed zonder dit deel."
        ),
    ),
    (
        G.OBJECTION,
        "Bezwaar was de weg",
        (
            "Hiertegen kon u bezwaar maken. In bezwaar wordt een besluit opnieuw bekeken en zo "
            "nodig veranderd. Met een klacht kan dat niet."
        ),
    ),
    (
        G.APPEAL,
        "Beroep is of was de weg",
        (
            "Hiertegen kunt of kon u in beroep gaan. Wie op een beroep beslist, kan een besluit "
            "vernietigen. Met een klacht kan dat niet."
        ),
    ),
    (
        G.OTHER_COURT,
        "Een andere rechter oordeelt",
        (
            "De rechter oordeelt hierover, of heeft dat gedaan. Wij doen dat oordeel niet over en "
            "lopen er niet op vooruit."
        ),
    ),
    (
        G.CRIMINAL_CASE,
        "Zolang de strafzaak loopt",
        (
            "Wij willen het onderzoek of de vervolging niet hinderen. Is de strafzaak voorbij, "
            "dan kunt u ons vragen uw klacht alsnog te behandelen."
        ),
    ),
    (
        G.INSUFFICIENT_WEIGHT,
        "Te weinig belang of gewicht",
        (
            "Een behandeling met hoorgesprekken en een oordeel staat niet in verhouding tot wat "
            "er is gebeurd en wat dat voor u betekent. Dat is zonder nader onderzoek duidelijk."
        ),
    ),
    (
        None,
        "Slot: naar de ombudsman",
        (
            "Bent u het niet eens met deze uitkomst of met de manier waarop wij uw klacht "
            "behandelden? Dan kunt u de Nationale ombudsman vragen om er onderzoek naar te doen. "
            "Dat kan binnen één jaar na deze brief (art. 9:12 lid 2 en 9:24 lid 1 Awb). Het kost "
            "u niets."
        ),
    ),
    (
        None,
        "Slot: dank",
        "Dank u wel dat u ons dit liet weten. Wij kunnen ervan leren.",
    ),
    (
        None,
        "Slot: wanneer u van ons hoort",
        (
            "Wij handelen uw klacht af binnen zes weken nadat wij haar ontvingen (art. 9:11 lid 1 "
            "Awb). Hebben wij meer tijd nodig, dan schrijven wij u dat voordat die weken om zijn."
        ),
    ),
    (
        None,
        "Slot: wanneer u van ons hoort, met advies",
        (
            "Omdat wij advies vragen over uw klacht, handelen wij haar af binnen tien weken nadat "
            "wij haar ontvingen (art. 9:11 lid 1 Awb). Hebben wij meer tijd nodig, dan schrijven "
            "wij u dat voordat die weken om zijn."
        ),
    ),
)
