"""The files that closing leaves on this machine, named: they may hold names."""

from collections.abc import Callable
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.planning import Original
from kiosk.services.originals import LeftHere
from screens.desk import places
from screens.staff.making import choice_button
from screens.staff.parts import StaffText
from screens.toolkit.choices import Choice

MOST_NAMED = 5  # together; nobody reads more
_MAY_NAME = "Il peut y avoir des noms dedans."


def rows_of_left(left: LeftHere, destroy: Callable[[Original], None]) -> list[Widget]:
    """Return a button for each imported file, which destroys it, and a sentence that names the others."""
    rows: list[Widget] = [_destroyer(each, destroy) for each in left.originals]
    others = [places.file_said(path) for path in left.others if not places.is_on_a_key(path)]
    if others:
        more = f", et {len(others) - MOST_NAMED} autres" if len(others) > MOST_NAMED else ""
        said = f"Restent aussi sur cet appareil : {', '.join(others[:MOST_NAMED])}{more}. {_MAY_NAME}"
        rows.append(StaffText(words=said, paint="care"))
    return rows


def _destroyer(original: Original, destroy: Callable[[Original], None]) -> Widget:
    words = f"Détruire : {places.file_said(original.path)}"
    detail = f"Importé, dans : {places.folder_said(original.path)}. {_MAY_NAME}"
    return choice_button(Choice(words, partial(destroy, original), detail, "delete"))
