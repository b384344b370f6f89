"""Sheets look as they did when somebody last looked at them."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kiosk.adapters.documents.badge import badge_sheet
from kiosk.adapters.documents.reading_sheet import PageRead, Point, Reading, reading_sheet
from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
from kiosk.domain.machine.printing import Format, Roll
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Series, Ticket
from kiosk.domain.reception.assistance import Actor
from kiosk.domain.reception.codes import BadgeCode
from kiosk.domain.reception.handouts import FollowUp, Orientation, Passage, Place, ToDo
from kiosk.domain.reception.slots import Slot
from tests.helpers.pictures import ACCEPT, MOST_DIFFERING, assert_like, differing
from tests.helpers.sample_list import MEAUX, long_sample, press, sample

A_12 = Ticket(Series.A, 12)
TUESDAY = datetime(2026, 11, 24, 10, 12, tzinfo=MEAUX.zone)
LATER = TUESDAY.date() + timedelta(days=2)
MUCH_LATER = datetime(2027, 11, 23, 10, 12, tzinfo=MEAUX.zone)
OPEN = MEAUX.model_copy(update={"confirmed": True})
TWO_CODES = replace(sample(), guide=replace(sample().guide, address="https://www.exemple.gouv.fr/#/demande"))
CODES = ("572005", "572016", "572022", "572038")
PLANNED = [
    Appointment(
        TUESDAY + timedelta(minutes=18 + 30 * n), 30, list(Motif)[n % 3], ("BEN", "KON", "", "DIA")[n % 4],
        first_visit=False, slip_code=CODES[n % 4],
    )
    for n in range(60)
]  # fmt: skip
HOURS = [a.starts for a in PLANNED]
PLACE = Place(
    Actor.TOWN_SOCIAL_AID, "CCAS (aide sociale de la mairie)", "2 rue de l’Exemple, Meaux",
    ("lundi – vendredi, 9 h – 12 h", "mardi, 14 h – 17 h"), "01 00 00 00 00", (), "https://www.exemple.fr/ccas",
    TUESDAY.date() - timedelta(days=21), LATER,
)  # fmt: skip
SENT = Orientation(PLACE.name, PLACE, ("Une photo d’identité", "Un papier avec mon adresse"))
FOLLOWED = FollowUp(
    ("Refaire ma carte d’identité",),
    (ToDo("Demander le RSA", LATER, PLACE.name), ToDo("")),
    TUESDAY.replace(hour=14, minute=30) + timedelta(days=14),
)
SEEN = Passage(TUESDAY, TUESDAY + timedelta(minutes=45))
TO_READ = Reading(
    "exemple", "Refaire ma carte d’identité", 1, 4, TUESDAY.date(), LATER,
    (
        PageRead(
            "https://www.service-public.gouv.fr/particuliers/vosdroits/F1420",
            "Page sans date, lue en partie seulement le 23/11/2026. À lire avec soin.",
            ("Vous êtes né à l’étranger\u202f: dans la fiche", "Vous êtes à l’étranger\u202f: hors de la fiche"),
            tuple(Point(f"Étape «\u202fDéposez le dossier {n}\u202f»\u202f: délai", "Deux mois.") for n in range(16)),
        ),
    ),
)  # fmt: skip


def desk(*, practice: bool = False) -> PdfStaffSheets:
    return PdfStaffSheets(MEAUX, practice=practice)


def slots(number: int) -> list[Slot]:
    return [Slot(TUESDAY.replace(hour=8, minute=0) + timedelta(minutes=10 * n), (PLANNED[n],)) for n in range(number)]


SHEETS = {
    "a4-fr": lambda: press(OPEN).list_a4(sample(), "fr", TUESDAY),
    "a4-ar": lambda: press(OPEN).list_a4(sample(), "ar", TUESDAY),
    "a4-two-pages-fr": lambda: press().list_a4(long_sample(), "fr", TUESDAY),
    "a4-two-codes-ar": lambda: press().list_a4(TWO_CODES, "ar", TUESDAY),
    "ticket-fr": lambda: press(OPEN).list_ticket(sample(), "fr", TUESDAY),
    "ticket-ar": lambda: press(OPEN).list_ticket(sample(), "ar", TUESDAY),
    "receipt-fr": lambda: press().receipt(A_12, TUESDAY, "fr"),
    "receipt-ar": lambda: press().receipt(A_12, TUESDAY, "ar"),
    "practice-old-facts-fr": lambda: press(practice=True).list_a4(sample(), "fr", MUCH_LATER),
    "practice-receipt-ar": lambda: press(practice=True).receipt(A_12, TUESDAY, "ar"),
    "orientation-fr": lambda: press(OPEN).orientation(SENT, "fr", TUESDAY),
    "orientation-blank-ar": lambda: press(OPEN).orientation(Orientation(), "ar", TUESDAY),
    "orientation-ticket-fr": lambda: press(OPEN).orientation(SENT, "fr", TUESDAY, Roll()),
    "follow-up-ar": lambda: press(OPEN).follow_up(FOLLOWED, "ar", TUESDAY),
    "follow-up-ticket-fr": lambda: press(OPEN).follow_up(FOLLOWED, "fr", TUESDAY, Roll()),
    "follow-up-ticket-ar": lambda: press(OPEN).follow_up(FOLLOWED, "ar", TUESDAY, Roll()),
    "passage-fr": lambda: press(OPEN).passage(SEEN, "fr"),
    "practice-passage-ticket-ar": lambda: press(OPEN, practice=True).passage(SEEN, "ar", Roll()),
    "mandate-fr": lambda: press(OPEN).mandate("fr"),
    "mandate-ar": lambda: press(OPEN).mandate("ar"),
    "slip-ticket": lambda: desk().slips(PLANNED[:1], Format.TICKET),
    "slips-a4": lambda: desk().slips(PLANNED[:4], Format.A4),
    "cards-a4": lambda: desk().cards(CODES * 2, Format.A4),
    "day-sheet": lambda: desk().day_sheet(TUESDAY.date(), slots(14)),
    "day-sheet-60": lambda: desk().day_sheet(TUESDAY.date(), slots(60)),
    "practice-free-hours": lambda: desk(practice=True).free_sheet([(TUESDAY.date(), HOURS[:9]), (LATER, HOURS[:1])]),
    "reading-sheet": lambda: reading_sheet(TO_READ),
    "badge": lambda: badge_sheet(BadgeCode("123456786")),
}


def picture(pdf: bytes, dpi: int = 72) -> Image.Image:
    """Draw the pages of a sheet side by side."""
    pages = [p.render(scale=dpi / 72, grayscale=True).to_pil() for p in pypdfium2.PdfDocument(BytesIO(pdf))]
    whole = Image.new("L", (sum(p.width for p in pages), max(p.height for p in pages)), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_was_accepted(name: str) -> None:
    assert_like(picture(SHEETS[name]()), f"sheets/{name}")


def test_a_word_that_is_missing_from_a_sheet_is_noticed() -> None:
    sheet = picture(SHEETS["receipt-fr"]())
    blotted = sheet.copy()
    # The line with the hour of arrival.
    ImageDraw.Draw(blotted).rectangle((0, 118, sheet.width, 145), fill=255)
    assert differing(sheet, sheet) == 0
    assert differing(sheet, blotted) > MOST_DIFFERING


def test_a_sheet_of_another_size_is_noticed() -> None:
    sheet = picture(SHEETS["receipt-fr"]())
    assert differing(sheet, sheet.crop((0, 0, sheet.width, sheet.height - 1))) == 1


def test_a_picture_nobody_has_accepted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ACCEPT, raising=False)
    with pytest.raises(AssertionError, match="accept it with"):
        assert_like(picture(SHEETS["receipt-fr"]()), "sheets/nobody-looked-at-this")
