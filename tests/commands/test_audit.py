"""``flask audit verify``: what is changed in the trail behind the panel, is named by its place."""

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import (
    ColumnElement,
    Executable,
    and_,
    delete,
    insert,
    literal,
    select,
    text,
    update,
)

from models import AuditChain, AuditEvent, db
from operations import audit, tips
from operations.transaction import transaction
from tests.factories import a_complaint
from tests.thread import someone

UNGUARDED = {
    "sqlite": (
        "DROP TRIGGER audit_event_update_refused",
        "DROP TRIGGER audit_event_delete_refused",
    ),
    "postgresql": ("ALTER TABLE audit_event DISABLE TRIGGER USER",),
}
CHAIN = 7


@pytest.fixture
def chain(app):
    """Ten lines of one file, of which the end was written down."""
    added(10)
    tips.write_down()


def added(count: int) -> None:
    for number in range(count):
        with transaction():
            audit.record(someone("coordinator"), "note:added", CHAIN, count=number)


def behind_the_panel(*statements: Executable) -> None:
    """As someone would who can write in the database, but does not have the key."""
    db.session.rollback()
    unguarded = (text(one) for one in UNGUARDED[db.engine.dialect.name])
    with db.engine.execution_options(wederhoor_write=True).begin() as connection:
        for statement in (*unguarded, *statements):
            connection.execute(statement)


EVENT, TIP = AuditEvent.__table__.c, AuditChain.__table__.c


def line(seq: int) -> ColumnElement[bool]:
    return and_(EVENT.chain == CHAIN, EVENT.seq == seq)


def changed(seq: int, /, **columns: object) -> Executable:
    return update(AuditEvent.__table__).where(line(seq)).values(**columns)


def renumbered(since: int, by: int) -> list[Executable]:
    """The lines from here on get another number, one after another so that none clashes."""
    order = range(since, 11) if by < 0 else range(10, since - 1, -1)
    return [changed(one, seq=one + by) for one in order]


def with_end(seq: int) -> Executable:
    """The end of the chain as the line with this number has it."""
    mac = select(EVENT.mac).where(line(seq)).scalar_subquery()
    return update(AuditChain.__table__).where(TIP.chain == CHAIN).values(seq=seq, mac=mac)


def copied(seq: int, to: int) -> Executable:
    """A line like that one, of another act."""
    kept = [one for one in EVENT if one.name not in {"id", "seq", "verb"}]
    new = select(*kept, literal(to), literal("complaint:seen")).where(line(seq))
    names = [*(one.name for one in kept), "seq", "verb"]
    return insert(AuditEvent.__table__).from_select(names, new)


def gone(condition: ColumnElement[bool]) -> Executable:
    return delete(AuditEvent.__table__).where(EVENT.chain == CHAIN, condition)


def found(run) -> list[str]:
    result = run("audit", "verify")
    lines = result.output.splitlines()
    assert result.exit_code == bool(lines[:-1]), result.output
    return lines[:-1]


def test_an_untouched_trail_has_no_breaks(run, chain):
    added(3)
    assert found(run) == []
    tips.write_down()
    assert found(run) == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "complaint:seen"}, {"actor_id": 999}, {"for_id": 3}, {"entity": "letter"},
        {"entity_id": 5}, {"data": {"count": 99}}, {"mac": "abc"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)  # fmt: skip
def test_a_change_is_named(run, chain, change):
    behind_the_panel(changed(4, **change))
    assert found(run) == [f"keten {CHAIN}, regel 4: regel is veranderd"]


def test_a_line_taken_out_is_named(run, chain):
    behind_the_panel(gone(EVENT.seq == 4))
    assert found(run) == [f"keten {CHAIN}, regel 4: regel ontbreekt"]


def test_a_line_taken_out_with_the_others_renumbered_is_named(run, chain):
    behind_the_panel(gone(EVENT.seq == 4), *renumbered(5, -1), with_end(9))
    first, *rest = found(run)
    assert first == f"keten {CHAIN}, regel 4: hier is een regel weggehaald"
    assert all("einde is afgekapt" in one for one in rest)


