"""The tools: text size, contrast, low screen, each saying what it will do; and what the kiosk keeps of the visit."""

from dataclasses import replace

from screens.kiosk.situation import Situation
from screens.toolkit.choices import Act, Choice
from screens.toolkit.theme import SIZES


def tool(words: str, act: Act, icon: str) -> Choice:
    """Return a tool as the bottom bar shows it."""
    return Choice(words, act, icon=icon, style="quiet", shape="button")


def as_row(made: Choice) -> Choice:
    """Return a tool as a screen's choice."""
    return replace(made, style="tinted" if made.chosen else "card", shape="row")


def comfort_tools(now: Situation) -> tuple[Choice, ...]:
    """Return the tools in the language in force."""
    t = now.t
    low = t("Écran normal") if now.look.low else t("Écran plus bas")
    sign = "vertical_align_top" if now.look.low else "vertical_align_bottom"
    bigger = t("Texte plus petit") if now.look.size == SIZES[-1] else t("Texte plus grand")
    return (
        tool(bigger, lambda: now.wear(size=now.look.bigger().size), "format_size"),
        tool(t("Contraste"), lambda: now.wear(theme=now.look.next_theme().theme), "contrast"),
        tool(low, lambda: now.wear(low=not now.look.low), sign),
    )


def listen_tool(now: Situation, act: Act) -> Choice:
    """Return the tool that reads the screen aloud, again, or no longer; its word stays, and so does its place."""
    t, words = now.t, now.t("Écouter")
    if now.is_reading_aloud:
        return replace(tool(words, act, "stop_circle"), style="here", spoken=t("Arrêter la voix"))
    if now.voicing.is_on:
        return replace(tool(words, act, "volume_up"), style="tinted", spoken=t("Écouter encore"), chosen=True)
    return replace(tool(words, act, "volume_up"), spoken=t("Écouter cet écran"))


def reading_tool(now: Situation) -> Choice:
    """Return the tool of who reads with difficulty: the voice, larger letters, and a speaker on every choice."""
    t, voicing = now.t, now.voicing
    chosen = voicing.reads_poorly
    found = tool(t("Je ne lis pas bien"), now.help_to_read, "record_voice_over")
    return replace(found, style="tinted" if chosen else "quiet", chosen=chosen)


def kept_tool(now: Situation, act: Act) -> Choice:
    """Return the tool that shows what the kiosk keeps of this visit (P12); spoken, it asks the whole question."""
    t = now.t
    return replace(tool(t("Mes traces"), act, "shield"), spoken=t("Que garde la borne sur moi ?"))
