"""The blank mandate for doing a démarche with somebody: filled in and signed by hand, kept by no machine.

What it must say is what an excerpt of the CNIL's kit for those who help with démarches names ("Professionnels du
secteur social : comment mieux protéger les données de vos usagers", cnil.fr, 5 May 2021): who, for which acts one by
one, until when; what the helper may not do; that it ends when one wants, and which rights one has. Its form was not
read; the words are ours.
"""

from kiosk.adapters.documents.leaf import Leaf, Say
from kiosk.adapters.documents.paper import Block, load_faces, stack
from kiosk.domain.french import to_translate

_ACTS = (
    to_translate("Créer une adresse mail"),
    to_translate("Créer ou ouvrir mon compte sur un site"),
    to_translate("Remplir une demande ou une déclaration"),
    to_translate("Envoyer mes papiers"),
    to_translate("Lire les réponses que je reçois"),
)
_PROMISES = (
    to_translate("Elle utilise mes informations pour ces démarches seulement."),
    to_translate("Elle ne les donne à personne d’autre."),
    to_translate("Elle ne garde pas mes mots de passe."),
    to_translate("Elle me dit ce qu’elle a fait."),
)
_RIGHTS = (
    to_translate("Je peux arrêter ce mandat quand je veux."),
    to_translate("Je peux voir, corriger ou faire effacer mes informations."),
    to_translate("Je peux me plaindre à la CNIL (protection des données)."),
)


def mandate_sheet(leaf: Leaf) -> bytes:
    """Return the blank mandate, on one page of A4 or on two."""
    load_faces()
    rows = [
        leaf.title(lambda t: t("Mandat pour mes démarches")),
        leaf.blank(lambda t: t("Moi (nom, prénom, date de naissance)")),
        leaf.blank(lambda t: t("La personne qui m’aide (nom, structure)")),
        stack(leaf.heading(lambda t: t("Elle peut faire avec moi, ou pour moi")), _act(leaf, _ACTS[0])),
        *(_act(leaf, each) for each in _ACTS[1:]),
        leaf.blank(lambda t: t("Pour quelle démarche, sur quel site")),
        leaf.blank(lambda t: t("Jusqu’au")),
        stack(leaf.heading(lambda t: t("La personne qui m’aide promet")), *(_line(leaf, each) for each in _PROMISES)),
        stack(leaf.heading(lambda t: t("Mes droits")), *(_line(leaf, each) for each in _RIGHTS)),
        stack(
            leaf.blank(lambda t: t("Fait à, le")),
            leaf.air(),
            leaf.signed(lambda t: t("Ma signature"), lambda t: t("Signature de la personne qui m’aide")),
        ),
    ]
    says: list[Say] = [lambda t: t("2 papiers pareils : un pour moi, un pour la personne qui m’aide.")]
    return leaf.printed(leaf.t("Mandat pour mes démarches"), rows, leaf.small_print(says))


def _act(leaf: Leaf, act: str) -> Block:
    return leaf.ticked(leaf.said(lambda t: t(act), indent=leaf.indent))


def _line(leaf: Leaf, line: str) -> Block:
    return leaf.said(lambda t: t(line))
