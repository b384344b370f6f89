"""Every text is broken into lines in one place; Arabic comes out in the order it is drawn."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.languages.lines import lines

NBSP, NARROW = "\u00a0", "\u202f"
CARD, AT, CALL, SITE, TEXT = "بطاقة", "عند", "اتصل", "موقع", "نص"


def one(text: str, *, rtl: bool = True) -> str:
    """Return the single visual line of a text that has room, its joined letters put back to plain ones."""
    [line] = lines(text, 10_000, len, rtl)
    return plain(line)


def plain(line: str) -> str:
    # One joined sign can stand for two letters (lam-alef); the line runs from left to right, hence the turn.
    return re.sub("[\ufe70-\ufefc]", lambda sign: unicodedata.normalize("NFKC", sign[0])[::-1], line)


def drawn(word: str) -> str:
    """Return an Arabic word as it lies on the paper from left to right."""
    return word[::-1]


def test_arabic_letters_are_joined_and_run_from_right_to_left():
    assert lines("عند", 100, len, rtl=True) == ["\ufeaa\ufee8\ufecb"]


def test_lam_alef_is_one_sign_and_the_word_allah_is_plain_letters():
    assert lines("لا", 100, len, rtl=True) == ["\ufefb"]
    assert "\ufdf2" not in lines("الله", 100, len, rtl=True)[0]


@pytest.mark.parametrize(
    "number", ["12:30", f"34{NBSP}00", f"01{NARROW}60{NARROW}09", "34 00", "24/11/2026", f"A{NBSP}12", "3.5"]
)
def test_hours_dates_and_telephone_numbers_keep_their_order_inside_arabic(number):
    assert one(f"{AT} {number} {CARD}") == f"{drawn(CARD)} {number.replace(' ', NBSP)} {drawn(AT)}"


def test_an_hour_at_the_end_of_an_arabic_sentence_keeps_its_order():
    assert one(f"{AT} 12:30.") == f".12:30 {drawn(AT)}"


@pytest.mark.parametrize(("logical", "visual"), [(f"25{NBSP}€", f"€{NBSP}25"), ("25 €", "€ 25"), ("25%", "%25")])
def test_a_sign_after_a_number_stands_at_its_left_wherever_the_line_begins(logical, visual):
    assert one(f"{AT} {logical}") == f"{visual} {drawn(AT)}"
    assert one(f"{logical} {AT}") == f"{drawn(AT)} {visual}"


def test_french_names_keep_their_letters_in_order_inside_arabic():
    assert one(f"{SITE} service-public.gouv.fr {CARD}") == f"{drawn(CARD)} service-public.gouv.fr {drawn(SITE)}"
    assert one(f"{SITE} France Titres.") == f".France Titres {drawn(SITE)}"


def test_parentheses_and_quotes_embrace_their_words():
    assert one(f"{CARD} (carte d’identité).") == f".(carte d’identité) {drawn(CARD)}"
    assert one(f"«{TEXT}» [{CARD}]") == f"[{drawn(CARD)}] «{drawn(TEXT)}»"
    assert one(f"service (CAF) {TEXT}") == f"{drawn(TEXT)} service (CAF)"
    assert one(f"({TEXT} (CNI))") == f"((CNI) {drawn(TEXT)})"


def test_the_name_of_a_language_reads_well_on_the_french_screen():
    assert one("Langue : العربية (arabe)", rtl=False) == f"Langue : {drawn('العربية')} (arabe)"


def test_a_wrap_between_an_arabic_and_a_latin_word_leaves_both_lines_in_order():
    first, second = lines(f"{CALL} CAF {CARD}", 8, len, rtl=True)
    assert (plain(first), plain(second)) == (f"CAF {drawn(CALL)}", drawn(CARD))
    first, second = lines(f"{CARD} France Titres 12:30", 12, len, rtl=True)
    assert (plain(first), plain(second)) == (f"France {drawn(CARD)}", "Titres 12:30")


def test_a_newline_forces_a_break_and_an_empty_line_stays():
    assert lines("un\n\ndeux trois", 100, len) == ["un", "", "deux trois"]
    assert [plain(line) for line in lines(f"{AT}\n{CARD}", 100, len, rtl=True)] == [drawn(AT), drawn(CARD)]


def test_lines_break_at_ordinary_spaces_only():
    text = f"Le rendez\u2011vous est à 9{NBSP}h{NBSP}30, d’accord{NARROW}?"
    assert lines(text, 5, len) == ["Le", "rendez\u2011vous", "est à", f"9{NBSP}h{NBSP}30,", f"d’accord{NARROW}?"]


def test_a_number_in_groups_is_never_cut_in_arabic():
    assert [plain(line) for line in lines(f"{CALL} 34 00", 6, len, rtl=True)] == [drawn(CALL), f"34{NBSP}00"]


def test_a_text_without_arabic_reads_from_left_to_right_on_the_arabic_screen_too():
    assert lines("34 00 (CAF).", 100, len, rtl=True) == ["34 00 (CAF)."]


def test_vowel_marks_are_left_out():
    assert one("مُوَظَّف") == drawn("موظف")


def test_arabic_is_measured_with_its_letters_joined():
    joined_only = {c for line in lines("مساعدة كبيرة", 100, len, rtl=True) for c in line if c != " "}
    seen: set[str] = set()

    def measure(text: str) -> float:
        seen.update(text.replace(" ", ""))
        return len(text)

    lines("مساعدة كبيرة", 6, measure, rtl=True)
    assert seen == joined_only


def test_a_line_that_kerning_makes_too_wide_gives_its_last_word_to_the_next():
    def measure(text: str) -> float:
        return len(text) + text.count("a b")

    assert lines("a b", 3, measure) == ["a", "b"]


def test_a_long_text_is_measured_a_few_times_a_word_not_more():
    calls = 0

    def measure(text: str) -> float:
        nonlocal calls
        calls += 1
        return len(text)

    words = [f"mot{n}" for n in range(2000)]
    assert len(lines(" ".join(words), 60, measure)) > 100
    assert calls < 2 * len(words)


_TEXTS = st.text(alphabet="abcéÀ بطاقةلاعند0123 :.,()«»’\u00a0\u202f\n-?€%", max_size=80)
_TURNED = str.maketrans(")»", "(«")


def letters(text: str) -> Counter[str]:
    return Counter(re.sub("[ \n\u00a0]", "", plain(text)).translate(_TURNED))


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.integers(1, 30), st.booleans())
def test_no_letter_is_lost_or_gained_and_every_line_fits(text, width, rtl):
    broken = lines(text, width, len, rtl)
    assert letters("".join(broken)) == letters(text)
    assert all(len(line) <= width or " " not in line for line in broken)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abc é’\u00a0.", max_size=80), st.integers(1, 30))
def test_french_lines_joined_again_are_the_text(text, width):
    assert " ".join(lines(text, width, len)) == re.sub(" +", " ", text).strip(" ")
