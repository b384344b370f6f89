"""What the desk says of a sheet that was sent to the printer."""

from types import MappingProxyType

from kiosk.domain.machine.printing import Printed
from screens.desk.office import Office

PRINTED = MappingProxyType(
    {
        Printed.DELIVERED: "C’est imprimé.",
        Printed.SAVED: "PDF fait. Aucune imprimante n’est réglée.",
        Printed.PAPER_OUT: "Il n’y a plus de papier. Ajoutez‑en, puis recommencez.",
        Printed.WRONG_PAPER: "Le papier de l’imprimante est trop petit : il faut un rouleau de 80 mm, ou de l’A4.",
        Printed.STOPPED: "L’imprimante est arrêtée. Regardez son écran.",
        Printed.CANCELLED: "L’impression a été annulée.",
        Printed.NO_QUEUE: "L’imprimante réglée pour la borne n’existe plus sur cet appareil.",
        Printed.UNAVAILABLE: "L’imprimante ne répond pas. Est‑elle allumée ?",
    }
)


def say_printed(office: Office, ended: Printed) -> None:
    """Say at the desk how a sheet ended."""
    office.say(PRINTED[ended], "ok" if ended.is_made else "care")
