"""Which screens and sheets a visitor meets; the others are the staff's, in French only."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {"desk", "staff"}
FOR_STAFF = {
    "staff_door",
    "report",
    "report_changes",
    "report_first",
    "report_words",
    "day_sheet",
    "reading_sheet",
    "readiness_sheet",
    "badge",
    "plan_ics",
}


def for_visitors(pattern: str, root: Path = ROOT / "screens") -> list[Path]:
    """The staff reads French: its screens and sheets are not translated, and nobody else sees them."""
    return sorted(p for p in root.rglob(pattern) if not ROOMS & set(p.parts) and p.stem not in FOR_STAFF)
