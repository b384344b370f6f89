"""A private démarche is about to be read in a room where others hear: only if its owner says so."""

from kivy.properties import StringProperty

from screens.kiosk.visitor_screen import BareQuestion
from screens.page.blocks import Block, Panel
from screens.toolkit.choices import Choice


class AloudScreen(BareQuestion):
    """Shows which démarche it is, and does not say it."""

    icon = StringProperty("")
    heading = StringProperty("")

    def refresh(self) -> None:
        """Say the question."""
        super().refresh()
        checklist = self.visit.checklist
        if checklist is not None:
            self.icon, self.heading = checklist.guide.icon, self.t(checklist.guide.title)

    def aloud(self, block: Block) -> tuple[str, ...]:
        """Leave the démarche's name unsaid: that is what is asked."""
        return () if isinstance(block, Panel) else block.spoken()

    def answers(self) -> list[Choice]:
        """Say the two answers."""
        t = self.t
        return [
            Choice(t("Non, sans la voix"), self.read_silently, icon="volume_off", style="outline"),
            Choice(t("Oui, à voix haute"), self.read_aloud, icon="volume_up", style="filled"),
        ]

    def read_aloud(self) -> None:
        """Read this démarche aloud, in this visit."""
        self.visit.aloud = self.visit.own_list.guide.id
        self.navigator.leave()

    def read_silently(self) -> None:
        """Go on without the voice."""
        self.situation.be_silent()
        self.navigator.leave()
