"""A person who sees nothing: goes by keys, and knows of the kiosk only what it says."""

from screens.driver.hand import Hand
from tests.helpers.listener import Listener, hear, plain
from tests.helpers.visitor import ENTER, TAB, press

F5, F10, F11 = 62, 67, 68
MOST_KEYS = 70  # nobody goes on looking for longer
BY_HEART = (F10, F10, F11, F11)  # from home: past the doors, into the bar, on its first tool


class Blind:
    """Steps on until the voice says what is wanted, then acts. It looks at no widget.

    `said` is what was heard after the last key; `keys` counts those pressed.
    """

    def __init__(self, hand: Hand, listener: Listener, language: str = "fr") -> None:
        self._hand, self._listener = hand, listener
        self._t = hand.shell.outfit.translator(language)
        self.said: list[str] = []
        self.keys = 0

    def press(self, key: int, *modifiers: str) -> list[str]:
        """Press a key and listen until the kiosk has said what it has to say."""
        self._hand.wait(0.6)
        self._listener.heard()
        press(self._hand, key, *modifiers)
        self.said, self.keys = hear(self._hand, self._listener), self.keys + 1
        return self.said

    def begin(self) -> list[str]:
        """Ask the kiosk to speak, by the key that one can feel."""
        return self.press(F5)

    def step(self) -> list[str]:
        """Go on to the next thing."""
        return self.press(TAB)

    def act(self) -> list[str]:
        """Choose what was just said."""
        return self.press(ENTER)

    def words(self, french: str, **holes: object) -> str:
        """Return how the kiosk says something in this person's language."""
        return plain(self._t(french, **holes)).rstrip(".")

    def hears(self, french: str) -> bool:
        """Say whether something was just said."""
        return any(phrase.rstrip(".").startswith(self.words(french).split(". ")[0]) for phrase in self.said)

    def find(self, french: str, then: str = "") -> None:
        """Step on until the voice says something, and after it something else."""
        for _ in range(MOST_KEYS):
            self.step()
            named = self.said and self.said[0].rstrip(".").startswith(self.words(french).split(". ")[0])
            if named and (not then or any(p.rstrip(".") == self.words(then) for p in self.said)):
                return
        raise AssertionError(
            f"the voice never said {self.words(french)!r} {self.words(then) if then else ''}; last: {self.said}"
        )

    def choose(self, french: str, then: str = "") -> list[str]:
        """Find something and choose it; return what is said then."""
        self.find(french, then)
        return self.act()

    def choose_said(self, *heard: str) -> list[str]:
        """Step on until the voice says again what was heard before, and choose it."""
        for _ in range(MOST_KEYS):
            self.step()
            if [phrase.rstrip(".") for phrase in self.said[: len(heard)]] == list(heard):
                return self.act()
        raise AssertionError(f"the voice never said {heard} again")

    def after(self, french: str) -> str:
        """Return what was said after some words."""
        place = next(i for i, p in enumerate(self.said) if p.rstrip(".") == self.words(french))
        return self.said[place + 1]

    def choices(self) -> list[str]:
        """Return what was said after the number of choices."""
        counts = {plain(self._t("{number} choix\u202f:", number=n)) for n in range(2, 30)}
        counts.add(plain(self._t("Un choix\u202f:")))
        count = next((i for i, phrase in enumerate(self.said) if phrase in counts), None)
        assert count is not None, f"no choices in {self.said}"
        return [p.rstrip(".") for p in self.said[count + 1 :]]


class BlindWithSwitches(Blind):
    """The same person with two switches: one goes on, the other selects; no other key."""

    def begin(self) -> list[str]:
        """Ask the kiosk to speak, by a way that one learns by heart while it is still silent."""
        for key in BY_HEART:
            self.press(key)
        return self.said

    def step(self) -> list[str]:
        """Go on, and into a row of which only the number of its keys is said."""
        self.press(F10)
        rows = {self.words("Une rangée de {number} touches", number=count) for count in range(2, 30)}
        return self.press(F11) if self.said and self.said[0].rstrip(".") in rows else self.said

    def act(self) -> list[str]:
        """Choose what was just said."""
        return self.press(F11)
