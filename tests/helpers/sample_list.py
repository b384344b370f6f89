"""A list that never changes, in French and Arabic: what the pictures of sheets show, whatever happens to the guides."""

from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.adapters.languages.translator import translator
from kiosk.domain.guides.guide import Answer, Channel, Checklist, Guide, Paper, Phone, Question, Source, Step, Theme
from kiosk.sites import OpeningTable, Site

MEAUX = Site(
    id="meaux",
    town="Meaux",
    openings=tuple(
        OpeningTable.model_validate({"day": day, "start": "09:00", "end": "12:30"}) for day in ("mardi", "jeudi")
    ),
)
# Its Arabic stands beside it, so that a better wording in the shipped catalogue changes no picture.
_translate = partial(translator, folder=Path(__file__).parent / "sample_languages")


def press(site: Site = MEAUX, *, practice: bool = False) -> PdfVisitorSheets:
    return PdfVisitorSheets(site, practice=practice, translate=_translate)


ICONS = {1: "photo", 2: "home_pin", 3: "lost", 4: "stamp"}


def _paper(number: int, name: str, short: str, detail: str, get: str) -> Paper:
    return Paper(f"p{number}", number, name, short, detail, get, icon=ICONS.get(number, "description"))


def _step(number: int, line: str) -> Step:
    return Step(f"s{number}", Channel.COUNTER, line, line, line)


PAPERS = (
    _paper(1, "Une photo d’identité", "Photo d’identité", "De moins de 6 mois", "Allez chez un photographe."),
    _paper(
        2,
        "Un papier avec mon adresse",
        "Papier avec mon adresse",
        "Facture, quittance de loyer ou attestation d’hébergement",
        "Demandez-le à la personne qui vous loge.",
    ),
    _paper(3, "La déclaration de perte", "Déclaration de perte", "Le jour du dépôt", "Faites-la à la mairie."),
    _paper(4, "Un timbre fiscal de 25 €", "Timbre fiscal 25 €", "Il est sur papier ou par mail", "Bureau de tabac."),
)
STEPS = tuple(
    _step(number, line)
    for number, line in enumerate(
        (
            "Je remplis la demande sur le site officiel.",
            "Je note le numéro de demande\u202f: ____________",
            "Je prends rendez‑vous dans une mairie équipée.",
            "Je vais à la mairie avec tous mes papiers.",
            "Je reçois un SMS. Je vais chercher ma carte avant 3 mois.",
        ),
        1,
    )
)


@cache
def guide() -> Guide:
    case = Question("cas", 1, "Que s’est‑il passé\u202f?", answers=(Answer("perdue", 1, "Je l’ai perdue"),))
    age = Question("age", 2, "Quel est votre âge\u202f?", answers=(Answer("adulte", 1, "J’ai plus de 18 ans"),))
    return Guide(
        id="carte",
        number=1,
        revision=1,
        theme=Theme.PAPERS,
        partner="france-titres",
        icon="badge",
        title="Refaire ma carte d’identité",
        summary="",
        address="https://www.service-public.gouv.fr/particuliers/vosdroits/F1341",
        source=Source(
            "service-public.gouv.fr, fiche F1341",
            "https://www.service-public.gouv.fr/particuliers/vosdroits/F1341",
            date(2026, 10, 12),
            date(2027, 4, 12),
        ),
        mediator="",
        questions=(case, age),
        papers=PAPERS,
        steps=STEPS,
        phone=Phone("34 00", "France Titres", "Prix d’un appel normal"),
    )


def sample() -> Checklist:
    ticks = {"p1": True, "p2": True, "p3": False, "p4": True}
    return Checklist(guide(), {"cas": "perdue", "age": "adulte"}, ticks)


def long_sample() -> Checklist:
    """Return a list of two pages: every paper also for a child, and none of those there."""
    again = tuple(replace(p, id=f"{p.id}e", number=p.number + 10, name=f"{p.name} (enfant)") for p in PAPERS)
    return replace(sample(), guide=replace(guide(), papers=PAPERS + again))
