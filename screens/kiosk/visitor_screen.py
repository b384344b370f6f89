"""What every visitor screen is: a body between two bars, drawn for the look and the language in force."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.properties import ListProperty, NumericProperty, ObjectProperty

from kiosk.screen_ports import Translator
from kiosk.services.arrivals import AlreadyNoted, Noted
from screens.kiosk.errands import Errands
from screens.kiosk.moves import Moves
from screens.kiosk.situation import Situation
from screens.kiosk.visit import Visit
from screens.page.blocks import Block, Text
from screens.page.body import Body
from screens.toolkit.choices import Act, Choice
from screens.toolkit.stage import Scene
from screens.toolkit.theme import Look


class VisitorScreen(Scene):
    """One moment of a visit. A screen keeps nothing about the visitor: all of that is in the situation's `Visit`.

    `tools` says which bars it has: "home", "task" (home and back), "guide" (also "Une autre personne arrive"),
    "bare" (a question that must be answered first).
    """

    situation: Situation = ObjectProperty(None)
    navigator: Moves = ObjectProperty(None)
    errands: Errands = ObjectProperty(None)
    t: Translator = ObjectProperty(None)
    look: Look = ObjectProperty(None, allownone=True)
    actions: list[Choice] = ListProperty([])

    tools = "task"
    tells_the_guide = False  # whether it tells of the démarche that is prepared

    @property
    def idle_after(self) -> str:
        """Return after which of the settings' times it asks whether anybody is there; "never" for none."""
        return "idle"

    @property
    def needs_the_data(self) -> bool:
        """Say whether it leads to a number, and has nothing to offer once none can be written down."""
        return False

    @property
    def body(self) -> Body:
        """Return the body that `.kv` declares."""
        found: Body = self.ids.body
        return found

    @property
    def visit(self) -> Visit:
        """Return the visit under way."""
        return self.situation.visit

    @property
    def is_wide(self) -> bool:
        """Say whether the panel stands in landscape."""
        return self.look is not None and self.look.width > self.look.height

    def abreast(self, choices: Sequence[object]) -> int:
        """Return how many of some choices may stand side by side."""
        return 2 if len(choices) > 3 or self.look.is_short else 1

    def enter(self) -> None:
        """Be shown: take the visit's state. Screens that hold something for the moment reset it here."""

    def refresh(self) -> None:
        """Say everything again in the language and look in force."""

    def leave(self) -> None:
        """Be left: stop whatever runs."""

    def go_back(self) -> bool:
        """Go back within the screen; say whether there was anything to go back to."""
        return False

    def title(self) -> str:
        """Return what the screen is about, in words; spoken first, and waited for by whoever drives the kiosk."""
        return next((b.words for b in self.body.blocks if b.shown and isinstance(b, Text) and b.role == "title"), "")

    def aloud(self, block: Block) -> tuple[str, ...]:
        """Return what is said of a block that stands on show; screens say more where its picture means something."""
        return block.spoken()

    def typed_aloud(self, *, alone: bool) -> str:
        """Return what is said of what was typed here; what it was only where somebody hears it `alone`."""
        del alone
        return ""

    def after_scan(self) -> bool:
        """Say whether a slip shown to the reader now is this visitor's own arrival."""
        return False

    def take_slip(self, _digits: str) -> bool:
        """Take the slip that this screen asked for; say whether it asked for one."""
        return False

    def take_another(self, _noted: Noted | AlreadyNoted) -> None:
        """Take the number of somebody else, where that is what the screen is for."""

    def primary(
        self, words: str, act: Act, icon: str = "arrow_forward", *, spoken: str = "", enabled: bool = True
    ) -> Choice:
        """Make the one filled action of the screen."""
        sign, ahead = self.towards(icon), icon == "arrow_forward"
        return Choice(
            words, act, icon=sign, style="filled", shape="button", spoken=spoken, enabled=enabled, trailing=ahead
        )

    def secondary(self, words: str, act: Act, icon: str = "") -> Choice:
        """Make an action that is not the main one."""
        return Choice(words, act, icon=self.towards(icon), style="outline", shape="button")

    def towards(self, icon: str) -> str:
        """Turn an arrow round in a language written from right to left."""
        if self.t.rtl:
            return {"arrow_forward": "arrow_back", "arrow_back": "arrow_forward"}.get(icon, icon)
        return icon


class BareQuestion(VisitorScreen):
    """A question that stands alone and must be answered first; the answer that keeps everything comes last."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)
    tools = "bare"

    def refresh(self) -> None:
        """Say the question."""
        self.columns = 2 if self.is_wide else 1
        self.choices = self.answers()

    def answers(self) -> list[Choice]:
        """Return the answers."""
        return []
