"""Which column of a sheet says what: known titles are corrected, unknown columns are told by number and kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from kivy.uix.widget import Widget

from kiosk.domain.reception.columns import MAY_SAY, Columns, Kind
from screens.staff.making import choice_button
from screens.staff.parts import StaffText
from screens.toolkit.choices import Choice

ROLES = MappingProxyType({
    "date": "le jour", "hour": "l’heure", "starts": "le début", "ends": "la fin", "minutes": "la durée",
    "motif": "le motif", "people": "la personne", "name": "le nom", "subject": "l’objet", "first": "première venue",
    "code": "le code", "status": "l’état", "event": "le numéro", "letters": "les lettres", "given": "le prénom",
    "off": "annulé", "all_day": "journée entière", "family": "le nom de famille", "family_first": "nom puis prénom",
    "first_first": "prénom puis nom",
})  # fmt: skip
KINDS = MappingProxyType({
    Kind.DAY: "une date", Kind.MOMENT: "une date et une heure", Kind.HOUR: "une heure", Kind.NUMBER: "un nombre",
    Kind.SHORT: "un texte court", Kind.LONG: "un texte long", Kind.EMPTY: "rien",
})  # fmt: skip
Told = Callable[[Columns], None]


def column_rows(table: Columns, told: Told) -> list[Widget]:
    """Return a button for each column; a touch says otherwise what it says, and `told` takes what holds from then."""
    return list(_known(table, told) if table.titles else _unknown(table, told))


def _known(table: Columns, told: Told) -> Iterator[Widget]:
    """Show what was taken for what; a touch tries the next column that has a title."""
    titled = [place for place, title in enumerate(table.titles) if title]
    for role, place in table.roles:
        if place in titled:
            following = titled[(titled.index(place) + 1) % len(titled)]
            act = _teller(told, table.correcting(role, following))
            words = f"{ROLES[role]} : « {table.titles[place]} »"
            yield choice_button(Choice(words, act, "Toucher pour changer", "autorenew"))


def _unknown(table: Columns, told: Told) -> Iterator[Widget]:
    yield StaffText(words="Touchez chaque colonne qui compte. C’est retenu pour la prochaine fois.")
    for place, kind in enumerate(table.kinds):
        if MAY_SAY[kind]:
            role = table.role_at(place)
            words = f"Colonne {place + 1} : {ROLES[role] if role else 'ne compte pas'}"
            style = "tinted" if role else "card"
            act = _teller(told, table.next_role(place))
            yield choice_button(Choice(words, act, f"Elle contient {KINDS[kind]}", "autorenew", style))


def _teller(told: Told, columns: Columns) -> Callable[[], None]:
    return lambda: told(columns)
