"""How what tells a centre is built on an open folder."""

from typing import TYPE_CHECKING

from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.adapters.database.folders import Databases
    from kiosk.adapters.errands.sender import Errands
    from kiosk.ports import Clock
    from kiosk.services.sending import Sending


def sending(files: "Databases", settings: Settings, clock: "Clock", errands: "Errands") -> "Sending | None":
    """Build what tells the centre; None where the settings name none."""
    address = settings.centre.url.get_secret_value()
    if not address:
        return None
    from kiosk.adapters.centre.far import FarCentre
    from kiosk.services.sending import Sending

    centre = FarCentre(address, errands, without_tls=settings.centre.without_tls)
    return Sending(files.figures, centre, clock, settings.site)
