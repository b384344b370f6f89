"""What the desk says of a sheet that was sent to the printer."""

from types import MappingProxyType

from kiosk.domain.printing import Printed

PRINTED = MappingProxyType(
    {
        Printed.DELIVERED: "C’est imprimé.",
        Printed.PAPER_OUT: "Il n’y a plus de papier. Ajoutez‑en, puis recommencez.",
        Printed.STOPPED: "L’imprimante est arrêtée. Regardez son écran.",
        Printed.CANCELLED: "L’impression a été annulée.",
        Printed.UNAVAILABLE: "L’imprimante ne répond pas. Est‑elle allumée ?",
    }
)
