"""Which column of a sheet says what: matched by header, never by place, for exports change their order."""

from kiosk.adapters.schedules.rows import plain

# What each header is called where it was seen: RDV Service Public, Outlook's and Google's CSV, hand-made sheets.
KNOWN: dict[str, tuple[str, ...]] = {
    "date": ("date rdv", "date du rdv", "date rendez vous", "date du rendez vous", "start date", "date de debut",
             "date", "jour"),
    "hour": ("heure rdv", "heure du rdv", "heure de debut", "heure debut", "start time", "heure", "horaire", "creneau"),
    "starts": ("date et heure", "date heure", "debut", "start", "commence le", "starts at", "rendez vous", "rdv"),
    "ends": ("heure de fin", "heure fin", "end time", "fin", "end"),
    "minutes": ("duree", "duree min", "duree en minutes", "duration", "minutes"),
    "motif": ("motif", "type de rdv", "type", "service"),
    "people": ("usager s", "usagers", "usager", "participants"),
    "name": ("nom de famille", "nom de naissance", "nom usager", "nom beneficiaire", "nom du beneficiaire", "nom",
             "last name", "lettres", "3 lettres"),
    "subject": ("objet", "subject", "titre", "intitule"),
    "first": ("premiere venue", "premiere visite", "1re venue", "premier rdv", "premiere fois"),
    "code": ("code", "code bulletin", "bulletin", "code du bulletin"),
    "status": ("statut", "etat", "status"),
    "event": ("rdv id", "id", "uid", "reference", "identifiant", "numero"),
}  # fmt: skip


def guess(headers: list[str]) -> dict[str, int]:
    """Return the place of each column that a header names; the most telling name wins."""
    said = [plain(header) for header in headers]
    found: dict[str, int] = {}
    for role, names in KNOWN.items():
        place = next(
            (said.index(name) for name in names if name in said and said.index(name) not in found.values()), None
        )
        if place is not None:
            found[role] = place
    return found


def is_header(cells: list[str]) -> bool:
    """Say whether a line names its columns: a day or an hour among them, and no figures."""
    found = guess(cells)
    return ("date" in found or "starts" in found) and not any(any(c.isdigit() for c in cell) for cell in cells[:3])
