"""The search page finds what one may open, and tells nothing of the rest."""

import pytest
from sqlalchemy import select

from letters import plain
from models import Complaint, Document, Enclosure, Letter, LetterVersion, SearchText, Unit, db
from operations import clock, contact_log, documents, indexing, intake, search_texts
from operations.transaction import transaction
from queries import found, listing
from queries.search import words_of
from rules.vocabulary import (
    CaseRole,
    ContactChannel,
    Direction,
    Kind,
    LetterKind,
    Role,
    ScanState,
    SearchKind,
    State,
    Track,
    VersionOrigin,
)
from tests.factories import (
    a_complaint,
    a_contact,
    a_document,
    a_letter,
    a_party,
    a_user,
    acting,
    an_assignment,
)


@pytest.fixture
def secretary(app):
    return acting(a_user(Role.SECRETARY))


def references(actor, term, **asked):
    page = found.find(actor, words_of(term), **asked)
    assert page.total == len(page.files)
    return [said(one.reference) for one in page.files]


def said(pieces):
    return "".join(text for text, _ in pieces)


def hits(pieces):
    return [text for text, hit in pieces if hit]


def places(actor, term):
    page = found.find(actor, words_of(term))
    return [(one.kind, hits(one.passage)) for file in page.files for one in file.places]


def a_text(complaint, words, name="verklaring.txt", **columns):
    """An attachment that was read."""
    sha256 = documents.put(words.encode())
    document = a_document(complaint, sha256=sha256, name=name, media_type="text/plain", **columns)
    key = document.id
    search_texts.catch_up()
    return db.session.get_one(Document, key)


def of_letter(letter_id, words):
    """One more version of a letter, and it was read."""
    with transaction():
        letter = db.session.get_one(Letter, letter_id)
        number = len(letter.versions) + 1
        document = Document(
            complaint_id=letter.complaint_id,
            sha256=documents.put(plain.document("Brief", [words])),
            name=f"v{number}.docx",
            media_type=documents.WORD,
            size=1,
            origin="brief",
            recorded_at=clock.now(),
        )
        db.session.add(
            LetterVersion(
                letter=letter,
                number=number,
                document=document,
                origin=VersionOrigin.GENERATED,
                at=clock.now(),
                by_id=letter.recorded_by_id,
            )
        )
    search_texts.catch_up()


def advising(complaint_id, user):
    an_assignment(
        db.session.get_one(Complaint, complaint_id), db.session.merge(user), role=CaseRole.ADVISER
    )


# --- what is found, and in which order ---


def test_what_counts_most_comes_first_and_the_newer_of_two_before_the_older(secretary):
    telling = {"subject": "Anders", "description": "Iets anders."}
    attached = a_complaint(**telling).id
    a_text(db.session.get_one(Complaint, attached), "De kanarie zong.")
    logged = a_complaint(**telling).id
    intake.add_note(secretary, logged, "Gebeld over de kanarie.")
    in_text = a_complaint(**telling | {"description": "Een kanarie in de gang."}).reference
    older = a_complaint(**telling | {"subject": "De kanarie"}).reference
    newer = a_complaint(**telling | {"subject": "Nog een kanarie"}).reference
    named = a_complaint(complainant=a_contact(family_name="Kanarie"), **telling).reference
    order = [named, newer, older, in_text]
    order += [db.session.get_one(Complaint, one).reference for one in (logged, attached)]
    assert references(secretary, "kanarie") == order


@pytest.mark.parametrize(
    "term",
    ["Vries", "de vries", "Vries, de", "devries", "J.P. de Vries", "vries jp", "dè Vríés", "VRIES"],
)
def test_a_name_is_found_however_it_is_typed(secretary, term):
    there = a_complaint(
        complainant=a_contact(first_name="Jan Pieter", infix="de", family_name="Vries")
    ).reference
    a_complaint(complainant=a_contact(first_name="Anna", infix="", family_name="Jansen"))
    assert references(secretary, term) == [there]


@pytest.mark.parametrize("term", ["v.d. berg", "van den Berg", "vandenberg", "Berg", "in ’t veld"])
def test_so_are_names_with_more_before_them(secretary, term):
    both = a_complaint(complainant=a_contact(infix="van den", family_name="Berg"))
    a_party(both, a_contact(infix="in 't", family_name="Veld"))
    assert references(secretary, term) == [both.reference]


