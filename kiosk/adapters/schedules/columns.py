"""Which column of a sheet says what: matched by header, never by place, for exports change their order."""

import re
from collections.abc import Collection, Sequence

from kiosk.adapters.schedules.dates import read_moment
from kiosk.adapters.schedules.names import Form
from kiosk.adapters.schedules.words import plain

# What each header is called where it was seen: RDV Service Public, Outlook's and Google's CSV, Doctolib, Calendly,
# Nextcloud, hand-made sheets. The most telling name of each comes first.
KNOWN: dict[str, tuple[str, ...]] = {
    "date": (
        "date rdv", "date du rdv", "date rendez vous", "date du rendez vous", "jour du rdv", "jour du rendez vous",
        "date de rendez vous", "start date", "date de debut", "date debut", "date de l entretien", "date entretien",
        "date de la convocation", "date convocation", "date de consultation", "date de l evenement",
        "appointment date", "event date", "date", "jour", "day", "datum",
    ),
    "hour": (
        "heure rdv", "heure du rdv", "heure rendez vous", "heure du rendez vous", "heure de rendez vous",
        "heure de debut", "heure debut", "debut heure", "start time", "heure de l entretien", "heure de convocation",
        "appointment time", "heure", "heures", "horaire", "horaires", "creneau", "time",
    ),
    "starts": (
        "date et heure", "date heure", "date et heure du rdv", "date et heure du rendez vous", "date heure rdv",
        "date et heure de debut", "start date time", "start datetime", "event start time", "starts at", "commence le",
        "commence a", "debut", "start", "begin", "rendez vous", "rdv",
    ),
    "ends": (
        "heure de fin", "heure fin", "fin heure", "end time", "date et heure de fin", "end date time", "ends at",
        "fin", "end",
    ),
    "minutes": (
        "duree", "duree rdv", "duree du rdv", "duree du rendez vous", "duree min", "duree mn", "duree minutes",
        "duree en min", "duree en minutes", "duree prevue", "duration", "duration min", "duration minutes", "duree h",
        "duree heures", "duree en heures", "minutes",
    ),
    "motif": (
        "motif", "motif du rdv", "motif de consultation", "type de rdv", "type de rendez vous", "nature", "demarche",
        "event type name", "type", "service",
    ),
    "letters": (
        "3 lettres", "trois lettres", "3 lettres du nom", "3 premieres lettres", "trois premieres lettres",
        "3 premieres lettres du nom", "premieres lettres", "lettres",
    ),
    "people": (
        "usager s", "usagers", "usager", "participants", "participant", "participant s", "invitee name", "invite",
    ),
    "name": (
        "nom de famille", "nom de naissance", "nom d usage", "nom usager", "nom de l usager", "nom beneficiaire",
        "nom du beneficiaire", "nom de la personne", "nom du patient", "nom patient", "nom prenom", "nom et prenom",
        "nom prenoms", "noms et prenoms", "noms prenoms", "prenom nom", "prenom et nom", "prenoms nom", "nom complet",
        "full name", "invitee last name", "nom", "noms", "last name", "surname", "family name", "beneficiaire",
        "beneficiaire s", "beneficiaires", "personne", "personne accueillie", "personne recue", "personne concernee",
        "patient", "client", "demandeur", "identite", "name",
    ),
    "given": (
        "prenom", "prenoms", "prenom usager", "prenom de l usager", "prenom du beneficiaire", "prenom beneficiaire",
        "prenom du patient", "first name", "given name", "invitee first name",
    ),
    "subject": (
        "objet", "subject", "titre", "intitule", "summary", "title", "sujet", "evenement",
    ),
    "first": (
        "premiere venue", "premiere visite", "1re venue", "1ere venue", "premier rdv", "premiere fois",
    ),
    "code": (
        "code", "code bulletin", "bulletin", "code du bulletin", "n bulletin",
    ),
    "status": (
        "statut", "statut du rdv", "etat", "etat du rdv", "status",
    ),
    "off": (
        "annule", "annulee", "annule le", "annulation", "date d annulation", "date annulation", "cancelled",
        "canceled", "cancelled at", "canceled at", "supprime",
    ),
    "all_day": (
        "journee entiere", "toute la journee", "jour entier", "all day event", "all day", "evenement d une journee",
    ),
    "event": (
        "rdv id", "id rdv", "id du rdv", "identifiant rdv", "id", "uid", "uuid", "reference", "identifiant", "numero",
        "n rdv", "numero rdv",
    ),
}  # fmt: skip
_FORMS = {
    Form.FAMILY: ("nom de famille", "nom de naissance", "nom d usage", "last name", "surname", "family name",
                  "invitee last name"),
    Form.FAMILY_FIRST: ("nom prenom", "nom et prenom", "nom prenoms", "noms et prenoms", "noms prenoms"),
    Form.FIRST_FIRST: ("prenom nom", "prenom et nom", "prenoms nom"),
}  # fmt: skip
_FORM = {name: form for form, names in _FORMS.items() for name in names}
_WHOLE = frozenset(name for name, form in _FORM.items() if form is not Form.FAMILY)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def guess(headers: Sequence[str]) -> dict[str, int]:
    """Return the place of each column that a header names; the most telling name wins."""
    full = [plain(header) for header in headers]
    bare = [plain(_ASIDE.sub(" ", header)) for header in headers]
    found: dict[str, int] = {}
    for role, names in KNOWN.items():
        places = (_place(name, said, found.values()) for said in (full, bare) for name in names)
        place = next((each for each in places if each is not None), None)
        if place is not None:
            found[role] = place
    return found


def _place(name: str, said: Sequence[str], taken: Collection[int]) -> int | None:
    return next((n for n, each in enumerate(said) if each == name and n not in taken), None)


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a line names its columns: a day or an hour among them, and no day that could be read."""
    found = guess(cells)
    is_alone = sum(bool(cell.strip()) for cell in cells) < 2  # "Rendez-vous" above all is a title
    return ("date" in found or "starts" in found) and not is_alone and not any(map(read_moment, cells))


def form_of(header: str, places: dict[str, int]) -> Form:
    """Return how a column of names writes them, as its title says and the column beside it."""
    said = plain(_ASIDE.sub(" ", header))
    form = _FORM.get(said, Form.ANY)
    return Form.FAMILY if "given" in places and said not in _WHOLE else form


def counts_hours(header: str) -> bool:
    """Say whether a column of lengths counts hours."""
    return bool(re.search(r"\bh\b|\bheures?\b|\bhours?\b", plain(header)))
