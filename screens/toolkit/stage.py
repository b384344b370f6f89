"""Where one screen stands at a time. Kivy's own manager shows the old and the new one together for a frame."""

from typing import Any

from kivy.properties import StringProperty
from kivy.uix.relativelayout import RelativeLayout
from kivy.uix.widget import Widget


class Scene(RelativeLayout):
    """What is shown on a stage, by its name."""

    name = StringProperty("")

    @property
    def is_on_show(self) -> bool:
        """Say whether this is the scene on show."""
        return isinstance(self.parent, Stage)


class Stage(Widget):
    """Shows one scene at a time, over all of itself; the others are not in the tree: they neither draw nor lay out."""

    def __init__(self, **properties: object) -> None:
        super().__init__(**properties)
        self.fbind("pos", self._fill)
        self.fbind("size", self._fill)

    @property
    def shown(self) -> Any:
        """Return the scene on show, None before the first."""
        return self.children[0] if self.children else None

    def show(self, scene: Scene) -> None:
        """Put a scene on show in place of the one before."""
        if self.shown is not scene:
            self.clear_widgets()
            self.add_widget(scene)
            self._fill()

    def _fill(self, *_: object) -> None:
        if self.shown is not None:
            self.shown.pos, self.shown.size = self.pos, self.size
