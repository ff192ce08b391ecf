"""Every file of the corpus: a good one is taken, another one refused with its reason."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from lxml import etree

from files import words
from files.inspection import inspect
from files.unfit import Unfit
from letters import package
from tests.hostile import corpus, others, packages
from tests.hostile.corpus import File
from tests.hostile.watching import nothing_happens

MANY = 1000
SENTENCE = re.compile(r"[A-Z“‘].*\.", re.DOTALL)


def verdict(one: File) -> str:
    """What is wrong with how this file was received; nothing when it went as it should."""
    try:
        checked = inspect(one.name, one.data)
    except Unfit as refused:
        said = str(refused)
        if not one.why:
            return f"{one.what}: a good file, refused: {said}"
        if not SENTENCE.fullmatch(said) or "%(" in said or not re.search(one.why, said):
            return f"{one.what}: refused with {said!r}"
        return ""
    except Exception as fault:
        return f"{one.what}: {fault!r}"
    if one.why:
        return f"{one.what}: taken"
    if (
        checked.media_type != "application/pdf"
        and words.of(checked.media_type, checked.data) is None
    ):
        return f"{one.what}: taken, and cannot be read"
    return ""


def wrong(files) -> list[str]:
    with nothing_happens():
        return [said for one in files if (said := verdict(one))]


def test_the_corpus_is_large(record_property):
    cases = sum(corpus.how_many().values())
    assert cases >= MANY
    record_property("hostile: cases", cases)


def test_no_two_cases_have_one_name():
    every = [one.what for one in (*corpus.refused(large=False), *corpus.good())]
    assert len(every) == len(set(every))


def test_every_good_file_is_taken_and_can_be_read():
    assert wrong(corpus.good()) == []


def test_every_hostile_file_is_refused_and_says_why():
    assert wrong(corpus.refused(large=False)) == []


@pytest.mark.slow
def test_every_bomb_is_refused_and_says_why():
    large = [File(f"docx: {what}", "a.docx", *one) for what, *one in packages.bombs()]
    assert wrong([*large, *(File(*one) for one in others.bombs())]) == []


def pointing(address: str) -> Iterator[File]:
    """Files of which something would call this address when it was opened carelessly."""
    doctypes = (
        f'<!DOCTYPE a SYSTEM "{address}/a.dtd">',
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}/b"> ]>',
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{address}/c"> %x;]>',
    )
    for doctype in doctypes:
        yield File("docx", "a.docx", packages.document(**{"word/a.xml": doctype + "<a>&x;</a>"}))
    yield File("docx", "a.docx", packages.with_relation("image", f"{address}/d", external=True))
    yield File("docx", "a.docx", packages.with_relation("hyperlink", f"{address}/e", external=True))
    page = (
        f'<img src="{address}/f"><link rel=stylesheet href="{address}/g"><iframe src="{address}">'
    )
    yield File("eml", "a.eml", others.a_mail(kind="text/html", body=page))
    link = f"<</S/URI/URI({address}/h)>>".encode()
    yield File("pdf", "a.pdf", others.acting(link))


def test_no_library_calls_an_address_either():
    """What libraries in C do, is not heard in Python; so somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        for one in pointing(address):
            with suppress(Unfit):
                kept = inspect(one.name, one.data)
                assert words.of(kept.media_type, kept.data) is not None
        with suppress(package.Refused, etree.XMLSyntaxError):
            package.parse(f'<!DOCTYPE a SYSTEM "{address}/i"><a/>'.encode())
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize("folder", ["accept", "reject"])
def test_every_file_of_the_folder_goes_as_its_folder_says(folder):
    paths = sorted((corpus.HERE / folder / "files").iterdir())
    why = "." if folder == "reject" else ""
    assert len(paths) > 10
    assert wrong(File(path.name, path.name, path.read_bytes(), why) for path in paths) == []


def test_every_name_is_made_one_name_and_others_are_refused():
    kept, refused = corpus.names()
    pdf = others.a_pdf()
    assert wrong(File(f"name {one!a}", one, pdf) for one in kept) == []
    assert wrong(File(f"name {one!a}", one, pdf, "Dit soort bestand") for one in refused) == []
    for one in kept:
        name = inspect(one, pdf).name
        assert name.casefold().endswith(".pdf"), ascii(one)
        assert len(name.encode()) <= 240, ascii(one)
        assert not re.search(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]', name)
        assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*\.|[.\s-]", name), ascii(one)
