"""The staff screens by name; each is read from the disk when it is first shown."""

from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kivy.lang import Builder

from screens.desk import notice  # noqa: F401 (a part that desk.kv names)
from screens.desk.staff_screen import StaffScreen
from screens.staff import long_list  # noqa: F401 (a part that `.kv` names)

_HERE = Path(__file__).parent
# Staff screens by name: package, class, and the words of its tab ("" where it has none).
STAFF_SCREENS: MappingProxyType[str, tuple[str, str, str]] = MappingProxyType(
    {
        "pin": ("accounts", "PinScreen", ""),
        "setup": ("accounts", "SetupScreen", ""),
        "queue": ("queue", "QueueScreen", "File d’attente"),
        "meeting": ("queue", "MeetingScreen", ""),
        "session": ("session", "SessionScreen", ""),
        "ending": ("session", "EndingScreen", ""),
        "draft": ("session", "DraftScreen", ""),
        "handouts": ("session", "HandoutsScreen", ""),
        "plan": ("plan", "PlanScreen", "Planning"),
        "importing": ("plan", "ImportingScreen", ""),
        "paperwork": ("day", "PaperworkScreen", "Imprimer"),
        "figures": ("figures", "FiguresScreen", "Chiffres"),
        "correction": ("figures", "CorrectionScreen", ""),
        "day": ("day", "DayScreen", "Journée"),
        "accounts": ("accounts", "AccountsScreen", ""),
        "own_pin": ("accounts", "OwnPinScreen", ""),
        "clock": ("day", "ClockScreen", ""),
        "health": ("day", "HealthScreen", ""),
        "training": ("day", "TrainingScreen", ""),
    }
)
TABS = tuple((name, words) for name, (_, _, words) in STAFF_SCREENS.items() if words)
_loaded: dict[str, type[StaffScreen]] = {}


def staff_screen_class(name: str) -> type[StaffScreen]:
    """Return a staff screen's class; its module and its `.kv` are read at its first use."""
    if not _loaded:
        Builder.load_file(str(_HERE.parent / "staff" / "parts.kv"))
        Builder.load_file(str(_HERE / "desk.kv"))
    if name not in _loaded:
        package, kind, _ = STAFF_SCREENS[name]
        module = import_module(f"screens.desk.{package}.{name}")
        Builder.load_file(str(_HERE / package / f"{name}.kv"))
        _loaded[name] = getattr(module, kind)
    return _loaded[name]
