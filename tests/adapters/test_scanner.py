"""A reader that types: its codes are heard, its keys reach nothing, and a person is never taken for one."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.adapters.machine.scanner import LONGEST, Scanned, Scanner, TooSlow, decode
from kiosk.domain.reception.codes import BadgeCode, ChecklistToken, SlipCode, damm, new_badge_code, write_token

GAP, FRAME = 0.050, 1 / 60
SHIFT, CTRL, LEFT_ALT, ALT_GR, ENTER, TAB, ESCAPE, BACKSPACE, DELETE, F4 = 225, 224, 226, 230, 40, 43, 41, 42, 76, 61

QWERTY = (
    {chr(ord("a") + n): 4 + n for n in range(26)}
    | {digit: 30 + n for n, digit in enumerate("1234567890")}
    | {"-": 45, "=": 46, "/": 56, ".": 55, ":": 51, ";": 51, "#": 32, "~": 53, "?": 56, "_": 45, "&": 36, "%": 34}
)
# Where a reader set to another layout finds the same characters.
AZERTY = QWERTY | {"a": 20, "q": 4, "z": 26, "w": 29, "m": 51, ":": 55, ".": 54, "/": 55, "#": 32, "~": 31}
QWERTZ = QWERTY | {"y": 29, "z": 28, ":": 55, "/": 36, "#": 50, "~": 48}
LAYOUTS = {"QWERTY": QWERTY, "AZERTY": AZERTY, "QWERTZ": QWERTZ}
KEYPAD = {digit: 89 + n for n, digit in enumerate("1234567890")}

slips = st.integers(0, 99_999).map(lambda n: f"{n:05d}").map(lambda body: SlipCode(body + str(damm(body))))
badges = st.integers(0, 99_999_999).map(lambda n: new_badge_code(lambda _: n))
cards = st.one_of(slips, badges)
tokens = st.builds(
    ChecklistToken,
    st.integers(1, 999),
    st.integers(1, 999),
    st.lists(st.integers(1, 9), max_size=6).map(lambda a: tuple(enumerate(a, 1))),
    st.lists(st.booleans(), max_size=32).map(lambda p: tuple(enumerate(p, 1))),
)


class Counter:
    """A screen's loop around the reader: keys are polled once a frame, `due` is called once a frame."""

    def __init__(self) -> None:
        self.reader: Scanner[int] = Scanner(timedelta(seconds=GAP))
        self.focus: list[int] = []
        self.scanned: list[Scanned] = []
        self.slow: list[TooSlow] = []
        self.now = 100.0

    def _hear(self, heard) -> None:
        self.focus += heard.released
        self.slow += [heard.too_slow] if heard.too_slow else []
        if heard.scanned is not None:
            self.scanned.append(heard.scanned)

    def wait(self, seconds: float) -> "Counter":
        end = self.now + seconds
        while self.now + FRAME < end:
            self.now += FRAME
            if self.reader.waiting:
                self._hear(self.reader.due(self.now))
        self.now = end
        return self

    def press(self, keys: Iterable[int], apart: float = 0.004) -> "Counter":
        for key in keys:
            self.wait(apart)
            self._hear(self.reader.key(key, self.now, key))
        return self


def keys_of(text: str, layout: dict[str, int] = QWERTY, shifted: str = "") -> list[int]:
    """The physical keys a reader presses for a text: Shift before capitals, and before what `shifted` names."""
    keys = []
    for character in text:
        keys += [SHIFT] if character.isupper() or character in shifted else []
        keys.append(layout[character.lower()])
    return keys


def token_text(token: ChecklistToken) -> str:
    return f"https://www.service-public.fr/particuliers/vosdroits/n19810#:~:KD{write_token(token)}"


def card_text(card: SlipCode | BadgeCode) -> str:
    return f"{'KS' if isinstance(card, BadgeCode) else 'KR'}{card.digits}"


def visible(keys: list[int]) -> list[int]:
    return [key for key in keys if key not in (SHIFT, CTRL, LEFT_ALT, ALT_GR)]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(card=cards, shifted=st.sampled_from(["", "0123456789"]), apart=st.floats(0.0005, 0.045))
def test_a_slip_or_badge_is_heard_whatever_layout_the_reader_is_set_to(layout, card, shifted, apart) -> None:
    counter = Counter().press([*keys_of(card_text(card), LAYOUTS[layout], shifted), ENTER], apart).wait(1)
    assert counter.scanned == [card]
    assert visible(counter.focus) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@given(token=tokens)
def test_a_list_is_heard_inside_the_address_that_its_square_holds(layout, token) -> None:
    keys = keys_of(token_text(token), LAYOUTS[layout], shifted="0123456789" if layout == "AZERTY" else "")
    counter = Counter().press([*keys, ENTER]).wait(1)
    assert counter.scanned == [token]
    assert visible(counter.focus) == []


