"""What the columns of a report's CSV mean, for programs: "CSV on the Web" (W3C, 17 December 2015)."""

import json

from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.report import Report, file_name

INVENTED_ROW = "inventé"
# Each column: its words, what it holds, and its type.
_COLUMNS = {
    "site": ("Site", "Identifiant du site, ou « tous ».", "string"),
    "period_start": ("Premier jour", "Premier jour de la période.", "date"),
    "period_end": ("Dernier jour", "Dernier jour de la période.", "date"),
    "table": ("Tableau", "Identifiant du tableau, dans une liste fermée.", "string"),
    "row": ("Ligne", "Identifiant de la ligne.", "string"),
    "column": ("Colonne", "« n », ou ce qui est compté dans les tableaux par mois et par site.", "string"),
    "value": (
        "Nombre",
        "Le nombre ; vide s’il n’est pas montré ; le moins qu’il peut être si « least ».",
        "nonNegativeInteger",
    ),
    "suppressed": ("Masqué", "Vide si le nombre est montré ; sinon small, merged, least ou masked.", "string"),
    "nature": (
        "Nature",
        f"« {INVENTED_ROW} » pour les chiffres d’une formation ou d’une simulation ; vide sinon.",
        "string",
    ),
}
COLUMNS = tuple(_COLUMNS)


def csvw_of(report: Report, name: str = "") -> bytes:
    """Return the description of the CSV of a report, named as reports are unless it is said; the same each time."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "url": name or file_name(report, FileKind.CSV),
        "dc:title": f"Chiffres — {report.town}, {period_words(report.period)}",
        "dc:issued": {"@value": report.now.issued.isoformat(), "@type": "xsd:date"},
        "dc:description": f"Aucun nombre inférieur à {report.now.threshold} n’est montré, zéro compris.",
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(name, report) for name in COLUMNS],
            "primaryKey": ["site", "period_start", "period_end", "table", "row", "column"],
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _column(name: str, report: Report) -> dict[str, object]:
    words, meaning, kind = _COLUMNS[name]
    tables = [shape.id for shape in report.tables]
    closed = {
        "table": "|".join(tables),
        "suppressed": "|".join(status.value for status in Status if status.value),
        "nature": INVENTED_ROW,
    }
    datatype = {"base": kind, "format": closed[name]} if name in closed else kind
    is_required = name not in {"value", "suppressed", "nature"}
    return {
        "name": name,
        "titles": name,
        "dc:title": words,
        "dc:description": meaning,
        "datatype": datatype,
        "required": is_required,
    }
