"""What to do with a number: sit down, come, or ask; a call is promised only where somebody will make it (P9b)."""

from typing import assert_never

from kiosk.domain.reception.appointments import Timing
from kiosk.domain.reception.arrivals import Stage, desk_number
from kiosk.screen_ports import Translator
from kiosk.services.arrivals import AlreadyNoted, Noted, Permanence

_Said = tuple[str, str]


def what_next(t: Translator, noted: Noted | AlreadyNoted, permanence: Permanence, *, by_sign: bool = False) -> _Said:
    """Return a sentence and an advice: by what the desk did, then by who is there, then by the declared hour.

    `by_sign` says that the holder does not hear.
    """
    timing = Timing.UNKNOWN if isinstance(noted, AlreadyNoted) else noted.timing
    said = _by_desk(t, noted) or _by_permanence(t, permanence)
    if said is not None:
        return said
    sentence, advice = _by_hour(t, timing)
    if by_sign and timing is not Timing.CLOSED:
        advice = t("Le médiateur vous fera signe. Gardez votre numéro.")
    return sentence, advice


def desk_said(t: Translator, owner: str) -> str:
    """Name the desk that called, in words that stay on one line."""
    return t("Bureau {number}", number=desk_number(owner)).replace(" ", "\u00a0")


def _by_desk(t: Translator, noted: Noted | AlreadyNoted) -> _Said | None:
    """Whoever shows a slip again may have been called meanwhile, or received."""
    if isinstance(noted, Noted) or noted.stage in {Stage.WAITING, Stage.PARKED}:
        return None
    if noted.stage is Stage.CALLED:
        return t("On vous appelle."), t("C’est votre tour. Allez ici : {desk}.", desk=desk_said(t, noted.desk))
    return t("On n’appelle plus ce numéro."), t("Montrez votre numéro à l’accueil.")


def _by_permanence(t: Translator, permanence: Permanence) -> _Said | None:
    match permanence:
        case Permanence.OPEN:
            return None
        case Permanence.NO_DESK:
            return t("Asseyez‑vous."), t("Le médiateur n’est pas à son bureau. Gardez votre numéro.")
        case Permanence.UNSURE:
            return t("Asseyez‑vous."), t("Montrez votre numéro à l’accueil.")
        case Permanence.CLOSED | Permanence.REFUSED:
            return t("La permanence est fermée."), t("Montrez votre numéro à l’accueil.")
        case never:
            assert_never(never)


def _by_hour(t: Translator, timing: Timing) -> _Said:
    call = t("On appelle votre numéro, jamais votre nom.")
    match timing:
        case Timing.ON_TIME | Timing.UNKNOWN:
            return t("Asseyez‑vous. On va vous appeler."), call
        case Timing.EARLY:
            return t("Vous êtes en avance. Asseyez‑vous."), t("On vous appellera à votre heure. Gardez votre numéro.")
        case Timing.LATE:
            return t("Asseyez‑vous. On va vous appeler."), t("Votre heure est passée. Dites‑le au médiateur.")
        case Timing.CLOSED:
            return t("La permanence est fermée."), t("Montrez votre numéro à l’accueil.")
        case never:
            assert_never(never)
