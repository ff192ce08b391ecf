"""Codes that follow the clock: the values of RFC 6238, appendix B, in six digits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from operations import totp

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The ASCII text 12345678901234567890 of the RFC, as apps take it."""

VECTORS = [
    (59, "287082", 1),
    (1111111109, "081804", 37037036),
    (1111111111, "050471", 37037037),
    (1234567890, "005924", 41152263),
    (2000000000, "279037", 66666666),
    (20000000000, "353130", 666666666),
]


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code", "step"), VECTORS)
def test_the_code_of_the_rfc_is_right_at_its_moment(seconds, code, step):
    assert totp.accepted(SECRET, code, 0, at(seconds)) == step


@pytest.mark.parametrize(
    ("seconds", "step"),
    [(1111111080 - 31, None), (1111111080 - 30, 37037036), (1111111080, 37037036),
     (1111111109, 37037036), (1111111139, 37037036), (1111111140, None)],
)  # fmt: skip
def test_a_telephone_may_be_one_interval_slow_or_fast(seconds, step):
    assert totp.accepted(SECRET, "081804", 0, at(seconds)) == step


@pytest.mark.parametrize(("last", "step"), [(37037035, 37037036), (37037036, None)])
def test_a_code_and_those_before_it_work_once(last, step):
    assert totp.accepted(SECRET, "081804", last, at(1111111109)) == step


@pytest.mark.parametrize("typed", ["081 804", " 081804 "])
def test_blanks_do_not_matter(typed):
    assert totp.accepted(SECRET, typed, 0, at(1111111109))


@pytest.mark.parametrize(
    "typed", ["081805", "81804", "0081804", "", "०८१८०४", "08180a", "07081804"]
)
def test_anything_else_is_wrong(typed):
    assert totp.accepted(SECRET, typed, 0, at(1111111109)) is None


def test_a_secret_is_kept_sealed_and_opens_with_the_key_of_this_installation_only(app):
    kept = totp.sealed(SECRET)
    assert SECRET not in kept
    assert totp.opened(kept) == SECRET
    ours = app.extensions["wederhoor"]
    app.extensions["wederhoor"] = replace(ours, secret_key="een andere sleutel")
    try:
        assert totp.opened(kept) is None
    finally:
        app.extensions["wederhoor"] = ours


def test_the_picture_holds_the_secret_for_an_app():
    address = totp.address(SECRET, "a@ssr.example", "SSR")
    assert address.startswith("otpauth://totp/SSR:a%40ssr.example?secret=" + SECRET)
    assert "issuer=SSR" in address


def test_each_secret_is_new_and_has_160_bits():
    one, other = totp.new_secret(), totp.new_secret()
    assert one != other
    assert len(one) == 32
