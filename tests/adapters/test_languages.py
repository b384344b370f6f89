"""A visitor reads their own language; where a translation is missing they read French, never an error."""

import subprocess
import sys
from datetime import date, time

import pytest

from kiosk.adapters.languages.extraction import ROOT
from kiosk.adapters.languages.translator import Translator, is_available, translator
from kiosk.domain.languages import LANGUAGES

NBSP = "\u00a0"
CATALOGUE = """
msgid "J’ai rendez‑vous"
msgstr "I have an appointment"

msgid "Déjà noté à {hour}"
msgstr "Already noted at {hour}"

msgid "Suite"
msgstr ""

#, fuzzy
msgid "Gratuit"
msgstr "Free of charge until 2020"

msgid "Numéro {ticket}"
msgstr "Number {number}"

msgid "Guichet {desk}"
msgstr "Desk {"
"""


@pytest.fixture
def english(tmp_path) -> Translator:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (tmp_path / "en.po").write_text(header + CATALOGUE, encoding="utf-8")
    return translator("en", tmp_path)


def test_a_visitor_reads_their_language(english):
    assert english("J’ai rendez‑vous") == "I have an appointment"


def test_holes_are_filled_after_translation(english):
    assert english("Déjà noté à {hour}", hour="9:52") == "Already noted at 9:52"
    assert translator("fr")("Déjà noté à {hour}", hour="9 h 52") == "Déjà noté à 9 h 52"


@pytest.mark.parametrize("text", ["Suite", "Gratuit", "Rien de connu", ""])
def test_a_text_without_a_sure_translation_stays_french(english, text):
    assert english(text) == text


def test_a_translation_with_other_holes_leaves_the_french(english):
    assert english("Numéro {ticket}", ticket="A 12") == "Numéro A 12"
    assert english("Guichet {desk}", desk=2) == "Guichet 2"


def test_a_language_without_its_catalogue_speaks_french(tmp_path):
    arabic = translator("ar", tmp_path)
    assert arabic("Suite") == "Suite"
    assert arabic.rtl


def test_a_language_nobody_declared_is_refused():
    with pytest.raises(ValueError, match="expected one of fr, en, ar"):
        translator("xx")


def test_translators_of_one_language_are_equal_and_of_two_are_not(english):
    assert english == Translator("en")
    assert hash(english) == hash(Translator("en"))
    assert english != translator("fr")


def test_the_languages_bear_their_own_names_and_direction():
    assert list(LANGUAGES)[:8] == ["fr", "en", "ar", "es", "pt", "ro", "tr", "uk"]
    assert [code for code in ("fr", "ar", "tr", "fa") if LANGUAGES[code].rtl] == ["ar", "fa"]
    assert LANGUAGES["ar"].own_name == "العربية"
    assert all(is_available(code) for code in list(LANGUAGES)[:8])


def test_french_loads_no_catalogue_library():
    script = (
        "import sys, datetime; from kiosk.adapters.languages.lines import lines;"
        "from kiosk.adapters.languages.translator import translator; t = translator('fr');"
        "t('Suite'); t.full_day(datetime.date(2026, 11, 24)); lines('un deux', 4, len);"
        "print([m for m in ('babel', 'bidi', 'arabic_reshaper') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_hours_are_written_as_each_language_writes_them():
    assert translator("fr").hour(time(9, 30)) == f"9{NBSP}h{NBSP}30"
    assert translator("fr").hour(time(9, 5)) == f"9{NBSP}h{NBSP}05"
    assert translator("fr").hour(time(14)) == f"14{NBSP}h"
    assert translator("en").hour(time(14)) == "14:00"
    assert translator("ar").hour(time(9, 5)) == "9:05"


def test_days_are_written_in_full_with_latin_digits():
    day = date(2026, 11, 24)
    assert translator("fr").day(day) == f"mardi 24{NBSP}novembre"
    assert translator("fr").full_day(day) == f"mardi 24{NBSP}novembre 2026"
    assert translator("en").full_day(day) == f"Tuesday 24{NBSP}November 2026"
    assert translator("ar").full_day(day) == f"الثلاثاء 24{NBSP}نوفمبر 2026"


@pytest.mark.parametrize(
    ("code", "short", "full"),
    [
        ("es", "martes 24 de noviembre", "martes 24 de noviembre de 2026"),
        ("pt", "terça-feira, 24 de novembro", "terça-feira, 24 de novembro de 2026"),
        ("ro", "marți 24 noiembrie", "marți 24 noiembrie 2026"),
        ("tr", "24 Kasım Salı", "24 Kasım 2026 Salı"),
        ("uk", "вівторок, 24 листопада", "вівторок, 24 листопада 2026 р."),
    ],
)
def test_a_day_is_written_in_the_order_and_with_the_words_of_its_language(code, short, full):
    day = date(2026, 11, 24)
    assert translator(code).day(day).replace(NBSP, " ") == short
    assert translator(code).full_day(day).replace(NBSP, " ") == full


def test_days_of_the_week_are_named_from_monday():
    assert [translator(code).weekday(1) for code in ("fr", "en", "ar")] == ["mardi", "Tuesday", "الثلاثاء"]


def test_the_first_of_a_month_is_1er_in_french():
    assert translator("fr").day(date(2027, 1, 1)) == f"vendredi 1er{NBSP}janvier"


@pytest.mark.parametrize("month", range(1, 13))
def test_french_month_and_day_names_agree_with_the_locale_data(month):
    from babel.dates import format_date

    for number in range(2, 9):
        day = date(2026, month, number)
        assert translator("fr").full_day(day).replace(NBSP, " ") == format_date(day, "EEEE d MMMM y", locale="fr")
