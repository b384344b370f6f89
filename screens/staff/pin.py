"""The locked desk."""

from screens.staff.base import StaffScreen


class PinScreen(StaffScreen):
    """Says that the desk is locked."""

    heading = "Poste verrouillé"
