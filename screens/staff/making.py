"""Parts made outside `.kv`, for rows that come and go."""

from __future__ import annotations

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens.staff.long_list import Part
from screens.staff.parts import StaffButton, StaffRow, StaffRule, StaffText
from screens.toolkit.choices import Act, Choice


def button(words: str, act: Act, icon: str = "", style: str = "outline", **more: object) -> StaffButton:
    """Make a button outside `.kv`, for rows that come and go."""
    return StaffButton(words=words, act=act, icon=icon, style=style, pos_hint={"center_y": 0.5}, **more)


def column(*parts: Widget, **more: object) -> BoxLayout:
    """Stack parts, as high as they need."""
    stack = BoxLayout(**{"orientation": "vertical", "size_hint_y": None, "pos_hint": {"center_y": 0.5}, **more})
    stack.bind(minimum_height=stack.setter("height"))
    for part in parts:
        stack.add_widget(part)
    return stack


def row(*parts: Widget, **more: object) -> StaffRow:
    """Put parts side by side."""
    line = StaffRow(**more)
    for part in parts:
        line.add_widget(part)
    return line


def choice_button(choice: Choice) -> StaffButton:
    """Make a button of a choice, as wide as its layout."""
    made = StaffButton(size_hint=(1, None), shape="row")
    made.words, made.detail, made.icon, made.style = choice.words, choice.detail, choice.icon, choice.style
    made.act, made.enabled = choice.act, choice.enabled
    return made


def text_part(words: str, key: tuple[object, ...], *, role: str = "body", paint: str = "soft") -> Part:
    """Say a line of text as a part of a list."""
    return Part((*key, words), lambda: StaffText(words=words, role=role, paint=paint))


def rule_part(key: tuple[object, ...]) -> Part:
    """Say the thin line below a row as a part of a list."""
    return Part(key, StaffRule, rows=0)