def test_a_reference_in_part_is_found_as_well(secretary):
    there = a_complaint(reference="K2026-0417").reference
    assert references(secretary, "2026-0417") == [there]


def test_the_passage_shows_the_word_as_it_was_written(secretary):
    complaint = a_complaint(subject="Anders", description=f"{'Eerst dit. ' * 40}De Özer-zaak, ja.")
    file = found.find(secretary, ("ozer",)).files[0]
    (place,) = file.places
    assert said(file.reference) == complaint.reference
    assert (place.kind, hits(place.passage)) == (SearchKind.FILE, ["Özer"])
    assert said(place.passage).startswith("… ")
    assert "De Özer-zaak" in said(place.passage)


def test_where_it_was_found_is_told_for_each_source(secretary):
    complaint = a_complaint(subject="Anders").id
    intake.add_note(secretary, complaint, "Een reiger gezien.")
    moment = contact_log.Moment(
        clock.now(), Direction.INCOMING, ContactChannel.PHONE, "de buurman", "Over de reiger."
    )
    contact_log.log(secretary, complaint, moment)
    document = a_text(db.session.get_one(Complaint, complaint), "De reiger bleef staan.")
    (file,) = found.find(secretary, ("reiger",)).files
    assert [(one.kind, one.document_id, hits(one.passage)) for one in file.places] == [
        (SearchKind.LOG, None, ["reiger", "reiger"]),
        (SearchKind.DOCUMENT, document.id, ["reiger"]),
    ]


def test_an_attachment_is_found_by_its_name(secretary):
    complaint = a_complaint(subject="Anders")
    a_document(complaint, name="foto-brievenbus.jpg", media_type="image/jpeg")
    search_texts.catch_up()
    (file,) = found.find(secretary, ("brievenbus",)).files
    assert [hits(one.name) for one in file.places] == [["brievenbus"]]


def test_reports_are_found_too_and_each_can_be_left_out(secretary):
    report = a_complaint(state=State.I1, subject="De kraan lekt").reference
    closed = a_complaint(state=State.F12, subject="De kraan lekte").reference
    assert references(secretary, "kraan") == [closed, report]
    assert references(secretary, "kraan", kind=Kind.REPORT) == [report]
    assert references(secretary, "kraan", kind=Kind.FORMAL) == [closed]
    assert references(secretary, "kraan", is_open=True) == [report]
    assert references(secretary, "kraan", is_open=False) == [closed]


def test_all_words_have_to_stand_in_one_source(secretary):
    complaint = a_complaint(subject="Anders", description="Een olifant.").id
    a_text(db.session.get_one(Complaint, complaint), "Een porseleinkast.")
    assert references(secretary, "olifant") == references(secretary, "porseleinkast")
    assert references(secretary, "olifant porseleinkast") == []


def test_words_of_two_letters_look_in_names_only(secretary):
    there = a_complaint(complainant=a_contact(infix="", family_name="Wu")).reference
    a_complaint(description="Wu wei.", complainant=a_contact(infix="", family_name="Bo"))
    assert references(secretary, "wu") == [there]
    assert len(references(secretary, "wu wei")) == 1


@pytest.mark.parametrize(
    "term",
    ["%", "_", "%%%", "*", "kanari*", '"', "'", "''--", "NEAR(a b)", "head:kanarie", "{body}: x",
     "a AND", "OR", "\\", "🦜🦜🦜", "ﬁﬁﬁ", "-kanarie", "^kanarie", "…"],
)  # fmt: skip
def test_operators_are_words_like_any_other(secretary, term):
    a_complaint(subject="De kanarie", description="Zong niet.")
    assert references(secretary, term) in ([], references(secretary, "kanarie"))


def test_there_is_an_end_to_what_is_ranked(secretary, monkeypatch):
    monkeypatch.setattr(found, "MOST", 3)
    monkeypatch.setattr(found, "SIZE", 2)
    for _ in range(5):
        a_complaint(subject="De kanarie", description="Iets anders.")
    page = found.find(secretary, ("kanarie",), number=99)
    assert (page.total, page.more, page.number, len(page.files)) == (3, True, 1, 1)


