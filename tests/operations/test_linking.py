"""Files are linked, never merged: who may, what both trails say, and who knows of it."""

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, ComplaintLink, db
from operations import linking
from queries import earlier
from rules.errors import Invalid, NotFound, NotPermitted
from rules.vocabulary import LinkKind, Role, State
from tests import thread
from tests.factories import a_complaint, a_statement, a_user, acting

WHO = {
    "coordinator": None, "secretary": None,
    "board1": NotPermitted, "auditor": NotPermitted,
    "servicedesk": NotFound, "team_leader": NotFound, "adviser1": NotFound,
    "administrator": NotFound,
}  # fmt: skip


@pytest.fixture
def two(app):
    return a_complaint(state=State.F4).id, a_complaint(state=State.F4).id


@pytest.fixture
def coordinator(app):
    return thread.someone("coordinator")


def said(actor, key):
    links = earlier.of_file(actor, thread.fresh(key)).links
    return [(one.words, one.file.id, one.reason) for one in links]


def verbs(key):
    query = select(AuditEvent.verb).where(AuditEvent.chain == key, AuditEvent.verb.like("link:%"))
    return db.session.scalars(query.order_by(AuditEvent.seq)).all()


@pytest.mark.parametrize("who", WHO)
def test_who_may_link(two, who):
    if refused := WHO[who]:
        with pytest.raises(refused):
            linking.link(thread.someone(who), *two, LinkKind.RELATED)
        assert db.session.scalars(select(ComplaintLink)).all() == []
    else:
        assert linking.link(thread.someone(who), *two, LinkKind.RELATED)


def test_each_side_says_it_in_its_own_words(two, coordinator):
    one, other = two
    linking.link(coordinator, one, other, LinkKind.FOLLOWS, " Zelfde docent. ")
    assert said(coordinator, one) == [("is een vervolg op", other, "Zelfde docent.")]
    assert said(coordinator, other) == [("heeft als vervolg", one, "Zelfde docent.")]


def test_both_trails_tell_it_and_neither_names_the_other(two, coordinator):
    linking.unlink(coordinator, two[1], linking.link(coordinator, *two, LinkKind.RELATED))
    for key in two:
        assert verbs(key) == ["link:added", "link:taken_away"]
    data = db.session.scalars(select(AuditEvent.data).where(AuditEvent.verb == "link:added"))
    assert data.all() == [{"kind": "related"}] * 2
    assert said(coordinator, two[0]) == []


@pytest.mark.parametrize("back", [False, True])
def test_once_is_enough(two, coordinator, back):
    linking.link(coordinator, *two, LinkKind.RELATED)
    with pytest.raises(Invalid, match="al verbonden"):
        linking.link(coordinator, *(two[::-1] if back else two), LinkKind.SAME_EVENT)


def test_after_taking_it_away_it_can_be_made_again(two, coordinator):
    linking.unlink(coordinator, two[0], linking.link(coordinator, *two, LinkKind.RELATED))
    linking.link(coordinator, *two, LinkKind.SAME_EVENT)
    assert [words for words, _, _ in said(coordinator, two[0])] == [
        "gaat over dezelfde gebeurtenis als"
    ]


@pytest.mark.parametrize("other", [None, "itself"])
def test_a_file_is_linked_to_another_one(two, coordinator, other):
    with pytest.raises(Invalid, match="ander dossier"):
        linking.link(coordinator, two[0], two[0] if other else None, LinkKind.RELATED)


def test_what_one_may_not_see_cannot_be_linked_and_a_link_to_it_is_not_there(two, coordinator):
    involved = a_user(Role.COORDINATOR)
    a_statement(db.session.get_one(Complaint, two[1]), involved, involved=True)
    with pytest.raises(NotFound):
        linking.link(acting(involved), *two, LinkKind.RELATED)
    made = linking.link(coordinator, *two, LinkKind.RELATED)
    assert said(acting(involved), two[0]) == []
    with pytest.raises(NotFound):
        linking.unlink(acting(involved), two[0], made)
    assert said(coordinator, two[0]) != []


def test_a_link_of_other_files_is_not_taken_away_from_here(two, coordinator):
    made = linking.link(coordinator, *two, LinkKind.RELATED)
    with pytest.raises(NotFound):
        linking.unlink(coordinator, a_complaint(state=State.F4).id, made)


def test_each_keeps_its_own_clock(two, coordinator):
    before = [(one.legal_end, one.version) for one in map(thread.fresh, two)]
    linking.link(coordinator, *two, LinkKind.SAME_EVENT)
    assert [(one.legal_end, one.version) for one in map(thread.fresh, two)] == before


def test_the_servicedesk_links_its_reports(app):
    desk = thread.someone("servicedesk")
    two = a_complaint(state=State.I2).id, a_complaint(state=State.I2).id
    linking.link(desk, *two, LinkKind.SAME_EVENT)
    assert [key for _, key, _ in said(desk, two[0])] == [two[1]]
