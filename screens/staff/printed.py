"""What the desk says of a sheet that was sent to the printer, and of printers that need somebody."""

from types import MappingProxyType
from typing import assert_never

from kiosk.domain.machine.printing import Printed, QueueTrouble, Unready
from kiosk.screen_ports import Translator
from kiosk.services.printers import Standing

PRINTED = MappingProxyType(
    {
        Printed.DELIVERED: "C’est imprimé.",
        Printed.PAPER_OUT: "Il n’y a plus de papier. Ajoutez‑en, puis recommencez.",
        Printed.WRONG_PAPER: "Le papier de l’imprimante est trop petit : il faut un rouleau de 80 mm, ou de l’A4.",
        Printed.STOPPED: "L’imprimante est arrêtée. Regardez son écran.",
        Printed.CANCELLED: "L’impression a été annulée.",
        Printed.NO_QUEUE: "L’imprimante réglée pour la borne n’existe plus sur cet appareil.",
        Printed.UNAVAILABLE: "L’imprimante ne répond pas. Est‑elle allumée ?",
    }
)


def printers_said(standing: Standing, t: Translator) -> str:
    """Say what must be put right at the printers, the gravest first; nothing when all is well."""
    if standing.troubles:
        return _trouble(standing.troubles[0])
    if standing.failed:
        at, ended = standing.failed
        when = f"{t.day(at.date()).capitalize()} à {t.hour(at)}"
        return f"{when}, une feuille de la borne n’est pas sortie. {PRINTED[ended]}"
    return ""


def _trouble(trouble: QueueTrouble) -> str:
    match trouble.why:
        case Unready.MISSING:
            there = ", ".join(trouble.known) or "aucune"
            return (
                f"L’imprimante «\u00a0{trouble.queue}\u00a0» n’existe pas sur cet appareil. "
                f"Imprimantes présentes : {there}. "
                "Mettez le bon nom dans kiosk.toml, puis redémarrez l’appareil."
            )
        case Unready.NOT_OURS:
            return f"La borne ne peut pas relancer l’imprimante «\u00a0{trouble.queue}\u00a0». Redémarrez l’appareil."
        case Unready.NO_SERVICE:
            return "Le service d’impression de cet appareil ne répond pas. Redémarrez l’appareil."
        case never:
            assert_never(never)
