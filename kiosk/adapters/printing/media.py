"""The paper of a print queue, as `media-supported` names it (PWG 5101.1), and what a sheet is printed on.

A page is never larger than its paper: CUPS would cut it at the edges, through a word, and say that it is printed. A
printer that takes any length names two ends, `custom_min_…` and `custom_max_…` (`roll_…` when asked directly); one that
does not refuses whatever it has no name for. Sizes are width and length in millimetres.
"""

import math
import re
from dataclasses import dataclass

from kiosk.domain.machine.printing import Roll

Size = tuple[float, float]
A4 = (210.0, 297.0)
# A roll of 80 mm is printed on across 72 mm (`documents/ticket.py`). What is wider than a roll is a sheet; a roll whose
# longest page is shorter than that is one of labels.
_USUAL, _ACROSS, _WIDEST, _LABELS = 80.0, 72.0, 120.0, 120.0
# Drivers round to points, a third of a millimetre: 71.97 mm stand for 72.
_SLACK = 0.5
_NAMED = re.compile(r"(?:(?:custom|roll)_(min|max)_|_|^)(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$")
_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0(?:\.0*)?\s+0(?:\.0*)?\s+(\d+(?:\.\d*)?)\s+(\d+(?:\.\d*)?)\s*\]")
_MM_PER_POINT = 25.4 / 72


def page_size(pdf: bytes) -> Size | None:
    """Return what holds every page of a PDF; None when the file does not say it in plain."""
    boxes = [[float(side) * _MM_PER_POINT for side in box.groups()] for box in _MEDIA_BOX.finditer(pdf)]
    return (max(width for width, _ in boxes), max(length for _, length in boxes)) if boxes else None


def custom(sheet: Size) -> str:
    """Name a paper of a sheet's own size, in whole millimetres and no smaller."""
    width, length = (math.ceil(side - 0.05) for side in sheet)
    return "iso_a4_210x297mm" if (width, length) == A4 else f"custom_sheet_{width}x{length}mm"


def _holds(paper: Size, sheet: Size) -> bool:
    return all(needed <= there + _SLACK for needed, there in zip(sheet, paper, strict=True))


@dataclass(frozen=True, slots=True)
class Media:
    """The papers of a queue: those with a name, the ends between which it takes any size, and what it is set to."""

    named: dict[str, Size]
    least: Size | None = None
    most: Size | None = None
    usual: Size | None = None

    @classmethod
    def read(cls, supported: tuple[str, ...], usual: str = "") -> "Media":
        """Read `media-supported` and `media-default`; a name that says no size is left out."""
        named: dict[str, Size] = {}
        ends: dict[str, Size] = {}
        for name in supported:
            if found := _NAMED.search(name):
                (ends if found[1] else named)[found[1] or name] = _size(found)
        set_to = _NAMED.search(usual)
        return cls(named, ends.get("min"), ends.get("max"), _size(set_to) if set_to else None)

    @property
    def is_told(self) -> bool:
        """Say whether the queue names any paper; one without a driver does not."""
        return bool(self.named or self.most)

    def name_for(self, sheet: Size) -> str | None:
        """Name the paper of a sheet's own size, else the smallest that holds it; None when none does."""
        held = {name: paper for name, paper in self.named.items() if _holds(paper, sheet)}
        own = next((name for name, paper in held.items() if _holds(sheet, paper)), None)
        if own or not self.is_told or self._cuts(sheet):
            return own or custom(sheet)
        return min(held, key=lambda name: math.prod(held[name]), default=None)

    def roll(self) -> Roll | None:
        """Say what tickets go on: a roll, or sheets where there is none; None when it is too narrow or too short."""
        if not self.is_told:
            return Roll()
        widths = [paper[0] for paper in (*self.named.values(), self.most) if paper]
        if max(widths) > _WIDEST:
            sheet = self._sheet()
            return Roll(sheet[0], (sheet[1],), longest=0)
        width = self._width(widths)
        lengths = tuple(length for across, length in self.named.values() if abs(across - width) <= _SLACK)
        roll = Roll(width, lengths, *self._cut_at(width))
        return roll if width >= _ACROSS - _SLACK and roll.most >= _LABELS else None

    def _sheet(self) -> Size:
        """Return the sheets of a queue that has no roll: A4 where it has some."""
        return next((p for p in self.named.values() if _holds(p, A4) and _holds(A4, p)), self.usual or A4)

    def _cut_at(self, width: float) -> Size:
        """Return the least and the greatest length that a roll of a width is cut at; noughts when it is not cut."""
        if self.least and self.most and self._cuts((width, self.most[1])):
            return self.least[1], self.most[1]
        return 0.0, 0.0

    def _cuts(self, sheet: Size) -> bool:
        return bool(self.least and self.most and _holds(sheet, self.least) and _holds(self.most, sheet))

    def _width(self, widths: list[float]) -> float:
        """Choose what the queue is set to, else 80 mm, else what comes next."""
        if self.usual:
            return self.usual[0]
        if self.most and self._cuts((_USUAL, self.most[1])):
            return _USUAL
        return min((width for width in widths if width >= _ACROSS - _SLACK), default=0.0)


def _size(found: re.Match[str]) -> Size:
    unit = 25.4 if found[4] == "in" else 1.0
    return float(found[2]) * unit, float(found[3]) * unit
