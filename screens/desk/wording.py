"""Words that several staff screens use: the same thing is called the same everywhere at the desk."""

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from kiosk.domain.guides.themes import THEME_NAMES
from kiosk.domain.reception.appointments import Appointment, Motif

MOTIFS = MappingProxyType(
    {Motif.FRANCE_SERVICES: "France services", Motif.ACCESS_TO_LAW: "Accès aux droits", Motif.PANDA: "PAND@"}
)
THEMES = MappingProxyType({theme: named.desk for theme, named in THEME_NAMES.items()})


def length_said(time: timedelta) -> str:
    """Write how long something lasted: "19 min", "1 h 05"."""
    whole = int(time.total_seconds() // 60)
    return f"{whole} min" if whole < 60 else f"{whole // 60}\u00a0h\u00a0{whole % 60:02d}"


HIDDEN = "•••"


def booked_said(appointment: Appointment, *, shows_letters: bool = True) -> str:
    """Name who is booked and for what: "BEN · France services · première venue"; or that there are letters."""
    letters = appointment.letters if shows_letters or not appointment.letters else HIDDEN
    said = [letters or "—", MOTIFS[appointment.motif]]
    return " · ".join([*said, "première venue"] if appointment.first_visit else said)


def path_said(path: Path) -> str:
    """Return a path as it can be drawn: names of old keys are not always UTF-8."""
    return str(path).encode(errors="replace").decode()
