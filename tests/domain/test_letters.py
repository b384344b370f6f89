"""The three letters: what people type and what the list holds must meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.reception.appointments import letters_of


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("DURAND", "DUR"),
        ("durand", "DUR"),
        ("LE GOFF", "LEG"),
        ("O'Kelly", "OKE"),
        ("O’Kelly", "OKE"),
        ("N'DIAYE", "NDI"),
        ("Éluard", "ELU"),
        ("Çelik", "CEL"),
        ("Ñandú", "NAN"),
        ("Jean-Baptiste", "JEA"),
        ("d'Œuf", "DOE"),
        ("Ælis", "AEL"),
        ("Weiß", "WEI"),
        ("Strauß", "STR"),
        ("Maß", "MAS"),
        ("LI", "LI"),
        ("Y", "Y"),
        ("  de   la Tour ", "DEL"),
        ("", ""),
        ("' - ", ""),
        ("3 Suisses", "SUI"),
    ],
)
def test_a_family_name_gives_its_first_letters(name, letters):
    assert letters_of(name) == letters


@pytest.mark.parametrize("name", ["Éluard", "Çelik", "LE GOFF"])
def test_accents_typed_in_two_strokes_give_the_same_letters(name):
    import unicodedata

    assert letters_of(unicodedata.normalize("NFD", name)) == letters_of(unicodedata.normalize("NFC", name))


@given(st.text())
def test_nothing_but_three_capitals_can_ever_be_kept(name):
    kept = letters_of(name)
    assert len(kept) <= 3
    assert all("A" <= letter <= "Z" for letter in kept)


@given(st.text(max_size=20))
def test_letters_already_shortened_stay_as_they_are(name):
    assert letters_of(letters_of(name)) == letters_of(name)
