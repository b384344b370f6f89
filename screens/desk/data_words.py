"""What the desk says of the files: what is wrong with them now, what befell them today, and what to do."""

from kiosk.domain.machine.data_state import DataState, Mishap, Sound, Trouble

_TROUBLES = {
    Trouble.FULL: "Le disque est plein. Faites de la place",
    Trouble.READ_ONLY: "Le disque ne se laisse plus écrire. Redémarrez l’appareil, ou changez le disque",
    Trouble.DENIED: "Les fichiers ne sont pas au compte de la borne. Appelez qui l’a installée",
    Trouble.MISSING: "Le dossier des données n’est plus là. Rebranchez le disque, ou appelez qui a installé la borne",
    Trouble.FOREIGN: "Le fichier d’un autre programme est à la place du nôtre. Appelez qui a installé la borne",
    Trouble.TOO_NEW: "Les fichiers viennent d’une version plus récente. Mettez la borne à jour",
    Trouble.BUSY: "Un autre programme retient les fichiers. Fermez‑le, ou redémarrez l’appareil",
    Trouble.MOVED: "Les fichiers ont été déplacés. La borne les cherche",
    Trouble.DAMAGED: "Les fichiers sont abîmés et ne se réparent pas. Changez le disque",
    Trouble.BROKEN: "Le disque répond mal. Redémarrez l’appareil, ou changez le disque",
}
_MISHAPS = {
    Mishap.DAY_DAMAGED: "Le fichier du jour était abîmé : une partie est perdue. Réimportez votre agenda.",
    Mishap.DAY_RESCUED: "Le fichier du jour était abîmé : tout a été repris.",
    Mishap.FIGURES_DAMAGED: "Le fichier des chiffres était abîmé : une partie manque. "
    "L’ancien est gardé (figures.sqlite.kept).",
    Mishap.FIGURES_RESCUED: "Le fichier des chiffres était abîmé : tout a été repris.",
    Mishap.DEVICE_DAMAGED: "Le fichier de l’appareil était abîmé. Vérifiez les comptes ; "
    "s’il n’y en a plus : kiosk staff setup-code",
    Mishap.DEVICE_RESCUED: "Le fichier de l’appareil était abîmé : les comptes ont été repris.",
}


def data_words(state: DataState | None, mishaps: tuple[Mishap, ...]) -> str:
    """Return what to say: the trouble of now first; "" when there is nothing to say."""
    said = [_MISHAPS[mishap] for mishap in mishaps]
    if isinstance(state, Sound):
        if state.figures is not None:
            said.insert(0, f"Chiffres en attente. {_TROUBLES[state.figures]}.")
    elif state is not None:
        said.insert(0, f"Personne ne peut s’inscrire : on envoie à l’accueil. {_TROUBLES[state.trouble]}.")
    return " ".join(said)
