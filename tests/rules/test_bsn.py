"""Art. 46 lid 1 UAVG: what looks like a citizen service number, by the eleven-test."""

import pytest

from rules.bsn import stands_in


@pytest.mark.parametrize(
    "words",
    [
        "111222333",  # 9+8+7 + 12+10+8 + 9+6 - 3 = 66, six times eleven
        "123456782",  # 9+16+21+24+25+24+21+16 - 2 = 154, fourteen times
        "010000008",  # 8 - 8 = 0, none at all
        "BSN123456782.", "Mijn nummer:\n123456782", "(1234.56.782)", "1234 56 782", "123-456-782",
        "op 5 mei 123456782 of 7 mei", "0612345678 en 123456782", "123 456 782",
        "123456783, nee: 123456782",
    ],
)  # fmt: skip
def test_nine_digits_that_satisfy_the_eleven_test(words):
    assert stands_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "123456781", "123456783",  # one less and one more: 155 and 153
        "213456782",  # two digits changed places: 155
        "000000000",  # a multiple of eleven, and nobody's
        "12345678",  # eight digits
        "1234567820", "0123456782", "91123456782",  # part of a longer number
        "1 123 456 782", "123.456.782.000", "12-34-56-78-2", "1234.56-782", "123 456782",
        "NL91ABNA0417164300", "K2026-0001", "0612345678", "", "einhonderddrieëntwintig",
        "１２３４５６７８２",
    ],
)  # fmt: skip
def test_any_other_number(words):
    assert not stands_in(words)
