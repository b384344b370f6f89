"""A keyboard on the screen for whoever has only a finger: the keys of a French keyboard that a field takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens.staff.parts import ACCENTS, BACK, CARET, StaffButton, StaffCard, StaffField, StaffRow, dress
from screens.toolkit.choices import Act
from screens.toolkit.theme import Look

# As on a French keyboard, with the digits written out above; accents below, since fingers hold no second key down.
ROWS = ("1234567890", "AZERTYUIOP", "QSDFGHJKLM", "WXCVBN", ACCENTS)
LAST_LETTERS = "WXCVBN"  # the row that has room for the signs a field takes
_WIDEST_KEY_MM = 24.0
_SPACE = " "


def rows_for(kinds: str) -> list[str]:
    """Return the rows of characters to show for a field that takes these."""
    known = "".join(ROWS)
    signs = "".join(character for character in kinds if character not in known)
    rows = ["".join(c for c in row if c in kinds) + (signs if row == LAST_LETTERS else "") for row in ROWS]
    return [row for row in rows if row]


class TouchKeyboard(StaffCard):
    """Lies over the lower part of the desk while a field is filled in by touch; its upper line says what is typed.

    `go_on` gives the keys to the next field; `closed` is called when it goes away.
    """

    label = StringProperty("")
    shown = StringProperty("")

    def __init__(self, look: Look, go_on: Callable[[StaffField], None], closed: Callable[[], None]) -> None:
        self._go_on, self._closed = go_on, closed
        self._field: StaffField | None = None
        super().__init__(paint="paper", line="edge", size_hint=(None, None))
        self.fbind("minimum_height", self.setter("height"))
        self.look = look

    @property
    def field(self) -> StaffField | None:
        """Return the field that is being filled in."""
        return self._field

    def holds(self, touch: MotionEvent) -> bool:
        """Say whether a touch is on it, between its keys too."""
        return self.parent is not None and bool(self.collide_point(*touch.pos))

    def open(self, over: Widget, field: StaffField, *, has_next: bool) -> None:
        """Come up over the lower edge of a widget, for a field that has the focus."""
        self._let_go()
        self._field = field
        for name in ("value", "focused"):
            field.fbind(name, self._follow)
        self.label = field.spoken or field.hint
        self._lay(over, rows_for(field.kinds), has_next=has_next)
        if self.parent is None:
            over.add_widget(self)
        self._follow()

    def close(self, *_: object) -> None:
        """Go away; the field keeps what was typed."""
        self._let_go()
        if self.parent is not None:
            self.parent.remove_widget(self)
            self._closed()

    def _let_go(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            for name in ("value", "focused"):
                field.funbind(name, self._follow)

    def _follow(self, *_: object) -> None:
        """Say what the field says; go away with its focus, unless that comes back at once."""
        field = self._field
        if field is None:
            return
        self.shown = ("•" * len(field.value) if field.masked else field.value) + CARET
        if not field.focused:
            Clock.schedule_once(lambda _: None if field.focused or self._field is not field else self.close(), 0)

    # --- keys
    def _lay(self, over: Widget, rows: list[str], *, has_next: bool) -> None:
        look = self.look
        self.width = over.width
        self.spacing = look.mm(2.6)
        self.clear_widgets()
        self.add_widget(self._line(has_next=has_next))
        # The key that takes a character back stands at the end of the first row.
        widest = max(len(rows[0]) + 1, *map(len, rows))
        room = self.width - self.padding[0] - self.padding[2] - (widest - 1) * self.spacing
        side = min(room / widest, look.mm(_WIDEST_KEY_MM))
        for place, row in enumerate(rows):
            self.add_widget(self._row(row, side, with_back=place == 0))
        dress(self, look)
        self.pos = over.pos

    def _line(self, *, has_next: bool) -> Widget:
        line = TypedLine()
        self.fbind("label", line.setter("label"))
        self.fbind("shown", line.setter("shown"))
        line.label, line.shown = self.label, self.shown
        if has_next:
            line.add_widget(_act("Suivant", "arrow_forward", self._next))
        if self._field is not None and self._field.entered is not None:
            line.add_widget(_act("Valider", "check", self._enter, style="filled"))
        line.add_widget(_act("Fermer", "close", self.close, spoken="Fermer le clavier"))
        return line

    def _row(self, characters: str, side: float, *, with_back: bool) -> Widget:
        keys = [self._key(character, side) for character in characters]
        if with_back:
            keys.append(self._key(BACK, side))
        spacing = self.spacing
        row = BoxLayout(
            size_hint=(None, None), spacing=spacing, pos_hint={"center_x": 0.5}, height=self.look.key,
            width=sum(key.width for key in keys) + (len(keys) - 1) * spacing,
        )  # fmt: skip
        for key in keys:
            row.add_widget(key)
        return row

    def _key(self, character: str, side: float) -> StaffButton:
        words = {BACK: "", _SPACE: "Espace"}.get(character, character)
        wide = 2 if character == _SPACE else 1
        made = StaffButton(
            words=words, icon="backspace" if character == BACK else "", shape="key", style="card",
            size_hint=(wide, None), act=partial(self._press, character),
        )  # fmt: skip
        made.spoken = words or "del"
        made.width = side * wide
        return made

    def _press(self, character: str) -> None:
        if self._field is None:
            return
        if character == BACK:
            self._field.erase()
        else:
            self._field.type(character)

    def _next(self) -> None:
        if self._field is not None:
            self._go_on(self._field)

    def _enter(self) -> None:
        field = self._field
        if field is not None and field.entered is not None:
            self.close()
            field.entered()

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Let nothing below be touched through it."""
        return bool(super().on_touch_down(touch)) or self.holds(touch)


class TypedLine(StaffRow):
    """What is filled in, and with what so far."""

    label = StringProperty("")
    shown = StringProperty("")


def _act(words: str, icon: str, act: Act, *, style: str = "outline", spoken: str = "") -> StaffButton:
    made = StaffButton(words=words, icon=icon, act=act, style=style, pos_hint={"center_y": 0.5})
    made.spoken = spoken or words
    return made
