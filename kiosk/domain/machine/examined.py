"""What is made of what was seen of the box: each part is judged by one rule, and said in French."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

from kiosk.domain.french import day_words, hour_words
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound, Trouble
from kiosk.domain.machine.equipment import Disk, Witnesses
from kiosk.domain.machine.health import Finding, Kind, State
from kiosk.domain.machine.printing import Format, Printed, PrinterState, Unready
from kiosk.domain.machine.remedies import MISHAPS, TROUBLES, obstacle_said, queue_said

# An arrival takes kilobytes; figures of years a few megabytes. Less than this, and something else fills the disk.
LITTLE, SCARCE = 1_000_000_000, 100_000_000
# A reader that nobody was heard with for so long may have been unplugged, or pushed aside.
SILENT_AFTER = timedelta(days=30)
# Past days are destroyed at the first start of a day: later than this, it was forgotten or did not hold.
PURGED_WITHIN = timedelta(days=2)
# What is wider is a sheet, what is narrower a roll.
_WIDEST_ROLL = 120.0
_CALL = "Appelez qui a installé la borne."
_MOST_NAMED = 3
_UNPRINTED = MappingProxyType(
    {
        Printed.PAPER_OUT: "Ajoutez du papier, puis imprimez une feuille.",
        Printed.WRONG_PAPER: "Mettez un rouleau de 80\u00a0mm, ou de l’A4, puis imprimez une feuille.",
    }
)
_STOPPED = "Regardez l’écran ou les voyants de l’imprimante, puis imprimez une feuille."


def long_day(day: date) -> str:
    """Write a day with its year: what stands on a health sheet may be old."""
    return f"{day_words(day)} {day.year}"


def of_printer(state: PrinterState, paper: Format) -> Finding:
    """Judge a printer by its queue, its paper and what stands in its way."""
    kind = Kind.PRINTER_A4 if paper is Format.A4 else Kind.PRINTER_TICKET
    if not state.queue:
        return Finding(kind, State.WATCH, "Aucune imprimante n’est réglée : les feuilles deviennent des PDF.",
                       "Pour imprimer, faites écrire le nom de l’imprimante dans kiosk.toml.")  # fmt: skip
    if state.trouble:
        is_grave = state.trouble.why is not Unready.NOT_OURS
        return Finding(kind, State.BAD if is_grave else State.WATCH, *queue_said(state.trouble))
    stopped = _of_obstacle(state, kind)
    if stopped and stopped.state is State.BAD:
        return stopped
    return _of_paper(state, kind) or stopped or _of_good(state, kind)


def _of_obstacle(state: PrinterState, kind: Kind) -> Finding | None:
    if state.obstacle is None:
        return None
    return Finding(
        kind, State.BAD if state.obstacle.stops else State.WATCH, *obstacle_said(state.queue, state.obstacle)
    )


def _of_good(state: PrinterState, kind: Kind) -> Finding:
    width = f", rouleau de {state.roll.width:.0f}\u00a0mm" if state.roll and kind is Kind.PRINTER_TICKET else ""
    return Finding(kind, State.GOOD, f"«\u202f{state.queue}\u202f» est là{width}, et ne signale rien.")


def _of_paper(state: PrinterState, kind: Kind) -> Finding | None:
    """Judge the paper against the sheet that is to go on it."""
    named = f"«\u202f{state.queue}\u202f»"
    if kind is Kind.PRINTER_A4:
        said = f"{named} n’est pas réglée sur un papier qui tient une feuille A4."
        to_do = "Réglez son papier sur A4 (dans CUPS), ou donnez le nom d’une autre imprimante dans kiosk.toml."
        return None if state.takes_a4 else Finding(kind, State.BAD, said, to_do)
    if state.roll is None:
        said = f"Le rouleau réglé pour {named} est trop étroit : les tickets demandent 80\u00a0mm."
        return Finding(kind, State.BAD, said, "Mettez un rouleau de 80\u00a0mm, et réglez l’imprimante dessus.")
    if state.roll.width > _WIDEST_ROLL:
        said = f"{named} est réglée sur des feuilles de {state.roll.width:.0f}\u00a0mm, pas sur un rouleau."
        to_do = "S’il y a un rouleau dedans, réglez‑la sur 80\u00a0mm. Sinon, rien à faire : les tickets sortent en A4."
        return Finding(kind, State.WATCH, said, to_do)
    return None


def of_sheets(failed: tuple[datetime, Printed] | None) -> Finding:
    """Judge the newest sheet that the kiosk sent, at whatever printer; the time is local."""
    if failed is None:
        return Finding(Kind.SHEETS, State.GOOD, "La dernière feuille demandée à la borne est sortie.")
    at, ended = failed
    said = f"{_capital(day_words(at.date()))} à {hour_words(at)}, une feuille de la borne n’est pas sortie."
    return Finding(Kind.SHEETS, State.BAD, said, _UNPRINTED.get(ended, _STOPPED))


def of_reader(heard: date | None, today: date) -> Finding:
    """Judge the reader by the last day on which it was heard."""
    if heard is None:
        return Finding(Kind.READER, State.WATCH, "Aucun code n’a encore été lu à la borne.",
                       "Présentez un bulletin au lecteur. Sans lecteur à la borne, il n’y a rien à faire.")  # fmt: skip
    said = f"Dernier code lu à la borne : {long_day(heard)}."
    if today - heard > SILENT_AFTER:
        return Finding(Kind.READER, State.WATCH, said, "Présentez un bulletin au lecteur, et vérifiez son câble.")
    return Finding(Kind.READER, State.GOOD, said)


def of_sound(*, is_there: bool) -> Finding:
    """Judge whether the voice and the chime can be heard."""
    if is_there:
        return Finding(Kind.SOUND, State.GOOD, "Une sortie de son est là.")
    return Finding(Kind.SOUND, State.WATCH, "Cet appareil n’a pas de sortie de son : la voix ne s’entend pas.",
                   "Branchez un haut‑parleur. S’il y en a un, appelez qui a installé la borne.")  # fmt: skip


def of_files(state: DataState, mishaps: Sequence[Mishap]) -> Finding:
    """Judge the files, which were just written to and read anew."""
    if not isinstance(state, Sound):
        return of_trouble(state.trouble)
    if state.figures is not None:
        said, to_do = _parted(TROUBLES[state.figures])
        return Finding(Kind.FILES, State.BAD, f"Chiffres en attente. {said}", to_do)
    for mishap in mishaps:
        said, to_do = _parted(MISHAPS[mishap])
        return Finding(Kind.FILES, State.WATCH, said, to_do or "Rien à faire : c’est dit jusqu’à ce soir.")
    return Finding(Kind.FILES, State.GOOD, "Un essai d’écriture a réussi. Les fichiers sont entiers.")


def of_trouble(trouble: Trouble | None) -> Finding:
    """Judge files that cannot be opened; None where there are none yet."""
    if trouble is None:
        return Finding(Kind.FILES, State.WATCH, "Il n’y a pas encore de données ici.",
                       "Ouvrez la borne une fois, ou donnez son dossier avec --data.")  # fmt: skip
    said, to_do = _parted(TROUBLES[trouble])
    return Finding(Kind.FILES, State.BAD, f"Personne ne peut s’inscrire. {said}", to_do)


def of_purge(last: datetime | None, now: datetime, *, has_failed: bool) -> Finding:
    """Judge how what was personal was last destroyed; both times are local."""
    if has_failed:
        return Finding(Kind.PURGE, State.BAD, "L’effacement a échoué : la borne reste fermée.",
                       "Redémarrez l’appareil. Si la borne reste fermée, appelez qui l’a installée.")  # fmt: skip
    if last is None:
        return Finding(Kind.PURGE, State.GOOD, "Rien n’a encore été à effacer.")
    said = f"Dernier effacement : {long_day(last.date())} à {hour_words(last)}."
    if now - last > PURGED_WITHIN:
        return Finding(
            Kind.PURGE, State.WATCH, said, "Redémarrez la borne : elle efface les jours passés en s’ouvrant."
        )
    return Finding(Kind.PURGE, State.GOOD, said)


def of_clock(now: datetime, witnesses: Witnesses | None, *, is_doubted: bool) -> Finding:
    """Judge the time that the kiosk keeps (local), and what vouches for it."""
    said = f"Pour la borne, nous sommes le {long_day(now.date())}, à {hour_words(now)}"
    if is_doubted:
        to_do = "Répondez à la question : «\u202fJournée\u202f», puis «\u202fDate et heure\u202f»."
        return Finding(Kind.CLOCK, State.BAD, f"{said}, sans en être sûre.", to_do)
    if witnesses is None or witnesses.is_synchronised:
        vouched = ", comme le serveur de temps" if witnesses else ""
        return Finding(Kind.CLOCK, State.GOOD, f"{said}{vouched}.")
    if witnesses.keeps_time_off:
        return Finding(Kind.CLOCK, State.GOOD, f"{said}, d’après sa pile. Aucun serveur de temps ne répond.")
    to_do = "Vérifiez la date à chaque démarrage. Pour l’éviter, demandez une pile d’horloge ou le réseau."
    return Finding(Kind.CLOCK, State.WATCH, f"{said}. Rien ne compte les heures quand elle est éteinte.", to_do)


def of_disk(disk: Disk | None) -> Finding:
    """Judge the room that is left."""
    if disk is None:
        return Finding(Kind.DISK, State.BAD, "Le disque des données ne répond pas.", _CALL)
    said = f"{_room(disk.free)} libres sur {_room(disk.whole)}."
    if disk.free >= LITTLE:
        return Finding(Kind.DISK, State.GOOD, said)
    to_do = f"Retirez de l’appareil les fichiers dont vous n’avez plus besoin. {_CALL}"
    return Finding(Kind.DISK, State.BAD if disk.free < SCARCE else State.WATCH, said, to_do)


def of_encryption(*, is_encrypted: bool | None) -> Finding:
    """Say whether a stolen box gives its data away; nothing here asks for more than that it be known."""
    if is_encrypted:
        return Finding(Kind.ENCRYPTION, State.GOOD, "Le disque des données est chiffré.")
    said = "Le disque des données n’est pas chiffré : qui emporte l’appareil peut lire la journée en cours."
    if is_encrypted is None:
        said = "Cet appareil ne dit pas si son disque est chiffré."
    return Finding(
        Kind.ENCRYPTION, State.WATCH, said, "Gardez l’appareil sous clé. Demandez un disque chiffré à qui l’a installé."
    )


def of_centre(troubles: Collection[ChoreTrouble]) -> Finding:
    """Judge how the centre hears the figures, by what the newest tries found."""
    if ChoreTrouble.CENTRE_REFUSES in troubles:
        to_do = "Prévenez l’installateur : rien n’est perdu, tout partira ensuite."
        return Finding(Kind.CENTRE, State.WATCH, "Le centre refuse les chiffres de cette borne.", to_do)
    if ChoreTrouble.CENTRE_SILENT in troubles:
        to_do = "Vérifiez le réseau : rien n’est perdu, tout partira ensuite."
        return Finding(Kind.CENTRE, State.WATCH, "Le centre ne répond pas.", to_do)
    return Finding(Kind.CENTRE, State.GOOD, "Rien n’empêche l’envoi au centre.")


def of_content(stale: Sequence[str], offered: int) -> Finding:
    """Judge the guides by the day by which each was to be read again; `stale` are the titles past theirs."""
    if not stale:
        return Finding(Kind.CONTENT, State.GOOD, f"{offered} fiches, toutes relues à temps.")
    named = ", ".join(f"«\u202f{title}\u202f»" for title in stale[:_MOST_NAMED])
    more = f", et {len(stale) - _MOST_NAMED} de plus" if len(stale) > _MOST_NAMED else ""
    said = f"{len(stale)} fiche{'s' if len(stale) > 1 else ''} à relire : {named}{more}. La borne le dit aux visiteurs."
    return Finding(Kind.CONTENT, State.WATCH, said, "Prévenez qui tient les fiches : elles se relisent sur papier.")


def of_version(version: str, built: datetime) -> Finding:
    """Say which program this is."""
    return Finding(Kind.VERSION, State.GOOD, f"Version {version}, du {long_day(built.date())}.")


def of_breakage(kind: Kind, error: Exception) -> Finding:
    """Judge a part that could not even be looked at: by the kind of the error, for its words may quote anything."""
    return Finding(
        kind, State.BAD, f"Cela n’a pas pu être regardé ({type(error).__name__}).", f"Redémarrez l’appareil. {_CALL}"
    )


def _parted(words: str) -> tuple[str, str]:
    """Part what is wrong from what to do about it."""
    said, _, to_do = words.partition(". ")
    return f"{said}.", f"{to_do.rstrip('.')}." if to_do else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _room(size: int) -> str:
    """Write a size as people read it on a box of the shop: in thousands."""
    whole = size / 1_000_000_000
    return f"{whole:.0f}\u00a0Go" if whole >= 10 else f"{whole:.1f}\u00a0Go".replace(".", ",")
