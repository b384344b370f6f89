"""How far one is: bars and words."""

from kivy.properties import NumericProperty, StringProperty

from screens.page.blocks import Block
from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Shapes


class Progress(Block):
    """How far one is: bars and words ("2 sur 4")."""

    words = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)

    def __init__(self, **properties: object) -> None:
        self.part = Lettering(role="note", align="end")
        self.bars = Shapes()
        super().__init__(**properties)
        self.canvas.before.add(self.bars)
        self.add_widget(self.part)
        for name in ("look", "rtl", "words", "done", "total", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        self.part.look, self.part.rtl, self.part.words = self.look, self.rtl, self.words
        self.part.colour = self.look.colour("soft")

    def _bars(self) -> float:
        return 0.0 if self.look.size > 125 else self.total * self.look.mm(13)

    def natural_width(self) -> float:
        """Return the width of bars and words."""
        self._prepare()
        return self._bars() + self.part.natural_width() + self.look.mm(4)

    def needed(self, width: float) -> float:
        """Return the height of one line."""
        self._prepare()
        return self.part.needed(width)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self._prepare()
        words = self.part.natural_width() + 1
        self.part.size = (words, self.height)
        self.part.pos = (self.x if self.rtl else self.right - words, self.y)
        # Many steps in a narrow column: the bars grow shorter rather than leave it.
        step = min(self.look.mm(13), (self.width - words - self.look.mm(4)) / max(self.total, 1))
        if not self._bars() or step < self.look.mm(4):
            self.bars.first(0)
            return
        thick, bar = self.look.mm(2.6), step - self.look.mm(2)
        x = self.part.right + self.look.mm(4) if self.rtl else self.part.x - self.look.mm(2) - self.total * step
        for i, shape in enumerate(self.bars.first(int(self.total))):
            is_done = i < self.done if not self.rtl else i >= self.total - self.done
            box = (x + i * step, self.center_y - thick / 2, bar, thick)
            # What is still to come is hollow: in black and white a colour would not tell the two apart.
            ground, edge = ("brand", "brand") if is_done else ("paper", "edge")
            colour = self.look.colour
            shape.draw(box, colour(ground), colour(edge), radius=thick / 2, border=self.look.border)