def test_a_line_put_in_is_named(run, chain):
    behind_the_panel(*renumbered(4, 1), copied(3, to=4), with_end(11))
    first, *rest = found(run)
    assert first == f"keten {CHAIN}, regel 4: regel is ingevoegd"
    assert [one.split(":")[0] for one in rest] == [f"keten {CHAIN}, regel 10"]


def test_a_line_put_at_the_end_is_named(run, chain):
    behind_the_panel(copied(3, to=11), with_end(11))
    assert found(run) == [f"keten {CHAIN}, regel 11: regel is veranderd of ingevoegd"]


def test_an_end_that_was_cut_off_with_its_tip_is_named(run, chain):
    """Within the database nothing is wrong then: only what was written down elsewhere tells."""
    behind_the_panel(gone(EVENT.seq > 6), with_end(6))
    assert list(audit.breaks()) == []
    (one,) = found(run)
    assert one.startswith(f"keten {CHAIN}, regel 7: het einde is afgekapt; op ")
    assert one.endswith(" was regel 10 er")


def test_an_end_that_grew_again_after_it_was_cut_off_is_named(run, chain):
    behind_the_panel(gone(EVENT.seq > 6), with_end(6))
    added(8)
    (one,) = found(run)
    assert one.startswith(f"keten {CHAIN}, regel 10: regel is een andere dan op ")


def test_a_whole_chain_that_is_gone_is_named(run, chain):
    behind_the_panel(gone(EVENT.seq > 0), delete(AuditChain.__table__).where(TIP.chain == CHAIN))
    (one,) = found(run)
    assert one.startswith(f"keten {CHAIN}, regel 1: het einde is afgekapt")


def test_a_cut_end_without_its_tip_is_named_within_the_database(run, chain):
    behind_the_panel(gone(EVENT.seq > 6))
    assert f"keten {CHAIN}, regel 7: het einde van de keten ontbreekt of is vervangen" in found(run)


def test_the_night_writes_down_what_moved_and_no_more(run, app):
    run("nightly")
    before = tips.place().read_bytes()
    assert "\n0 eindpunten van het logboek" in run("nightly").output
    assert tips.place().read_bytes() == before
    a_complaint()
    with transaction():
        audit.record(someone("coordinator"), "note:added", CHAIN)
    assert "\n1 eindpunten van het logboek" in run("nightly").output
    after = tips.place().read_bytes()
    assert after.startswith(before)
    assert len(after.splitlines()) == len(before.splitlines()) + 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0].replace(b'"anew": false', b'"anew": true'), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[0], *lines],
        lambda lines: [b"{}\n", *lines[1:]],
        lambda lines: [b"\xff\n", *lines[1:]],
    ],
    ids=["changed", "taken out", "put in", "emptied", "unreadable"],
)
def test_the_file_itself_cannot_be_changed_unseen(run, chain, spoil):
    added(1)
    tips.write_down()
    lines = tips.place().read_bytes().splitlines(keepends=True)
    tips.place().write_bytes(b"".join(spoil(lines)))
    assert any(one.startswith("tips.jsonl, regel") for one in found(run))


def test_a_copy_kept_elsewhere_tells_what_the_own_file_does_not(run, chain, tmp_path):
    kept = tmp_path / "tips.jsonl"
    shutil.copy(tips.place(), kept)
    behind_the_panel(gone(EVENT.seq > 6), with_end(6))
    tips.place().unlink()
    assert found(run) == []
    result = run("audit", "verify", "--tips", kept)
    assert (result.exit_code, "het einde is afgekapt" in result.output) == (1, True)


def test_what_was_lost_by_going_back_to_a_backup_is_told_once(run, chain):
    """After a restore the record is older than what was written down."""
    behind_the_panel(gone(EVENT.seq > 6), with_end(6))
    tips.write_down(anew=True)
    assert found(run) == []
    added(2)
    tips.write_down()
    assert found(run) == []