@given(cards)
def test_a_reader_that_uses_the_keypad_is_heard(card) -> None:
    keys = [*keys_of(card_text(card)[:2]), *(KEYPAD[digit] for digit in card.digits)]
    assert Counter().press([*keys, 88]).wait(1).scanned == [card]


@given(cards)
def test_a_reader_that_sends_no_enter_is_heard_once_it_falls_silent(card) -> None:
    counter = Counter().press(keys_of(card_text(card)))
    assert counter.scanned == []
    assert counter.wait(0.2).scanned == [card]


@given(cards, st.sampled_from([ENTER, TAB]))
def test_a_reader_that_sends_its_enter_first_is_heard_too(card, end) -> None:
    assert Counter().press([end, *keys_of(card_text(card))]).wait(1).scanned == [card]


@given(cards, cards, st.sampled_from([0.001, 0.3]))
def test_two_scans_back_to_back_are_both_heard(first, second, pause) -> None:
    counter = Counter().press([*keys_of(card_text(first)), ENTER]).wait(pause)
    counter.press([*keys_of(card_text(second)), ENTER]).wait(1)
    assert counter.scanned == [first, second]
    assert visible(counter.focus) == []


@given(cards, st.integers(1, 30), st.floats(0.06, 0.19))
def test_a_slow_frame_in_the_middle_of_a_scan_loses_nothing(card, place, stall) -> None:
    counter, keys = Counter(), [*keys_of(card_text(card)), ENTER]
    counter.press(keys[:place])
    counter.now += stall  # no frame, hence no `due`, passes here
    assert counter.press(keys[place:]).wait(1).scanned == [card]
    assert visible(counter.focus) == []


@given(st.lists(st.integers(4, 100), max_size=60), st.floats(0.09, 2.0))
def test_a_person_who_types_is_never_taken_for_a_reader(keys, apart) -> None:
    assume(not {57, 83} & set(keys))
    counter = Counter().press(keys, apart).wait(1)
    assert counter.focus == keys
    assert counter.scanned == []


@given(cards)
def test_a_code_typed_by_hand_is_left_to_the_screen(card) -> None:
    keys = [*keys_of(card_text(card)), ENTER]
    counter = Counter().press(keys, apart=0.1).wait(1)
    assert counter.scanned == []
    assert counter.focus == keys


@given(cards, st.floats(0.15, 0.5), st.integers(0, 11))
def test_on_a_loaded_machine_a_typist_is_not_taken_for_a_reader_either(card, apart, frames) -> None:
    """The keys of a second are handled at once, with the times they were pressed at."""
    counter, keys = Counter(), [*keys_of(card_text(card).lower()), ENTER]
    for place, key in enumerate(keys):
        counter.now += apart
        counter._hear(counter.reader.key(key, counter.now, key))
        if frames and place % frames == 0:
            counter._hear(counter.reader.due(counter.now))
    counter.wait(1)
    assert counter.scanned == []
    assert counter.slow == []
    assert counter.focus == keys


@given(st.lists(st.integers(4, 39), min_size=8, max_size=40), st.floats(0.021, 0.3))
def test_what_was_no_code_is_typed_however_quick_the_hand(keys, apart) -> None:
    counter = Counter().press([*keys, ENTER], apart).wait(1)
    assert counter.focus == [*keys, ENTER]
    assert counter.scanned == []


@given(cards, st.floats(0.052, 0.148), st.booleans(), st.booleans())
def test_a_slow_reader_is_told_with_the_setting_that_mends_it(card, apart, has_enter, is_lower) -> None:
    text = card_text(card).lower() if is_lower else card_text(card)
    keys = keys_of(text) + [ENTER] * has_enter
    counter = Counter().press(keys, apart).wait(1)
    (told,) = counter.slow
    assert counter.scanned == []
    assert visible(counter.focus) == visible(keys)
    assert told.code == card
    assert told.gap_ms == pytest.approx(apart * 1000, abs=1)
    mended = Scanner(timedelta(milliseconds=told.wanted_ms))
    again = Counter()
    again.reader = mended
    assert again.press([*keys, ENTER], apart).wait(1).scanned == [card]


def test_a_single_key_reaches_focus_within_a_tenth_of_a_second() -> None:
    counter = Counter().press([TAB])
    assert counter.focus == []
    assert counter.wait(0.1).focus == [TAB]


def test_a_key_held_down_goes_on_moving_the_focus() -> None:
    counter = Counter().press([TAB] * 40, apart=0.033)
    assert len(counter.focus) >= 39
    assert counter.wait(1).focus == [TAB] * 40


