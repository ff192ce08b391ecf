"""Random walks through the procedure: whatever people try, the law holds and the record is right.

Every act succeeds or is refused; a refusal changes nothing, and nothing else is ever raised.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import select

from models import Complaint, db
from operations import audit
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import State
from tests import thread
from tests.stateful import acts, invariants
from tests.stateful.usual import usual, wait
from tests.stateful.walk import FATES, Act, Nothing, Walk, people_to_spare
from tests.thread import day

REFUSED = (Refusal, NotPermitted, NotFound, Invalid, Conflict)
BEGIN = datetime(2026, 3, 2, 14, tzinfo=UTC)
PACE = timedelta(minutes=3)

FAR = {State.F10, State.F12, State.F13, State.F16, State.F17, State.F18, State.F19}
"""Where the long run must have been, or it proves little."""


@dataclass
class Tally:
    """What a run did."""

    steps: int = 0
    files: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    states: set[State] = field(default_factory=set)

    def __str__(self) -> str:
        return (
            f"{self.steps} steps, {self.files} files: {self.taken.total()} acts taken, "
            f"{self.refused.total()} refused; states {' '.join(sorted(self.states))}"
        )


SEEDS = st.integers(0, 2**32 - 1)
ANY_ACT = st.integers(0, len(acts.ACTS) - 1)


class Procedure(RuleBasedStateMachine):
    """Some files in one record, and everyone who can do something to them."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally
        self.files: dict[int, tuple[str, invariants.Known]] = {}
        self.moment = BEGIN
        self.traveller = time_machine.travel(BEGIN, tick=False)
        self.time = self.traveller.start()

    def teardown(self) -> None:
        self.traveller.stop()
        db.session.remove()

    # --- rules ---

    @initialize(seed=SEEDS)
    def first_file(self, seed: int) -> None:
        self.register(Random(seed))

    @rule(seed=SEEDS, times=st.integers(1, 12))
    def do_the_usual(self, seed: int, times: int) -> None:
        """What people do when nothing goes wrong, a few acts in a row."""
        self.tally.steps += 1
        chance = Random(seed)
        file_id = self.some_file(chance)
        for _ in range(times):
            walk = self.walk(file_id, chance)
            try:
                act = usual(walk)
            except Nothing:
                self.register(chance)
                return
            if act is wait:
                self.pass_time(timedelta(days=wait(walk)))
            else:
                self.attempt(walk, act)

    @rule(place=ANY_ACT, seed=SEEDS)
    def try_something(self, place: int, seed: int) -> None:
        """Any act, by someone who may or may not, now or not."""
        self.tally.steps += 1
        chance = Random(seed)
        self.attempt(self.walk(self.some_file(chance), chance), acts.ACTS[place])

    @rule(days=st.sampled_from([1, 1, 2, 5, 15, 30]))
    def days_pass(self, days: int) -> None:
        self.tally.steps += 1
        self.pass_time(timedelta(days=days))
        for file_id, (_, known) in self.files.items():
            invariants.check(file_id, known)

    # --- parts ---

    def some_file(self, chance: Random) -> int:
        """Mostly the newest."""
        newest = max(self.files)
        return newest if chance.random() < 0.8 else chance.choice(sorted(self.files))

    def walk(self, file_id: int, chance: Random) -> Walk:
        return Walk(file_id, chance, self.files[file_id][0])

    def register(self, chance: Random) -> None:
        self.pass_time(PACE)
        walk = Walk(0, chance)
        try:
            self.know(acts.register(walk))
        except REFUSED:
            # The first file has to be there; without the odd data it always can be.
            self.know(thread.register())

    def know(self, file_id: int) -> None:
        fate = FATES[self.tally.files % len(FATES)]
        self.tally.files += 1
        self.files[file_id] = (fate, invariants.Known())
        self.look(file_id)

    def pass_time(self, how_long: timedelta) -> None:
        self.moment += how_long
        self.time.move_to(self.moment)

    def attempt(self, walk: Walk, act: Act) -> None:
        """Do it: then all invariants hold; or have it refused: then nothing changed."""
        self.pass_time(PACE)
        before, shared = self.files[walk.id][1].rows, invariants.shared()
        name = act.__qualname__.partition(".")[0]
        try:
            act(walk)
        except Nothing:
            return
        except REFUSED as refusal:
            note(f"{self.moment:%d-%m-%Y} {name}: {refusal!r}")
            self.tally.refused[name] += 1
            assert invariants.fingerprint(walk.id) == before
            assert invariants.shared() == shared
            return
        note(f"{self.moment:%d-%m-%Y} {name}: done, now {walked(walk.id)}")
        self.tally.taken[name] += 1
        self.look(walk.id)
        self.follow_conversion(walk.id)

    def follow_conversion(self, report_id: int) -> None:
        made = db.session.scalar(select(Complaint.id).where(Complaint.source_id == report_id))
        if made is not None and made not in self.files:
            self.know(made)

    def look(self, file_id: int) -> None:
        invariants.check(file_id, self.files[file_id][1])
        self.tally.states.add(walked(file_id))


def walked(file_id: int) -> State:
    return thread.fresh(file_id).state


def run(tally: Tally, examples: int, steps: int) -> None:
    """Always the same walks: a failure today is a failure tomorrow."""
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Procedure(tally), settings=profile)
    assert list(audit.breaks()) == []


@pytest.fixture
def office(app: Flask) -> Flask:
    """Letters can be made, a committee sits, and there are advisers to spare."""
    with day(BEGIN.date()):
        thread.a_committee()
        people_to_spare()
    return app


def test_a_short_walk(office):
    tally = Tally()
    run(tally, examples=2, steps=15)
    assert tally.steps >= 15, tally


@pytest.mark.slow
def test_a_long_walk(office):
    tally = Tally()
    run(tally, examples=48, steps=50)
    assert tally.steps >= 2000, tally
    assert tally.states >= FAR, FAR - tally.states
