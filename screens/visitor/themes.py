"""What is it about? Eight themes."""

from functools import partial

from kivy.properties import ListProperty, NumericProperty

from kiosk.domain.guides.guide import Theme
from kiosk.domain.guides.themes import THEME_NAMES
from screens.kiosk.visit import Door
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice
from screens.toolkit.theme_icons import THEME_ICONS


class ThemesScreen(VisitorScreen):
    """Chooses a theme: for a number without appointment, or towards the guides."""

    themes: list[Choice] = ListProperty([])
    columns = NumericProperty(2)

    @property
    def needs_the_data(self) -> bool:
        """Say whether a theme leads to a number here, rather than to the guides."""
        return self.visit.door is Door.WALK_IN

    def refresh(self) -> None:
        """Say the themes."""
        t = self.t
        self.columns = 3 if self.look.is_short else 2
        self.themes = [
            Choice(
                t(named.visitor),
                partial(self.choose, theme),
                t(named.examples),
                THEME_ICONS[theme],
                hue=theme.value,
                band=True,
            )
            for theme, named in THEME_NAMES.items()
        ]
        self.actions = (
            [self.secondary(t("Je ne sais pas"), lambda: self.take_number(""), "help")]
            if self.visit.door is Door.WALK_IN
            else []
        )

    def choose(self, theme: Theme) -> None:
        """Take a theme."""
        self.visit.theme = theme
        if self.visit.door is Door.WALK_IN and self.visit.noted is None:
            self.take_number(theme.value)
        else:
            self.navigator.go("guides")

    def take_number(self, theme: str) -> None:
        """Give a number in series S."""
        language = self.t.language
        self.errands.ask(lambda s: s.arrivals.walk_in(theme, language), self.errands.arrival_of(self.visit))

    def after_scan(self) -> bool:
        """Take a slip shown here for this visitor's arrival, unless a number was given already."""
        return self.visit.noted is None
