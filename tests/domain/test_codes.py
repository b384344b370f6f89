"""The codes that paper carries: what was printed is read, what was miscopied is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.reception.codes import (
    MAX_PAPERS,
    MAX_QUESTIONS,
    SLIP_DIGITS,
    TOKEN_DIGITS,
    ChecklistToken,
    Mistyped,
    SlipCode,
    damm,
    new_slip_code,
    read_slip_code,
    read_token,
    write_token,
)

# Paper lives for months: these lines never change. 572 with its check digit 4 is the example of Damm's dissertation.
GOLDEN_SLIPS = {0: "000000", 1: "000013", 12345: "123459", 57200: "572005", 40718: "407186", 99999: "999999"}
GOLDEN_TOKENS = {
    "1001001000000000000000000000016": ChecklistToken(1, 1),
    "1012003201000503000000000000042": ChecklistToken(
        12, 3, ((1, 2), (3, 1)), ((1, True), (2, False), (5, True))
    ),
    "1999999999999888888888888888816": ChecklistToken(
        999,
        999,
        tuple((n, 9) for n in range(1, MAX_QUESTIONS + 1)),
        tuple((n, False) for n in range(1, MAX_PAPERS + 1)),
    ),
}  # fmt: skip

slips = st.integers(0, 10 ** (SLIP_DIGITS - 1) - 1).map(lambda n: new_slip_code(lambda _: n).digits)
tokens = st.builds(
    ChecklistToken,
    st.integers(1, 999),
    st.integers(1, 999),
    st.dictionaries(st.integers(1, MAX_QUESTIONS), st.integers(1, 9)).map(lambda d: tuple(sorted(d.items()))),
    st.dictionaries(st.integers(1, MAX_PAPERS), st.booleans()).map(lambda d: tuple(sorted(d.items()))),
)


def _with_other_digit(digits, place):
    return [digits[:place] + other + digits[place + 1 :] for other in "0123456789" if other != digits[place]]


def _with_swap(digits, place):
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def test_the_check_digit_is_the_one_of_the_published_example():
    assert damm("5724") == 0
    assert all(damm(f"572{wrong}") != 0 for wrong in "012356789")


@pytest.mark.parametrize(("drawn", "printed"), GOLDEN_SLIPS.items())
def test_slips_printed_long_ago_still_read(drawn, printed):
    assert new_slip_code(lambda _: drawn) == SlipCode(printed)
    assert read_slip_code(printed) == SlipCode(printed)


@given(slips)
def test_any_one_wrong_digit_of_a_slip_is_noticed(digits):
    for place in range(SLIP_DIGITS):
        for wrong in _with_other_digit(digits, place):
            assert read_slip_code(wrong) == Mistyped()


@given(slips)
def test_two_neighbouring_digits_of_a_slip_swapped_are_noticed(digits):
    for place in range(SLIP_DIGITS - 1):
        swapped = _with_swap(digits, place)
        assert swapped == digits or read_slip_code(swapped) == Mistyped()


def test_blanks_between_the_digits_of_a_slip_do_not_count():
    assert read_slip_code(" 572 005 ") == SlipCode("572005")


@pytest.mark.parametrize("typed", ["", "57200", "5720050", "57200A", "５７２００５", "-57200", "٥٧٢٠٠٥", "5720²5"])
def test_what_is_not_six_digits_is_not_a_slip(typed):
    assert read_slip_code(typed) == Mistyped()


@given(st.text())
def test_whatever_is_typed_gets_an_answer(typed):
    assert isinstance(read_slip_code(typed), SlipCode | Mistyped)
    assert isinstance(read_token(typed), ChecklistToken | Mistyped)


@pytest.mark.parametrize(("printed", "token"), GOLDEN_TOKENS.items())
def test_lists_printed_long_ago_still_read(printed, token):
    assert write_token(token) == printed
    assert read_token(printed) == token


@given(tokens)
def test_every_list_reads_as_it_was_printed(token):
    printed = write_token(token)
    assert len(printed) == TOKEN_DIGITS
    assert read_token(printed) == token


@given(tokens)
def test_any_one_wrong_digit_of_a_list_is_noticed(token):
    printed = write_token(token)
    for place in range(TOKEN_DIGITS):
        for wrong in _with_other_digit(printed, place):
            assert read_token(wrong) == Mistyped()


@given(tokens)
def test_two_neighbouring_digits_of_a_list_swapped_are_noticed(token):
    printed = write_token(token)
    for place in range(TOKEN_DIGITS - 1):
        swapped = _with_swap(printed, place)
        assert swapped == printed or read_token(swapped) == Mistyped()


@given(tokens, st.integers(0, TOKEN_DIGITS - 1))
def test_a_list_that_was_cut_short_is_noticed(token, kept):
    assert read_token(write_token(token)[:kept]) == Mistyped()


def _with_check(body):
    return next(body + f"{check:02d}" for check in range(100) if int(body + f"{check:02d}") % 97 == 1)


@pytest.mark.parametrize(
    "body",
    [
        "2" + "001001" + "0" * 22,  # a format of the future
        "1" + "000001" + "0" * 22,  # no guide
        "1" + "001000" + "0" * 22,  # no revision
        "1" + "001001" + "0" * 6 + "9" + "0" * 15,  # papers in a state that does not exist
    ],
)
def test_a_well_checked_code_that_we_never_print_is_refused(body):
    assert read_token(_with_check(body)) == Mistyped()


@pytest.mark.parametrize(
    "token",
    [
        ChecklistToken(0, 1),
        ChecklistToken(1000, 1),
        ChecklistToken(1, 0),
        ChecklistToken(1, 1000),
        ChecklistToken(1, 1, answers=((7, 1),)),
        ChecklistToken(1, 1, answers=((1, 10),)),
        ChecklistToken(1, 1, answers=((0, 1),)),
        ChecklistToken(1, 1, papers=((33, True),)),
        ChecklistToken(1, 1, papers=((0, True),)),
    ],
)
def test_a_list_too_big_for_its_code_is_never_printed(token):
    with pytest.raises(ValueError, match="does not fit"):
        write_token(token)
