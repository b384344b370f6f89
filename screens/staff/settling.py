"""A row laid out before it stands among others: each height it takes on its way would move all that stand below it."""

from __future__ import annotations

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens.staff.parts import StaffButton, StaffText

_ROUNDS = 3  # columns in rows in a column; more would be a row that never comes to rest


def settle(row: Widget, width: float) -> None:
    """Give a row a width in pixels, and let it take the height that this needs: widths come down, heights go up."""
    row.width = width
    parts = [*row.walk(restrict=True)]
    for _ in range(_ROUNDS):
        before = row.height
        for part in (*parts, *reversed(parts)):
            if isinstance(part, StaffText | StaffButton):
                part.fit()
            elif isinstance(part, BoxLayout):
                part.do_layout()
        if row.height == before:
            return