def test_two_keys_rolled_over_by_a_quick_hand_both_arrive() -> None:
    assert Counter().press([QWERTY["l"], QWERTY["e"]], apart=0.02).wait(1).focus == [QWERTY["l"], QWERTY["e"]]


@given(cards, st.integers(1, 7))
def test_a_torn_code_times_out_and_the_next_scan_is_heard(card, kept) -> None:
    counter = Counter().press(keys_of(card_text(card))[:kept]).wait(1)
    assert counter.scanned == []
    assert not counter.reader.waiting
    assert counter.press([*keys_of(card_text(card)), ENTER]).wait(1).scanned == [card]


@given(st.lists(st.one_of(st.integers(0, 512), st.sampled_from([ENTER, CTRL, LEFT_ALT, 14, 21, 7])), max_size=600))
def test_random_keys_at_a_reader_s_pace_reach_nothing(keys) -> None:
    counter = Counter().press(keys).wait(1)
    real = [key for key in keys if key not in range(224, 232) and key not in (57, 83)]
    assert not counter.reader.waiting
    if len(real) >= 8 and len(set(real)) > 1 and real[0] != real[1]:
        assert [key for key in counter.focus if key in real] == []


@pytest.mark.parametrize(
    "order", [[CTRL, LEFT_ALT, DELETE], [LEFT_ALT, F4], [CTRL, QWERTY["q"]], [CTRL, SHIFT, ESCAPE]]
)
def test_a_hostile_code_gives_no_orders(order) -> None:
    counter = Counter().press(order).wait(1)
    assert visible(counter.focus) == []
    assert counter.press([*order, *keys_of("xyz"), *order] * 5).wait(1).scanned == []
    assert visible(counter.focus) == []


@given(slips, st.lists(st.sampled_from([ESCAPE, BACKSPACE, DELETE, F4, 70, 73]), max_size=5), st.integers(0, 8))
def test_control_keys_inside_a_code_do_not_count(slip, controls, place) -> None:
    keys = keys_of(f"KR{slip.digits}".lower())
    keys[place:place] = controls
    assume(len(controls) < 2 or place > 0)
    assert Counter().press([*keys, ENTER]).wait(1).scanned == [slip]


@given(cards, st.integers(0, 5), st.integers(1, 9))
def test_a_slip_or_badge_with_a_wrong_digit_gives_nothing(card, place, shift) -> None:
    digits = list(card.digits)
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert Counter().press([*keys_of(card_text(card)[:2] + "".join(digits)), ENTER]).wait(1).scanned == []


@given(tokens, st.integers(0, 30), st.integers(1, 9))
def test_a_list_with_a_wrong_digit_gives_nothing(token, place, shift) -> None:
    digits = list(write_token(token))
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert decode("KD" + "".join(digits)) is None


@given(st.one_of(cards.map(card_text), tokens.map(lambda t: f"KD{write_token(t)}")), st.data())
def test_a_cut_or_lengthened_code_gives_nothing(code, data) -> None:
    assert decode(code[: data.draw(st.integers(0, len(code) - 1))]) is None
    assert decode(code[data.draw(st.integers(1, len(code))) :]) is None
    assert decode(code + data.draw(st.sampled_from("0123456789"))) is None


@given(st.text(max_size=10_000))
def test_any_text_from_a_serial_reader_is_taken_calmly(text) -> None:
    assert decode(text) is None or "K" in text.upper()


@given(cards, st.sampled_from(["\x02{}\x03", "{}\r\n", "\x1d{}\x00", "]Q3{}\n"]))
def test_a_serial_reader_is_heard_with_its_frame_characters(card, frame) -> None:
    assert decode(frame.format(card_text(card))) == card
    assert decode(frame.format(card_text(card).lower())) == card
    assert decode(frame.format("\x1d".join(card_text(card)))) == card


def test_ten_thousand_characters_give_nothing_and_keep_nothing() -> None:
    counter = Counter().press(keys_of("https://x.example/" + "a1" * 5_000 + "KR000000"), apart=0.001)
    assert len(counter.reader._held) == 0
    assert len(counter.reader._characters) <= LONGEST + 1
    assert counter.wait(1).scanned == []
    assert counter.focus == []


def test_an_address_of_four_hundred_keys_is_still_read() -> None:
    token = ChecklistToken(3, 12, ((1, 2),), ((1, True), (2, False)))
    tail = f"#:~:KD{write_token(token)}"
    address = "https://x.example/".ljust(LONGEST - len(tail), "e") + tail
    assert Counter().press([*keys_of(address.lower()), ENTER]).wait(1).scanned == [token]
    assert Counter().press([*keys_of("e" + address.lower()), ENTER]).wait(1).scanned == []
