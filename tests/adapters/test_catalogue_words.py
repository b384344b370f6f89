"""A translated word that would send somebody wrong is refused by its kind, in the whole of a catalogue."""

import re

import pytest
from babel.dates import get_month_names

from kiosk.domain.languages import LANGUAGES
from tests.adapters.test_catalogues import GUIDES
from tests.helpers.sources import translations

# What bears an address of the street, an envelope or a stamp: only there does "بريد" mean the post.
POST = re.compile(
    r"\b(postes?|lettres?|courriers?(?! indésirable)|timbres?|code postal|postier|facteur|domiciliation)\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"\bmails?\b", re.IGNORECASE)
BARE_POST = re.compile(r"بريد(?!\S*\s+(?:ال)?إلكتروني)")


def test_a_mail_is_electronic_in_arabic_and_never_the_post():
    """A person told to make a "بريد" would go to the post office."""
    pairs = translations("ar")
    assert [(text, said) for text, said in pairs if BARE_POST.search(said) and not POST.search(text)] == []
    assert [(text, said) for text, said in pairs if MAIL.search(text) and "إلكتروني" not in said] == []


WITHIN = re.compile(
    r"\b(?:dans|sous)\s(?:les?\s|(?:les\s)?\d+\s)(?:mois|jours?|semaines?|ans?|heures?)\b", re.IGNORECASE
)
ARABIC_BEFORE = re.compile(r"\bقبل\s(?:\d|شهر|يومين|أسبوع|سنة|سنتين|ساعة|ساعتين)")
ENGLISH_BEFORE = re.compile(
    r"\bbefore\s(?:(?:the|an?|one|two|\d+)\s)+(?:months?|days?|weeks?|years?|hours?)\b", re.IGNORECASE
)


@pytest.mark.parametrize(("code", "within"), [("en", "within"), ("ar", "خلال")], ids=["en", "ar"])
def test_a_delay_to_act_is_said_as_within_it(code, within):
    """Somebody told to contest "before 2 months" waits two months."""
    assert [pair for pair in translations(code) if WITHIN.search(pair[0]) and within not in pair[1].lower()] == []


@pytest.mark.parametrize(("code", "before"), [("en", ENGLISH_BEFORE), ("ar", ARABIC_BEFORE)], ids=["en", "ar"])
def test_before_is_said_of_a_day_and_never_of_a_number_of_days(code, before):
    """What must be done N days ahead says ahead of what: in Arabic "قبل ذلك بـ60 يوما"."""
    assert [(text, said) for text, said in translations(code) if before.search(said)] == []


def test_an_sms_is_a_text_message_in_arabic_and_never_a_letter():
    """Whoever cannot speak sends a text message to 114: a "رسالة" alone is a letter."""
    pairs = [(text, said) for text, said in translations("ar") if re.search(r"\bSMS\b", text)]
    assert pairs
    assert [
        (text, said)
        for text, said in pairs
        if not re.search(r"(?:رسالة نصية|الرسالة النصية|الرسائل النصية) \(SMS\)", said)
    ] == []


# Two of something, also as one end of a range ("2 à 3 semaines", "4 et 2 mois"); "bulletins 2 et 3" are numbers.
TWO = re.compile(r"(?<![\d.,°]\s)(?<![\d.,°/])\b2\s(?:(?:à|ou|et)\s\d+\s)?(?!et\b|ou\b)[^\W\d_]{2,}")
BARE_TWO = re.compile(r"(?<![\d(.,])2\s(?:[وأ]\S*\s?\d*\s)?(?:ورق|شهر|أشهر|يوم|أيام|سن|أسبوع|أسابيع|ساع)")


def test_two_of_something_is_the_arabic_dual_with_the_digit_kept():
    """One reads "شهران (2)": the dual as it is spoken, the digit for whoever compares with a letter."""
    pairs = translations("ar")
    assert [(text, said) for text, said in pairs if TWO.search(text) and "(2)" not in said] == []
    assert [(text, said) for text, said in pairs if BARE_TWO.search(said)] == []


# The names of months that other Arabic-speaking countries write.
MONTHS_ELSEWHERE = ("ar_EG", "ar_LB", "ar_MA", "ar_MR")


def test_arabic_months_are_those_of_the_dates_on_the_same_sheet():
    """One sheet does not say فيفري in its date and فبراير in its text."""
    french = {name: number for number, name in get_month_names("wide", locale="fr_FR").items()}
    ours = get_month_names("wide", locale=LANGUAGES["ar"].locale)
    others = {name for where in MONTHS_ELSEWHERE for name in get_month_names("wide", locale=where).values()}
    refused = re.compile(rf"\b(?:ال|و|في)?(?:{'|'.join(sorted(others - set(ours.values())))})\b")
    months = re.compile(rf"\b(?:{'|'.join(french)})\b")
    for text, said in translations("ar"):
        assert not refused.search(said), text
        assert [name for name in months.findall(text) if ours[french[name]] not in said] == [], text


# A *fiche* of the kiosk, not of pay ("payslip") and not of Service-Public ("fiche F1234").
SHEET = re.compile(r"\bfiches?\b(?!\s(?:de paie|F\d|par mois))(?!\s\?)", re.IGNORECASE)
ANOTHER_WORD = re.compile(r"\bpages?\b|\b(?:the|this|a|kiosk’s) guides?\b(?! you)", re.IGNORECASE)


def test_a_sheet_of_the_kiosk_has_one_word_in_english():
    """Told to take a "page" and then a "guide", one looks for two things."""
    pairs = [(text, said) for text, said in translations("en") if SHEET.search(text)]
    assert pairs
    assert [pair for pair in pairs if not re.search(r"\bsheets?\b", pair[1]) or ANOTHER_WORD.search(pair[1])] == []


# An *accord* is an approval where an aid is granted; two parents or a firm and its workers do make an agreement.
GRANT = re.compile(r"(?<!dates de )\bl’accord\b(?! écrit| de l’autre)|\bbail\b", re.IGNORECASE)


def test_english_waits_for_the_approval_of_an_aid_and_signs_a_lease():
    """Who waits for an "agreement" before works may take the craftsman's for it."""
    pairs = [(text, said) for text, said in translations("en") if GRANT.search(text)]
    assert pairs
    assert [(text, said) for text, said in pairs if re.search(r"\bagreements?\b|\bis agreed\b", said, re.I)] == []


def test_english_says_where_it_happened_and_not_of_the_facts():
    """The *faits* of a complaint are what happened."""
    assert [
        pair for pair in translations("en") if re.search(r"\bof the facts\b|\bserious facts\b", pair[1], re.I)
    ] == []


def test_the_record_is_the_criminal_record_but_in_a_title_that_is_neutral_in_french():
    """A bare "record" is a disc or a best time; the name on a sheet tells no more than the French."""
    titles = {guide.title for guide in GUIDES}
    for text, said in translations("en"):
        if re.search(r"\bcasier\b", text, re.IGNORECASE) and text not in titles:
            assert not re.search(r"(?<!criminal )\brecord\b", said, re.IGNORECASE), text
        if text in titles and "casier judiciaire" not in text:
            assert "criminal" not in said.lower(), text