@pytest.mark.parametrize("cap", [1000, 1, 0], ids=["few rows", "few hits", "many of both"])
def test_each_way_of_asking_finds_the_same(secretary, monkeypatch, cap):
    complaints = [a_complaint(subject="De kanarie").id for _ in range(3)]
    a_text(db.session.get_one(Complaint, complaints[1]), "Nog een kanarie.")
    monkeypatch.setattr(listing, "CAP", cap)
    (first, second, _) = found.find(secretary, ("kanarie",)).files
    assert (first.id, second.id) == (complaints[2], complaints[1])
    assert [one.kind for one in second.places] == [SearchKind.DOCUMENT]


# --- rights ---


def test_someone_elses_file_gives_no_hit_no_count_and_no_place(app):
    handler = a_user(Role.ADVISER)
    complaint = a_complaint(subject="De kanarie").id
    a_text(db.session.get_one(Complaint, complaint), "Kanarie.")
    page = found.find(acting(handler), ("kanarie",))
    assert (page.files, page.total, page.more) == ([], 0, False)


def test_who_is_a_party_finds_nothing_of_the_file(app):
    user = a_user(Role.SECRETARY)
    complaint = a_complaint(subject="De kanarie", subject_user=user)
    assert found.by_reference(acting(user), complaint.reference) is None
    assert references(acting(user), "kanarie") == []
    assert references(acting(a_user(Role.SECRETARY)), "kanarie") == [complaint.reference]


def test_a_draft_of_the_committee_is_found_by_who_advises_alone(app):
    complaint = a_complaint(state=State.F9, track=Track.COMMITTEE, subject="Anders").id
    letter = a_letter(db.session.get_one(Complaint, complaint), LetterKind.L14, sent=False).id
    of_letter(letter, "De commissie neigt naar kanarie.")
    secretary, member = acting(a_user(Role.SECRETARY)), a_user(Role.ADVISER)
    assert references(secretary, "kanarie") == []
    advising(complaint, member)
    assert places(acting(member), "kanarie") == [(SearchKind.LETTER, ["kanarie"])]


def test_nor_is_what_was_put_with_such_a_draft(app):
    complaint = a_complaint(state=State.F9, track=Track.COMMITTEE, subject="Anders").id
    letter = a_letter(db.session.get_one(Complaint, complaint), LetterKind.L14, sent=False).id
    document = a_text(db.session.get_one(Complaint, complaint), "Kanarie.", origin="bijlage")
    secretary = acting(a_user(Role.SECRETARY))
    assert references(secretary, "kanarie") == []
    with transaction():
        db.session.add(Enclosure(letter_id=letter, name="stuk", document_id=document.id))
    assert references(secretary, "kanarie") == []
    with transaction():
        db.session.get_one(Letter, letter).kind = LetterKind.L08A
    assert len(references(secretary, "kanarie")) == 1


def test_letters_are_for_who_can_open_them(app):
    """A team leader sees the reports of the unit, and no page of a letter."""
    unit_id = db.session.scalar(select(Unit.id))
    report = a_complaint(state=State.I1, subject="Anders", unit_id=unit_id).id
    of_letter(a_letter(db.session.get_one(Complaint, report)).id, "Een kanarie.")
    leader = acting(a_user(Role.TEAM_LEADER, unit_id=unit_id))
    assert len(references(leader, "anders")) == 1
    assert references(leader, "kanarie") == []
    assert len(references(acting(a_user(Role.SECRETARY)), "kanarie")) == 1


@pytest.mark.parametrize("scan", [ScanState.QUARANTINED, ScanState.INFECTED])
def test_what_the_scanner_holds_is_not_read(secretary, scan):
    a_text(a_complaint(), "Kanarie.", scan=scan)
    assert references(secretary, "kanarie") == []
    assert db.session.query(SearchText).filter(SearchText.document_id.is_not(None)).count() == 0


