"""The languages, each in its own name."""

from functools import partial

from kivy.properties import ListProperty, NumericProperty, StringProperty

from kiosk.domain.languages import SPOKEN
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class LanguagesScreen(VisitorScreen):
    """Changes the language at any moment, without losing anything; leads to those the kiosk does not speak."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)
    told = StringProperty("")

    def refresh(self) -> None:
        """Say the languages."""
        self.choices = [
            Choice(
                own_name,
                partial(self.choose, code),
                icon="check" if code == self.t.language else "translate",
                chosen=code == self.t.language,
                language=code,
            )
            for code, own_name in self.situation.outfit.languages
        ]
        self.columns = 3 if self.is_wide and len(self.choices) > 4 else 2
        speaks = SPOKEN.get(self.visit.speaks)
        self.told = self.t("Le médiateur saura que vous parlez : {language}.", language=speaks.name) if speaks else ""
        self.actions = [
            self.secondary(self.t("Ma langue n’est pas là"), lambda: self.navigator.go("other_languages"), "language")
        ]

    def choose(self, code: str) -> None:
        """Take a language and go back to where the visitor was."""
        self.situation.speak(code)
        self.navigator.leave()
