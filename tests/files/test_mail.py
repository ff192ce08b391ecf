"""E-mails as files: what they say, and what hostile ones cannot do."""

import base64
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from files import mail
from files.inspection import inspect
from files.unfit import Cause, Unfit
from tests.samples import a_mail, a_pdf, a_photo


def part(kind: str, data: bytes, name: str = "", *, headers: str = "") -> str:
    """One part of a message, in base64."""
    disposition = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return (
        f"Content-Type: {kind}\n{disposition}{headers}Content-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(data).decode()}"
    )


def several(*parts: str, kind: str = "mixed", mark: str = "grens") -> bytes:
    body = "".join(f"--{mark}\n{one}\n" for one in parts) + f"--{mark}--\n"
    return a_mail(kind=f'multipart/{kind}; boundary="{mark}"', body=body)


WORDS = part("text/plain; charset=utf-8", "Ik klaag over café De Zon.".encode())


def test_an_e_mail_says_who_when_what_and_with_which_files():
    said = mail.read(several(WORDS, part("application/pdf", a_pdf(), "bewijs.pdf")))
    assert (said.sender_name, said.sender) == ("Anna Jansen", "anna@voorbeeld.nl")
    assert said.sent_at == datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    assert (said.subject, said.text) == ("Klacht over de cursus", "Ik klaag over café De Zon.")
    assert said.attachments == (mail.Attachment("bewijs.pdf", a_pdf()),)


def test_of_two_forms_of_the_same_words_the_plain_one_counts():
    marked = part("text/html", b"<p>Ik <b>klaag</b></p>")
    assert mail.read(several(WORDS, marked, kind="alternative")).text == (
        "Ik klaag over café De Zon."
    )


def test_markup_becomes_words():
    body = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Ik&nbsp;klaag.</p>"
        "<script>alert(1)</script><div>Over <i>de</i> cursus.<br>Groet</div></body></html>"
    )
    said = mail.read(a_mail(kind="text/html; charset=utf-8", body=body))
    assert said.text == "Ik klaag.\nOver de cursus.\nGroet"


def test_a_message_in_a_message_stays_a_file():
    inside = a_mail(body="Eerder schreef ik dit.").decode()
    said = mail.read(several(WORDS, f"Content-Type: message/rfc822\n\n{inside}"))
    (attached,) = said.attachments
    assert attached.name == "bijlage 2.eml"
    assert mail.read(attached.data).text == "Eerder schreef ik dit."


HEADERS = [
    ("Subject: =?utf-8?b?S2xhY2h0IMOp?=", "subject", "Klacht é"),
    ("Subject: =?bestaat-niet?q?Klacht?=", "subject", "Klacht"),
    ("Subject: =?utf-8?b?%%%?=", "subject", None),
    ("Subject: a\u202eb\x08c", "subject", "abc"),
    ("Subject: " + "x" * 5000, "subject", "x" * 300),
    ("Subject: Klacht\n van gisteren", "subject", "Klacht van gisteren"),
    ("From: =?utf-8?q?Zo=C3=AB?= <zoe@voorbeeld.nl>", "sender_name", "Zoë"),
    ("From: geen adres", "sender", ""),
    ("From: <a@b\u202e.nl>", "sender", ""),
    ("From: " + "<" * 3000, "sender", ""),
    ("Date: gisteren", "sent_at", None),
    ("Date: Mon, 99 Foo 99999 99:99:99 +9999", "sent_at", None),
    ("Date: Mon, 01 Jan 0001 00:00:00 +1400", "sent_at", None),
]


@pytest.mark.parametrize(("header", "field", "said"), HEADERS, ids=[one[0][:30] for one in HEADERS])
def test_hostile_headers_become_plain_words_or_nothing(header, field, said):
    found = getattr(mail.read(a_mail(headers=header + "\n")), field)
    assert said is None or found == said
    if isinstance(found, str):
        assert found.isprintable()


