"""What the eight themes are called, once for each who reads it."""

from dataclasses import dataclass

from kiosk.domain.french import to_translate
from kiosk.domain.guides.guide import Theme


@dataclass(frozen=True, slots=True)
class ThemeNames:
    """A theme's names: the visitor's door with examples behind it, the desk's word for it, the report's row.

    A visitor looks for what they want to do, in the first person; the mediator reads whose matter it is; a report
    speaks of nobody.
    """

    visitor: str
    examples: str
    desk: str
    report: str


THEME_NAMES = {
    Theme.PAPERS: ThemeNames(
        to_translate("Mes papiers"),
        to_translate("Carte d’identité, permis, titre de séjour"),
        desk="Mes papiers",
        report="Papiers",
    ),
    Theme.HOUSING: ThemeNames(
        to_translate("Me loger"),
        to_translate("Logement social, aide au loyer, adresse"),
        desk="Mon logement",
        report="Logement",
    ),
    Theme.HEALTH: ThemeNames(
        to_translate("Ma santé"),
        to_translate("Carte Vitale, complémentaire santé"),
        desk="Ma santé",
        report="Santé",
    ),
    Theme.BENEFITS: ThemeNames(
        to_translate("Mes aides"),
        to_translate("RSA, prime d’activité, Caf"),
        desk="Mes aides",
        report="Aides",
    ),
    Theme.WORK: ThemeNames(
        to_translate("Travailler"),
        to_translate("France Travail, formation, transport"),
        desk="Mon travail",
        report="Travail",
    ),
    Theme.MONEY: ThemeNames(
        to_translate("Impôts, amendes, banque"),
        to_translate("Déclarer, payer, compte bancaire"),
        desk="Mon argent",
        report="Argent",
    ),
    Theme.RIGHTS: ThemeNames(
        to_translate("Mes droits"),
        to_translate("Avocat, casier, porter plainte"),
        desk="Mes droits",
        report="Droits",
    ),
    Theme.DIGITAL: ThemeNames(
        to_translate("Internet et mots de passe"),
        to_translate("Adresse mail, FranceConnect"),
        desk="Le numérique",
        report="Numérique",
    ),
}
