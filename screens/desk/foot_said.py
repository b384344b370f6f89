"""What the foot of the desk says of files, chores and printers: what is wrong now, what befell today, what to do."""

from collections.abc import Iterable
from types import MappingProxyType

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound
from kiosk.domain.machine.remedies import MISHAPS, TROUBLES, obstacle_said, queue_said
from kiosk.screen_ports import Translator
from kiosk.services.printers import Standing
from screens.desk.printed import PRINTED

# What does not answer, and what to do about it: people are received all the same.
CHORES_SAID = MappingProxyType(
    {
        ChoreTrouble.FOLDER_SILENT: "Le dossier surveillé ne répond pas. Importez avec une clé USB.",
        ChoreTrouble.FOLDER_MISSING: "Le dossier surveillé est introuvable. Importez avec une clé USB.",
        ChoreTrouble.FILES_REMAIN: "Un fichier reste dans le dossier surveillé. Voir : Planning, Importer.",
        ChoreTrouble.CALENDAR_UNREAD: "Un agenda en ligne ne se lit pas. Voir : Planning, Importer.",
        ChoreTrouble.REPORTS_SILENT: "Le dossier des rapports ne répond pas. Ils seront écrits plus tard.",
        ChoreTrouble.CENTRE_SILENT: "Le centre des chiffres ne répond pas. Ils partiront plus tard.",
        ChoreTrouble.CENTRE_REFUSES: "Le centre refuse les chiffres. Prévenez l’installateur.",
        ChoreTrouble.CLOSING_STUCK: "L’effacement dure trop longtemps. Redémarrez l’appareil.",
        ChoreTrouble.IMPORTS_STUCK: "L’import dure trop longtemps. Redémarrez l’appareil.",
        ChoreTrouble.CALENDARS_STUCK: "La lecture d’un agenda en ligne est bloquée. Redémarrez l’appareil.",
        ChoreTrouble.REPORTS_STUCK: "Un fichier ne s’écrit pas. Retirez la clé USB.",
        ChoreTrouble.PRINTING_STUCK: "L’impression est bloquée. Vérifiez l’imprimante, puis redémarrez l’appareil.",
        ChoreTrouble.SPEECH_STUCK: "La voix est bloquée. Redémarrez l’appareil.",
        ChoreTrouble.FIGURES_STUCK: "Le calcul des chiffres est bloqué. Redémarrez l’appareil.",
        ChoreTrouble.TOO_MANY_CODES: "Trop de codes en une minute : la borne envoie à l’accueil. Vérifiez le lecteur.",
        ChoreTrouble.READER_SLOW: "Lecteur trop lent à la borne. Dans kiosk.toml, sous [scanner], "
        "augmentez longest_gap_ms.",
    }
)


def files_said(state: DataState | None, mishaps: tuple[Mishap, ...]) -> str:
    """Return what to say: the trouble of now first; "" when there is nothing to say."""
    said = [MISHAPS[mishap] for mishap in mishaps]
    if isinstance(state, Sound):
        if state.figures is not None:
            said.insert(0, f"Chiffres en attente. {TROUBLES[state.figures]}.")
    elif state is not None:
        said.insert(0, f"Personne ne peut s’inscrire : on envoie à l’accueil. {TROUBLES[state.trouble]}.")
    return " ".join(said)


def chores_said(troubles: Iterable[ChoreTrouble]) -> str:
    """Say what does not answer, and what to do about it: people are received all the same."""
    return " ".join(CHORES_SAID[trouble] for trouble in troubles)


def printers_said(standing: Standing, t: Translator) -> str:
    """Say what must be put right at the printers, the gravest first; nothing when all is well."""
    if standing.troubles:
        return " ".join(queue_said(standing.troubles[0]))
    if standing.obstacles:
        return " ".join(obstacle_said(*standing.obstacles[0]))
    if standing.failed:
        at, ended = standing.failed
        when = f"{t.day(at.date()).capitalize()} à {t.hour(at)}"
        return f"{when}, une feuille de la borne n’est pas sortie. {PRINTED[ended]}"
    return ""
