"""Walking through the public form, for tests of it."""

import io
import re
from html import unescape

import time_machine
from pikepdf import Pdf

from operations import clock

COMPLAINT = {
    "parts": "1",
    "about": "behaviour",
    "whom": "Docent Strafprocesrecht",
    "part0-what": "De docent zei dat ik beter kon stoppen & lachte.\nIk was erbij.",
    "part0-when": "day",
    "part0-begin-day": "24",
    "part0-begin-month": "9",
    "part0-begin-year": "2026",
    "wish": "Ik wil excuses.",
    "servicedesk": "ja",
}
DETAILS = {
    "behalf": "self",
    "first_name": "Johanna",
    "infix": "de",
    "family_name": "Vries",
    "postcode": "3511zz",
    "house_number": "12",
    "addition": "B",
    "street": "Voorbeeldstraat",
    "town": "Utrecht",
    "reply": "email",
    "email": "j.devries@proef.example",
    "phone": "",
}
SIGNED = {"signature": "J. de Vries", "agreed": "1"}


def a_pdf() -> bytes:
    made, kept = Pdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(kept)
    return kept.getvalue()


PDF = a_pdf()
REFERENCE = re.compile(r"K\d{4}-\d{4,}")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


class Walk:
    """Someone at the form, with a browser of their own."""

    def __init__(self, browser):
        self.browser = browser

    def sees(self, path, status=200):
        reply = self.browser.get(f"/klacht{path}")
        assert reply.status_code == status, (path, reply.status_code)
        return reply.text

    def sends(self, path, data, act="next", **more):
        """Post a step with the token of the page as it is now."""
        page = self.browser.get(f"/klacht{path}").text
        data = {"draft": hidden(page, "draft"), "act": act} | data | more
        if path == "/controleren":
            data = {"version": hidden(page, "version")} | data
        return self.browser.post(f"/klacht{path}", data=data)

    def fills(self, complaint=COMPLAINT, details=DETAILS):
        """Up to the check page."""
        reply = self.sends("/klacht", complaint)
        assert reply.status_code == 302, reply.text
        reply = self.sends("/gegevens", details)
        assert reply.status_code == 302, reply.text
        reply = self.sends("/bijlagen", {})
        assert reply.location == "/klacht/controleren"

    def adds(self, *files, act="add"):
        sent = [(io.BytesIO(data), name) for name, data in files]
        return self.sends("/bijlagen", {"files": sent}, act)

    def signs(self, **more):
        with time_machine.travel(clock.now().timestamp() + 60, tick=False):
            return self.sends("/controleren", SIGNED | more, act="send")
