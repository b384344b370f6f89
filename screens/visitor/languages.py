"""The languages, each in its own name."""

from functools import partial

from kivy.properties import ListProperty

from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class LanguagesScreen(VisitorScreen):
    """Changes the language at any moment, without losing anything."""

    choices: list[Choice] = ListProperty([])

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

    def choose(self, code: str) -> None:
        """Take a language and go back to where the visitor was."""
        self.situation.speak(code)
        self.navigator.leave()
