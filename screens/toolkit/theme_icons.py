"""The icon of each theme of démarches."""

from types import MappingProxyType

from kiosk.domain.guides.guide import Theme

THEME_ICONS = MappingProxyType(
    {
        Theme.PAPERS: "papers",
        Theme.HOUSING: "housing",
        Theme.HEALTH: "health",
        Theme.BENEFITS: "benefits",
        Theme.WORK: "work",
        Theme.MONEY: "money",
        Theme.RIGHTS: "rights",
        Theme.DIGITAL: "digital",
    }
)
