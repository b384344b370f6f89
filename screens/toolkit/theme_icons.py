"""The icon of each theme of démarches."""

from types import MappingProxyType

from kiosk.domain.guides.guide import Theme

THEME_ICONS = MappingProxyType(
    {
        Theme.PAPERS: "badge",
        Theme.HOUSING: "cottage",
        Theme.HEALTH: "ecg_heart",
        Theme.BENEFITS: "volunteer_activism",
        Theme.WORK: "work",
        Theme.MONEY: "euro",
        Theme.RIGHTS: "balance",
        Theme.DIGITAL: "mobile",
    }
)
