"""The tables of the figures: a closed list of ids, which the CSV, the screen and the report share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.domain.figures.answers import ANSWERS
from kiosk.domain.figures.periods import period_words, read_period
from kiosk.domain.figures.sums import Sum, sum_of
from kiosk.domain.figures.usage import ACTORS as ACTORS_COUNTED
from kiosk.domain.figures.usage import (
    ARRIVALS,
    BLOCKED,
    DEMARCHES,
    GUIDES_FINISHED,
    HELPED,
    LANGUAGES,
    LONGEST_BAND,
    NEW_PEOPLE,
    OUTCOMES,
    SHEETS,
    SUPPORT,
    VISITS,
    WAITING,
    WAITING_BANDS,
    Family,
)
from kiosk.domain.guides.guide import Guide
from kiosk.domain.guides.partners import PARTNERS
from kiosk.domain.guides.themes import THEME_NAMES
from kiosk.domain.languages import LANGUAGES as KNOWN_LANGUAGES
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import ACTORS, BLOCKS, SUPPORTS, Outcome

# The row of what no other row tells, and that of démarches that no guide shipped today describes.
OTHERS, NO_GUIDE = "autres", "sans-guide"
NUMBER = "n"
HALF_DAY = "half-day"

THEMES = {theme: names.report for theme, names in THEME_NAMES.items()}
OUTCOME_WORDS = {
    Outcome.DONE: "Faites",
    Outcome.TO_COMPLETE: "À compléter",
    Outcome.REDIRECTED: "Réorientées",
    Outcome.INFORMATION: "Informations",
}
LANGUAGE_WORDS = {code: language.french for code, language in KNOWN_LANGUAGES.items()}
SHEET_WORDS = {Format.A4: "Listes A4", Format.TICKET: "Listes sur ticket", Format.RECEIPT: "Reçus"}
_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
HALF_DAYS = {
    f"{n} {half}": f"{day} {words}"
    for n, day in enumerate(_DAYS)
    for half, words in (("am", "matin"), ("pm", "après‑midi"))
}
_ENDS = [band for _, band in WAITING_BANDS]
BANDS = {
    _ENDS[0]: "Moins de 5 min", _ENDS[1]: "De 5 à 15 min", _ENDS[2]: "De 15 à 30 min", _ENDS[3]: "De 30 à 60 min",
    LONGEST_BAND: "Plus d’une heure",
}  # fmt: skip
# What each number of the first table means: its words, its family, the values it takes, its definition.
TOTALS: Mapping[str, tuple[str, Family, frozenset[str], str]] = {
    "new-people": ("Personnes nouvelles", NEW_PEOPLE, frozenset(),
                   "séances marquées « première venue » : la personne n’avait jamais été reçue à la permanence"),
    "visits": ("Séances", VISITS, frozenset(), "séances d’aide avec le médiateur, terminées"),
    "demarches": ("Démarches", DEMARCHES, frozenset(), "démarches ouvertes pendant les séances, chacune avec sa suite"),
    "arrivals": ("Arrivées", ARRIVALS, frozenset(),
                 "numéros appelés, confirmés ou reçus par un bureau, avec ou sans rendez‑vous"),
    "sheets": ("Feuilles imprimées", SHEETS, frozenset(), "listes personnelles et reçus imprimés"),
    "alone": ("Guides suivis seuls", GUIDES_FINISHED, frozenset(),
              "guides suivis jusqu’à la liste, à la borne"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its id, its words, and what each of its columns adds up."""

    id: str
    words: str
    cells: tuple[tuple[str, Sum], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table before it is filled. `total` is what its rows are parts of; `merges` names the rest that no row tells."""

    id: str
    title: str
    rows: tuple[Row, ...]
    total: Sum | None = None
    merges: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The sites and months that every sum of a table has in common."""

    sites: frozenset[str]
    months: frozenset[str]

    def sum(self, family: Family, values: Iterable[str] = ()) -> Sum:
        """Return the sum of some values here."""
        return sum_of(family, self.sites, self.months, values)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What rows are named after: the guides, the towns by site, La Coop's words by theme (its activity report's).

    `half_days` are those of the week on which a site opens, in the words of `HALF_DAYS`; a site without is always open.
    """

    guides: tuple[Guide, ...]
    towns: Mapping[str, str]
    coop: Mapping[str, str]
    half_days: Mapping[str, frozenset[str]] = field(default_factory=dict)


def shapes(catalogue: Catalogue, seen: Mapping[str, frozenset[str]], place: Place) -> tuple[Shape, ...]:
    """Return every table for some sites and months, in the order of the report.

    `seen` holds the values that the counters have, for guides that are no longer shipped.
    """
    guides, towns, coop = catalogue.guides, catalogue.towns, catalogue.coop
    made = [
        Shape("total", "En bref", tuple(
            Row(name, words, ((NUMBER, place.sum(family, values)),))
            for name, (words, family, values, _) in TOTALS.items())),
        _grouped("partner", "Démarches par partenaire", guides, lambda g: g.partner, PARTNERS, seen, place),
        _grouped("theme", "Démarches par thème", guides, lambda g: g.theme.value,
                 {theme.value: words for theme, words in THEMES.items()}, seen, place),
        _grouped("coop", "Démarches selon La Coop de la médiation numérique", guides,
                 lambda g: coop.get(g.theme.value, ""), {words: words for words in coop.values()}, seen, place),
        _grouped("guide", "Démarches par guide", guides, lambda g: g.id, {g.id: g.title for g in guides}, seen, place),
        _plain("outcome", "Suite donnée aux démarches", OUTCOMES,
               {k.value: v for k, v in OUTCOME_WORDS.items()}, place,
               merges="Autres suites"),
        _plain("actor", "Réorientations", ACTORS_COUNTED, {k.value: v for k, v in ACTORS.items()}, place,
               merges="Autres acteurs, ou acteur non dit"),
        _plain(HALF_DAY, "Arrivées par demi‑journée", ARRIVALS, HALF_DAYS, place, merges="Autres demi‑journées"),
        _plain("waiting", "Attente avant l’appel", WAITING, BANDS, place,
               merges="Autres attentes, ou non comptées"),
        _plain("language", "Langues choisies à la borne", LANGUAGES, LANGUAGE_WORDS, place, merges="Autres langues"),
        _plain("sheet", "Feuilles imprimées", SHEETS, {k.value: v for k, v in SHEET_WORDS.items()}, place,
               merges="Autres feuilles"),
        _grouped("alone", "Guides suivis seuls, par thème", guides, lambda g: g.theme.value,
                 {theme.value: words for theme, words in THEMES.items()}, seen, place, GUIDES_FINISHED),
    ]  # fmt: skip
    if len(place.months) > 1:
        made.append(_split("month", "Mois par mois", _month_words(place), place, by_site=False))
    if len(place.sites) > 1:
        named = {site: towns.get(site, site) for site in sorted(place.sites)}
        made.append(_split("site", "Site par site", named, place, by_site=True))
    return tuple(made)


def together(place: Place) -> tuple[Shape, ...]:
    """Return the tables of what is counted at all sites together, by quarter: no site and no month has them."""
    return (
        _plain("support", "À distance, et en atelier", SUPPORT, {k.value: v for k, v in SUPPORTS.items()}, place,
               merges="Accompagnements individuels sur place, et autres"),
        _plain("blocked", "Ce qui a bloqué", BLOCKED, {k.value: v for k, v in BLOCKS.items()}, place,
               merges="Autres blocages, ou rien de dit"),
        _plain("helped", "Aide reçue, dite à la borne", HELPED, {k.value: v for k, v in ANSWERS.items()}, place,
               merges="Autres réponses, ou pas de réponse"),
    )  # fmt: skip


def _month_words(place: Place) -> dict[str, str]:
    found = ((month, read_period(month)) for month in sorted(place.months))
    return {month: period_words(period).capitalize() for month, period in found if period}


def _plain(
    name: str, title: str, family: Family, words: Mapping[str, str], place: Place, merges: str = ""
) -> Shape:  # fmt: skip
    rows = tuple(Row(value, said, ((NUMBER, place.sum(family, (value,))),)) for value, said in words.items())
    return Shape(name, title, rows, place.sum(family), merges)


def _grouped(
    name: str, title: str, guides: Sequence[Guide], key: Callable[[Guide], str], words: Mapping[str, str],
    seen: Mapping[str, frozenset[str]], place: Place, family: Family = DEMARCHES,
) -> Shape:  # fmt: skip
    """Gather guides into rows; what no guide describes goes with the small ones."""
    rows = []
    for row, said in words.items():
        values = [guide.id for guide in guides if key(guide) == row]
        if values:
            rows.append(Row(row, said, ((NUMBER, place.sum(family, values)),)))
    unknown = seen.get(family.name, frozenset()) - {guide.id for guide in guides}
    if unknown:
        rows.append(Row(NO_GUIDE, "Sans guide", ((NUMBER, place.sum(family, unknown)),)))
    return Shape(name, title, tuple(rows), place.sum(family), "Autres")


_COLUMNS = {"arrivals": ARRIVALS, "visits": VISITS, "demarches": DEMARCHES}


def _split(name: str, title: str, words: Mapping[str, str], place: Place, *, by_site: bool) -> Shape:
    rows = []
    for key, said in words.items():
        one = frozenset({key})
        here = Place(one, place.months) if by_site else Place(place.sites, one)
        rows.append(Row(key, said, tuple((column, here.sum(family)) for column, family in _COLUMNS.items())))
    return Shape(name, title, tuple(rows))
