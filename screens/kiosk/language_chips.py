"""The languages on the home screen: as many as fit, each by its own name, and how many more there are."""

from __future__ import annotations

from functools import partial

from screens.kiosk.situation import Situation
from screens.toolkit.choices import Act, Choice

# Where not even these have room, one button leads to them all.
FEWEST = 2


def language_chips(now: Situation, more: Act) -> list[tuple[Choice, ...]]:
    """Return the ways to show them, from all languages down to the fewest; `more` opens those that are left out."""
    offered = len(now.outfit.languages)
    return [_chips(now, most, more) for most in range(offered, min(offered, FEWEST) - 1, -1)]


def _chips(now: Situation, most: int, more: Act) -> tuple[Choice, ...]:
    first, rest = now.outfit.languages[:most], now.outfit.languages[most:]
    # The one in force is always among them.
    here = [each for each in rest if each[0] == now.t.language]
    shown = (*first[: most - len(here)], *here)
    chips = [_chip(now, code, own_name) for code, own_name in shown]
    if rest:
        spoken = now.t("Autres langues")
        chips.append(Choice(f"+ {len(rest)}", more, icon="translate", shape="pill", spoken=spoken))
    return tuple(chips)


def _chip(now: Situation, code: str, own_name: str) -> Choice:
    here = code == now.t.language
    style = "here" if here else "card"
    return Choice(own_name, partial(now.speak, code), style=style, shape="pill", chosen=here, language=code)
