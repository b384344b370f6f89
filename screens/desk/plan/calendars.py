"""What the desk says of calendars that are published at an address: when they were read, or why not; never where."""

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType

from kiosk.domain.reception.planning import CalendarState, Got

_WHY = MappingProxyType(
    {
        Got.SILENT: "pas de réponse. Vérifiez le réseau.",
        Got.UNTRUSTED: "le serveur ne prouve pas qui il est.",
        Got.REFUSED: "l’accès est refusé. Publiez l’agenda à nouveau.",
        Got.GONE: "plus rien à cette adresse. Publiez l’agenda à nouveau.",
        Got.FAILED: "le serveur est en panne. On réessaie.",
        Got.AWAY: "l’adresse mène ailleurs, sans protection.",
        Got.CUT: "il n’arrive pas en entier. On réessaie.",
        Got.TOO_LARGE: "il est trop gros. Publiez une période plus courte.",
        Got.NO_CALENDAR: "c’est une page, pas un agenda. Copiez l’adresse ICS.",
    }
)


def calendar_said(state: CalendarState, say: Callable[[datetime], str]) -> str:
    """Say how the newest try at an agenda's address ended."""
    read = f"lu {say(state.last_read)}" if state.last_read else "jamais lu"
    if state.got in {Got.WHOLE, Got.UNCHANGED}:
        return f"Agenda {state.agenda} en ligne : {read}."
    return f"Agenda {state.agenda} en ligne, {read} : {_WHY[state.got]}"
