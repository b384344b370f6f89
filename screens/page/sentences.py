"""Sentences one below the other: on the bare ground, or as advice; a page may end between two of them."""

import re
from collections.abc import Sequence

from screens.page.blocks import Panel, Text
from screens.page.grid import Grid, Rows
from screens.toolkit.theme import Look


def sentences(text: str, look: Look) -> list[str]:
    """Return a text whole, or sentence by sentence where the panel is so small that it may need several pages."""
    if not text:
        return []
    return re.split(r"(?<=[.?!\u061f]) ", text) if look.is_tight else [text]


class Sentences(Grid):
    """Sentences on the bare ground, a row each; a page may end between two of them."""

    is_control = False
    close = True

    def __init__(self, **properties: object) -> None:
        self._sentences: list[Text | Panel] = []
        super().__init__(**properties)

    def prepare(self) -> None:
        """Bring the sentences up to date."""
        sentences: Sequence[str] = self.choices
        while len(self._sentences) < len(sentences):
            self._sentences.append(self._new())
        cells = self.cells = self._sentences[: len(sentences)]
        for cell, words in zip(cells, sentences, strict=True):
            cell.look, cell.rtl, cell.words = self.look, self.rtl, words

    def _new(self) -> Text | Panel:
        return Text()

    def rows(self, width: float, _columns: int) -> Rows:
        """Return the sentences, each as high as it needs."""
        return [([cell], cell.needed(width)) for cell in self.cells]


class Tips(Sentences):
    """Advice, each sentence on a ground of care."""

    def _new(self) -> Panel:
        return Panel(icon="lightbulb", paint="care_ground", text_colour="care")