@pytest.mark.parametrize("charset", ["bestaat-niet", "utf-7", "utf-16", "zip", "\0", "idna"])
def test_a_character_set_that_lies_loses_no_words(charset):
    assert "klaag" in mail.read(a_mail(kind=f"text/plain; charset={charset}")).text.lower() or (
        charset == "utf-16"
    )


NAMES = [
    ('filename="../../etc/passwd.pdf"', "etc-passwd.pdf"),
    ("filename*=utf-8''caf%C3%A9.pdf", "café.pdf"),
    ("filename*=bestaat-niet''x.pdf", "x.pdf"),
    ('filename="=?utf-8?b?YnJpZWYucGRm?="', "brief.pdf"),
    ('filename="brief\u202efdp.pdf"', "brieffdp.pdf"),
    ('filename="a.pdf\\0.exe"', None),
]


@pytest.mark.parametrize(("given", "name"), NAMES)
def test_names_of_attachments_are_cleaned_like_all_names(given, name):
    headers = f"Content-Disposition: attachment; {given}\n"
    (attached,) = mail.read(several(part("application/pdf", a_pdf(), headers=headers))).attachments
    if name is None:
        with pytest.raises(Unfit):
            inspect(attached.name, attached.data)
    else:
        assert inspect(attached.name, attached.data).name.lstrip("-") == name


def nested(depth: int) -> bytes:
    body = WORDS
    for number in range(depth):
        mark = f"g{number}"
        body = f'Content-Type: multipart/mixed; boundary="{mark}"\n\n--{mark}\n{body}\n--{mark}--\n'
    return several(body)


TANGLED = {
    "nested a thousand times": (nested(1000), Cause.BOMB),
    "of ten thousand parts": (several(*[WORDS] * 10_000), Cause.BOMB),
    "of nothing but lines": (a_mail(body="\n" * 10**6), Cause.BOMB),
    "no message": (b"Ik klaag.", Cause.CONTENT),
    "only one header": (b"Subject: x\n\nIk klaag.", Cause.CONTENT),
    "a page": (b"<html>From: x\nTo: y\n\n", Cause.CONTENT),
}


@pytest.mark.parametrize("what", TANGLED)
def test_what_is_too_tangled_is_refused_quickly(what):
    data, cause = TANGLED[what]
    began = perf_counter()
    with pytest.raises(Unfit) as refused:
        mail.read(data)
    assert refused.value.cause is cause
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    "data",
    [a_mail(headers="X: " + "a" * 10**6 + "\n"), a_mail(headers="X: y\n" * 10**5),
     a_mail(body="\n" * 10**5), a_mail(body="<" * 10**5, kind="text/html"),
     several(nested(15).decode())],
    ids=["long header", "many headers", "many lines", "open markup", "nested a little"],
)  # fmt: skip
def test_large_mail_is_read_in_time(data):
    began = perf_counter()
    assert len(mail.read(data).text) <= 20_000
    assert perf_counter() - began < 5


def test_an_e_mail_is_as_good_as_what_is_attached():
    good = several(WORDS, part("image/jpeg", a_photo(), "foto.jpg"))
    assert inspect("klacht.eml", good).data == good
    with pytest.raises(Unfit) as refused:
        inspect("klacht.eml", several(WORDS, part("application/pdf", b"MZ", "virus.exe")))
    assert refused.value.cause is Cause.ATTACHED
    assert str(refused.value).startswith(
        "In deze e-mail zit een bijlage die niet kan: virus.exe. Dit soort bestand kan niet."
    )


@settings(max_examples=100, deadline=None)
@given(some.binary(max_size=300), some.integers(0, 400))
def test_a_damaged_message_is_read_or_refused(damage, at):
    sound = several(WORDS, part("application/pdf", a_pdf(), "bewijs.pdf"))
    with suppress(Unfit):
        mail.read(sound[:at] + damage + sound[at:])
