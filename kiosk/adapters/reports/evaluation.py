"""The file of a year's evaluation: its reports, its numbers, how they were made, and what they cannot answer."""

from collections.abc import Sequence

from kiosk.adapters.documents.report_words import METHOD, limits
from kiosk.adapters.reports.press import FilePress
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.report import Report, file_name
from kiosk.domain.figures.tables import TOTALS

READ_ME = "LISEZ-MOI.txt"
# What each kind of file holds.
_KINDS = {
    FileKind.PDF: "le rapport, à lire : sa première page se lit seule",
    FileKind.CSV: "les mêmes nombres, un par ligne",
    FileKind.XLSX: "les mêmes nombres, un tableau par feuille",
    FileKind.CSVW: "ce que veulent dire les colonnes du CSV, pour un programme",
}
# What an evaluation asks and these counts cannot say, with the reason: nobody must look for it between the lines.
UNANSWERED = (
    ("Combien de personnes différentes sont venues ?",
     "Personne n’est suivi. Les premières venues et les séances sont comptées, pas les personnes."),
    ("Qui sont les personnes : âge, sexe, commune, situation ?", "Rien de cela n’est demandé, ni gardé."),
    ("Combien de personnes ne sont pas venues à leur rendez‑vous ?",
     "Une absence n’est jamais comptée, ni les rendez‑vous prévus."),
    ("La personne a‑t‑elle obtenu son droit ?",
     "La suite est dite à la fin de la séance. Après, plus rien n’est su de la personne."),
    ("Quelle démarche a eu quelle suite, dans quelle langue, quel jour ?", "Rien n’est croisé."),
    ("Combien de temps dure une séance ?", "La durée n’est pas comptée."),
    ("Combien de personnes viennent à un atelier collectif ?", "Un atelier est compté comme une séance."),
    ("Combien d’heures d’ouverture, pour combien de prévues ?",
     "Les horaires prévus sont publics ; les heures tenues ne sont pas comptées."),
    ("Que se serait‑il passé sans la permanence ?", "Aucun lieu comparable n’est compté de la même manière."),
    ("Les personnes sont‑elles satisfaites ?",
     "« Est‑ce que cela vous a aidé ? » n’est posé qu’à la borne, après une liste, à qui veut répondre : "
     "ce n’est pas un échantillon de toutes les personnes reçues."),
)  # fmt: skip


def evaluation_files(year: Report, quarters: Sequence[Report]) -> dict[str, bytes]:
    """Return the files of an evaluation by name, the same bytes each time: a year, its quarters, and what to know."""
    press = FilePress()
    found = {file_name(year, kind): press.write(year, kind) for kind in FileKind}
    said = {file_name(year, kind): f"{period_words(year.period)} : {_KINDS[kind]}" for kind in FileKind}
    for quarter in quarters:
        name = file_name(quarter, FileKind.PDF)
        found[name] = press.write(quarter, FileKind.PDF)
        said[name] = f"{period_words(quarter.period)} : le rapport, avec ses tableaux détaillés"
    return {READ_ME: _read_me(year, said).encode(), **found}


def _read_me(year: Report, files: dict[str, str]) -> str:
    title = f"Permanence : dossier d’évaluation — {year.town}, {period_words(year.period)}"
    parts = (
        ("Dans ce dossier", [f"{name} — {words}." for name, words in files.items()]),
        ("Méthode", METHOD),
        ("Définitions", [f"{words} : {definition}." for words, _, _, definition in TOTALS.values()]),
        ("Limites", limits(year)),
        ("Questions auxquelles ces chiffres ne répondent pas", [f"{asked} {why}" for asked, why in UNANSWERED]),
    )
    lines = [title, "=" * len(title)]
    for head, said in parts:
        lines += ["", head, "-" * len(head), *(f"- {each}" for each in said)]
    return "\n".join(lines) + "\n"