def test_what_turns_out_to_be_held_is_not_found_any_more(secretary):
    document = a_text(a_complaint(), "Kanarie.", scan=ScanState.NOT_SCANNED)
    assert len(references(secretary, "kanarie")) == 1
    with transaction():
        db.session.get_one(Document, document.id).scan = ScanState.INFECTED
    assert references(secretary, "kanarie") == []


# --- special data (law.md P3) ---


def test_a_file_with_special_data_is_found_by_reference_and_name_alone(secretary):
    complaint = a_complaint(
        special_data=True,
        subject="Kanarie",
        description="Kanarie",
        complainant=a_contact(family_name="Zandloper"),
    )
    key, reference = complaint.id, complaint.reference
    intake.add_note(secretary, key, "Kanarie")
    a_text(db.session.get_one(Complaint, key), "Kanarie")
    of_letter(a_letter(db.session.get_one(Complaint, key)).id, "Kanarie")
    assert references(secretary, "kanarie") == []
    assert references(secretary, "zandloper") == [reference]
    rows = db.session.query(SearchText).filter_by(complaint_id=key).all()
    assert ["kanarie" in row.body for row in rows] == [False]


def test_a_file_that_gets_the_mark_is_forgotten_and_without_it_read_again(secretary):
    key = a_complaint(subject="Kanarie").id
    a_text(db.session.get_one(Complaint, key), "Kanarie")
    for special, count in ((True, 1), (False, 2)):
        with transaction():
            complaint = db.session.get_one(Complaint, key)
            complaint.special_data = special
            indexing.refresh(complaint)
        search_texts.catch_up()
        assert db.session.query(SearchText).filter_by(complaint_id=key).count() == count


def test_a_document_with_the_mark_is_not_read_and_its_file_is(secretary):
    key = a_complaint(subject="Kraanvogel").id
    a_text(db.session.get_one(Complaint, key), "Kanarie", special_data=True)
    assert references(secretary, "kanarie") == []
    assert len(references(secretary, "kraanvogel")) == 1


def test_marking_a_document_takes_it_out_of_search_and_back(secretary):
    key = a_complaint(subject="Anders").id
    document = a_text(db.session.get_one(Complaint, key), "Kanarie").id
    documents.mark(secretary, key, document, special_data=True)
    assert references(secretary, "kanarie") == []
    assert db.session.query(SearchText).filter_by(document_id=document).count() == 0
    documents.mark(secretary, key, document, special_data=False)
    search_texts.catch_up()
    assert len(references(secretary, "kanarie")) == 1


# --- keeping it in step ---


def test_of_a_letter_the_newest_version_is_read(secretary):
    letter = a_letter(a_complaint(), sent=False).id
    of_letter(letter, "Een kanarie.")
    assert len(references(secretary, "kanarie")) == 1
    of_letter(letter, "Een kraanvogel.")
    assert references(secretary, "kanarie") == []
    assert len(references(secretary, "kraanvogel")) == 1


def test_reading_twice_reads_nothing_new(secretary):
    a_text(a_complaint(), "Kanarie.")
    assert sum(search_texts.catch_up().values()) == 0


def test_what_is_damaged_is_tried_once_and_found_by_its_name(secretary):
    document = a_document(a_complaint(), name="kanarie.pdf", sha256=documents.put(b"%PDF-1.7 x"))
    key = document.id
    assert search_texts.catch_up() == {False: 1}
    assert sum(search_texts.catch_up().values()) == 0
    row = db.session.query(SearchText).filter_by(document_id=key).one()
    assert (row.readable, len(references(secretary, "kanarie"))) == (False, 1)


def test_reading_again_gives_the_same(secretary):
    key = a_complaint(subject="Anders").id
    intake.add_note(secretary, key, "Kanarie")
    a_text(db.session.get_one(Complaint, key), "Kanarie")
    before = places(secretary, "kanarie")
    assert list(search_texts.read_again()) == [(1, 1)]
    search_texts.catch_up()
    assert places(secretary, "kanarie") == before
    assert len(before) == 2


def test_what_is_hidden_is_forgotten(secretary):
    key = a_complaint(subject="Anders").id
    document = a_text(db.session.get_one(Complaint, key), "Kanarie").id
    with transaction():
        indexing.forget_document(document)
    assert references(secretary, "kanarie") == []
