"""Facts still in the form of before, whose pages were not read whole again yet: goes once its list is empty."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiosk.adapters.guides.checks import stands_on
from kiosk.adapters.guides.pages import PUBLIC, Fact

# A guide whose facts have their `[[pages]]` leaves this list; none enters it.
OLD_FORM = frozenset(
    {
        "aah-mdph",
        "acces-au-droit",
        "acte-naissance",
        "actualisation",
        "aide-juridictionnelle",
        "aide-logement",
        "allocations-caf",
        "amende-contester",
        "amende-payer",
        "boite-mail",
        "bulletin-3",
        "carte-grise",
        "carte-identite",
        "changement-adresse",
        "cheque-energie",
        "complementaire-sante",
        "compte-ameli",
        "compte-bancaire",
        "compte-formation",
        "domiciliation",
        "droits-sante",
        "effacer-mention",
        "emploi-domicile",
        "franceconnect",
        "hebergement-urgence",
        "impots",
        "inscription-france-travail",
        "logement-social",
        "micro-entreprise",
        "msa",
        "navigo-solidarite",
        "papiers-perdus",
        "passeport",
        "permis-perdu",
        "permis-points",
        "permis-suspension",
        "plainte",
        "prime-activite",
        "renovation",
        "retraite",
        "retraite-complementaire",
        "rsa",
        "surendettement",
        "titre-sejour",
    }
)
# Towns of elsewhere, which only these guides may still cite.
_TOWNS = (
    "paris.fr", "ville-poissy.fr", "ville-cesson-sevigne.fr", "longjumeau.fr", "marcilly-en-villette.fr",
    "lachataigneraie.eu",
)  # fmt: skip


class OldFact(Fact):
    """A fact that bears the date of its page itself."""

    dated: date
    secondhand: bool = False  # read on a site that is not public: to be confirmed on the official page


class OldFactsFile(BaseModel):
    """A facts file without pages."""

    model_config = ConfigDict(extra="forbid")

    facts: Annotated[tuple[OldFact, ...], Field(min_length=1)]


def wrong_old_facts(read: OldFactsFile, today: date) -> Iterator[str]:
    """Yield what is wrong with the source and the date of each fact."""
    for n, fact in enumerate(read.facts, 1):
        if not fact.source.startswith("https://"):
            yield f"facts[{n}].source: expected an https address; found {fact.source!r}"
        elif stands_on(fact.source, (*PUBLIC, *_TOWNS)) == fact.secondhand:
            wanted_now = "no" if fact.secondhand else "an official source, or"
            yield f"facts[{n}].source: expected {wanted_now} secondhand = true; found {fact.source!r}"
        if fact.dated > today:
            yield f"facts[{n}].dated: expected a day that has come; found {fact.dated}"
