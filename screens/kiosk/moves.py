"""Where a visitor's screen may lead."""

from typing import Protocol


class Moves(Protocol):
    """What a screen may ask of whoever shows the screens. It never learns who that is."""

    def go(self, name: str) -> None:
        """Move on to a screen; "Retour" will come back from it."""

    def show(self, name: str) -> None:
        """Show a screen as it stands in this visit; "Retour" knows nothing of it."""

    def back(self) -> None:
        """Go back one page, or one screen, or home."""

    def leave(self) -> None:
        """Go back to the screen before, whatever page this one shows."""

    def start_over(self) -> None:
        """Go home for a new visit that keeps the language and the comfort in force."""

    def reset(self) -> None:
        """Bring the kiosk back to a fresh state (P6): nothing of the visit is left, on any screen."""

    def someone_else_arrives(self) -> None:
        """Hide this visit and let somebody else check in."""

    def resume(self) -> None:
        """Bring the hidden visit back as it was."""

    def ask_for_help(self) -> None:
        """Say that something broke, and that a person will help (P10)."""

    def is_showing(self, name: str) -> bool:
        """Say whether a screen is on show."""

    def say_again(self) -> None:
        """Let the screen on show say everything again."""

    def arrange_soon(self) -> None:
        """Place everything on show again, before the next frame."""
