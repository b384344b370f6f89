"""The staff screens by name; each is read from the disk when it is first shown."""

from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kivy.lang import Builder

from screens.staff import notice  # noqa: F401 (a part that desk.kv names)
from screens.staff.base import StaffScreen

_HERE = Path(__file__).parent
# Staff screens by name: class, and the words of its tab ("" where it has none).
STAFF_SCREENS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "pin": ("PinScreen", ""),
        "setup": ("SetupScreen", ""),
        "queue": ("QueueScreen", "File d’attente"),
        "session": ("SessionScreen", ""),
        "draft": ("DraftScreen", ""),
        "plan": ("PlanScreen", "Planning"),
        "importing": ("ImportingScreen", ""),
        "paperwork": ("PaperworkScreen", "Imprimer"),
        "figures": ("FiguresScreen", "Chiffres"),
        "correction": ("CorrectionScreen", ""),
        "day": ("DayScreen", "Journée"),
        "accounts": ("AccountsScreen", ""),
        "clock": ("ClockScreen", ""),
    }
)
_loaded: dict[str, type[StaffScreen]] = {}


def staff_screen_class(name: str) -> type[StaffScreen]:
    """Return a staff screen's class; its module and its `.kv` are read at its first use."""
    if not _loaded:
        Builder.load_file(str(_HERE / "parts.kv"))
        Builder.load_file(str(_HERE.parent / "desk.kv"))
    if name not in _loaded:
        module = import_module(f"screens.staff.{name}")
        Builder.load_file(str(_HERE / f"{name}.kv"))
        _loaded[name] = getattr(module, STAFF_SCREENS[name][0])
    return _loaded[name]
