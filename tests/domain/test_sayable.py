"""What is read aloud is words and figures, as each language says them; nothing that only the eye knows."""

import pytest

from kiosk.domain.speech.addresses import DICTATED
from kiosk.domain.speech.letters import SPELLED, WORDS
from kiosk.domain.speech.moments import MOMENTS
from kiosk.domain.speech.money import MONEY
from kiosk.domain.speech.sayable import sayable
from kiosk.domain.speech.signs import SIGNS

OFFERED = {"fr", "en", "ar", "es", "pt", "ro", "tr", "uk"}

SAID = {
    "fr": {
        "Appelez le 0\u00a0806\u00a0001\u00a0620.": "Appelez le 0, 806, 0 0 1, 620.",
        "Appelez le 39\u00a019.": "Appelez le 39 19.",
        "le 114, c’est gratuit": "le 114, c’est gratuit",
        "le 116\u00a0006": "le 116, 0 0 6",
        "01\u00a064\u00a012\u00a000\u00a056": "0 1, 64, 12, 0 0, 56",
        "SMS au 33700": "S M S au 33, 700",
        "34,50\u00a0€": "34 euros 50",
        "1\u00a0€": "1 euro",
        "0,50\u00a0€": "50 centimes",
        "1\u202f200,50 €": "1200 euros 50",
        "Revenez à 10\u00a0h\u00a030.": "Revenez à 10 heures 30.",
        "de 9\u202fh à 12\u202fh": "de 9 heures à 12 heures",
        "à 1 h": "à une heure",
        "à 21 h 15": "à vingt et une heures 15",
        "14:05": "14 heures 5",
        "jour et nuit, 24\u00a0h sur 24": "jour et nuit, 24 heures sur 24",
        "24/11": "24 novembre",
        "le 01/12/2026": "le premier décembre 2026",
        "le 2026-11-24": "le 24 novembre 2026",
        "1/2": "1 sur 2",
        "Numéro A\u00a012, bureau 1": "Numéro A, 12, bureau 1",
        "S7": "S, 7",
        "A\u00a0007": "A, 7",
        "Code 482\u00a0913": "Code 4 8 2, 9 1 3",
        "Code 482913": "Code 4 8 2, 9 1 3",
        "50\u202f%": "50 pour cent",
        "avis n°\u00a03\u202f».": "avis numéro 3.",
        "20 m²": "20 mètres carrés",
        "80 km": "80 kilomètres",
        "et/ou": "ou",
        "oui/non": "oui ou non",
        "Document(s) reçu(e)s": "Document reçus",
        "(3 mois)": "3 mois",
        "Une photo (récente).": "Une photo, récente.",
        "service-public.gouv.fr": "service tiret public point gouv point f r",
        "https://www.caf.fr/allocataires/aide.": "w w w point caf point f r barre allocataires barre aide.",
        "nom@laposte.net": "nom arobase laposte point net",
        "la Caf, le RSA, l’AAH, la C2S": "la Caf, le R S A, l’A A H, la C 2 S",
        "Un RIB, un avis CNIL": "Un rib, un avis Cnil",
        "page F12242": "page F 1 2 2 4 2",
        "Lettre 48SI": "Lettre 48 S I",
        "les lettres DUP": "les lettres D U P",
        "le 2e ou le 3e": "le deuxième ou le troisième",
        "16-25 ans": "16 à 25 ans",
        "le 75e, le 251e": "le soixante-quinzième, le deux cent cinquante et unième",
        "le 1er, la 1re": "le premier, la première",
        "le 10e, le 12e, le 19e": "le dixième, le douzième, le dix-neuvième",
        "24\u00a0h/24 et 7\u00a0j/7": "24 heures sur 24 et 7 jours sur 7",
        "24/7": "jour et nuit, tous les jours",
        "[b]Oui[/b], [color=ff0000]non[/color]": "Oui, non",
        "J’ai rendez\u2011vous\u202f?": "J’ai rendez-vous?",
        "→ «\u202fMes droits\u202f» · Suite 😀": "Mes droits, Suite",
        "Attendez…": "Attendez.",
        "Mme Le Goff, etc.": "madame Le Goff, et cetera.",
        "Attendez 15 min.": "Attendez 15 minutes.",
        "La lettre M.": "La lettre M.",
        "·": "",
    },
    "en": {
        "Call 0 806 001 620.": "Call 0, 8 0 6, 0 0 1, 6 2 0.",
        "Call 39 19.": "Call 3 9, 1 9.",
        "Call 115 again": "Call 1 1 5 again",
        "115 €": "115 euros",
        "€34.50": "34 euros 50 cents",
        "€1,575.99": "1575 euros 99 cents",
        "open 24/7": "open day and night, every day",
        "At 9:00": "At 9 o’clock",
        "14:05, 14:30": "14 0 5, 14 30",
        "24/11/2026": "24 November 2026",
        "Number A 12, desk 1": "Number ay, 12, desk 1",
        "the “RSA” (no. 3)": "the R S ay, number 3",
        "20\u00a0% e.g. today": "20 percent for example today",
        "3rd": "3rd",
        "Yes or no.": "Yes or no.",
    },
    "ar": {
        "خلال شهرين (2)؟": "خلال شهرين؟",
        "34,50\u00a0€": "34 يورو و 50 سنت",
        "في 24/11": "في 24 نوفمبر",
        "اتصل بالرقم 39\u00a019.": "اتصل بالرقم 3 9, 1 9.",
        "«\u200fC2S» n°\u00a03": "C 2 S رقم 3",
        "الساعة 14:30": "الساعة 14 و 30 دقيقة",
        "caf.fr": "caf نقطة f r",
        "٣ أشهر": "3 أشهر",
    },
    "es": {
        "34,50 €": "34 euros con 50 céntimos",
        "Su café costará €2,75.": "Su café costará 2 euros con 75 céntimos.",
        "2.468,87 €": "2468 euros con 87 céntimos",
        "01/02/2023": "uno de febrero de 2023",
        "a las 10:30": "a las 10 horas y 30 minutos",
        "24/11/2026": "24 de noviembre de 2026",
        "Llame al 115.": "Llame al 1 1 5.",
        "n.º 3, 50 %": "número 3, 50 por ciento",
        "caf.fr": "caf punto f r",
    },
    "pt": {
        "34,50 €": "34 euros e 50 cêntimos",
        "às 9:00": "às 9 horas",
        "24/11": "24 de novembro",
        "n.º 3": "número 3",
        "Número A 12": "Número á, 12",
    },
    "ro": {
        "1 €, 2 €, 25 €": "1 euro, 2 euro, 25 de euro",
        "34,50 €": "34 de euro și 50 de cenți",
        "ora 14:00": "ora 14",
        "24/11": "24 noiembrie",
        "50 %": "50 la sută",
        "Formularul nr. 3": "Formularul numărul 3",
    },
    "tr": {
        "34,50 €": "34 avro 50 sent",
        "saat 14:30": "saat 14 30",
        "No: 3": "numara 3",
        "%50": "yüzde 50",
        "24/11": "24 Kasım",
    },
    "uk": {
        "1,21 €, 2,02 €, 5,05 €": "1 євро 21 цент, 2 євро 2 центи, 5 євро 5 центів",
        "о 9:00": "о 9 0 0",
        "24.11.2026": "24 листопада 2026 року",
        "№ 3": "номер 3",
        "Ваш м’який знак": "Ваш м’який знак",
    },
}


@pytest.mark.parametrize(
    ("language", "written", "said"), [(code, *pair) for code, pairs in SAID.items() for pair in pairs.items()]
)
def test_a_person_would_say_it_so(language, written, said):
    assert sayable(written, language) == said


def test_the_eight_languages_have_their_words_and_their_examples():
    for table in (SIGNS, MOMENTS, MONEY, DICTATED, SAID):
        assert set(table) >= OFFERED
    assert all(len(words.months) == 12 for words in MOMENTS.values())


def test_an_abbreviation_is_either_spelled_or_said():
    assert SPELLED.isdisjoint(WORDS)
