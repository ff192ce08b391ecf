"""What the words of the register and its figures mean; they are printed with the figures."""

from collections.abc import Mapping

from rules.wording import Dutch

DEFINITIONS: Mapping[Dutch, Dutch] = {
    "Klacht": (
        "Een schriftelijk bericht van iemand die niet tevreden is over hoe de organisatie zich "
        "heeft gedragen. Eén klacht is één dossier. Ook een klacht die niet is behandeld, is "
        "ingetrokken of is opgelost, telt mee (art. 9:12a Awb)."
    ),
    "Schriftelijke melding": (
        "Een melding bij de Servicedesk die op papier of per e-mail kwam. Werd zij een formele "
        "klacht, dan telt alleen die."
    ),
    "Gedraging": (
        "Een onderdeel van een klacht. Over elke gedraging komt een eigen oordeel, dus er zijn "
        "meer gedragingen dan klachten."
    ),
    "Meegenomen": "Ontvangen voor de periode begon en toen nog niet afgehandeld.",
    "Afgehandeld": (
        "De laatste brief is verzonden. Een klacht die later wordt heropend, telt weer als open, "
        "ook in de cijfers over eerdere perioden."
    ),
    "Op tijd": (
        "Afgehandeld op of voor de laatste dag van art. 9:11 Awb, met verdaging en afgesproken "
        "uitstel."
    ),
    "Gegrond": "Het bestuur vindt dat het anders had gemoeten.",
    "Mediaan": "De helft van de klachten duurde korter, de helft langer.",
    "Streepje": "Dit getal staat er niet. Het is klein, of een klein getal zou eruit volgen.",
}
