"""The bodies behind the démarches, by the id that guides and figures share; a closed list."""

# The range of a France services desk (its partners, as issue 3 and the dossiers list them): each has a guide.
FRANCE_SERVICES = {
    "france-titres": "France Titres",
    "caf": "Caf",
    "assurance-maladie": "Assurance maladie",
    "assurance-retraite": "Assurance retraite",
    "agirc-arrco": "Agirc-Arrco",
    "msa": "MSA",
    "france-travail": "France Travail",
    "finances-publiques": "Finances publiques",
    "justice": "Justice",
    "la-poste": "La Poste",
    "energie": "Chèque énergie",
    "france-renov": "France Rénov’",
    "urssaf": "Urssaf",
}
# Bodies outside the range that a guide may send to; "mediation" is for what no body owns, such as an email address.
OTHERS = {
    "logement": "Logement social",
    "interieur": "Intérieur",
    "banque-de-france": "Banque de France",
    "banque": "Banque",
    "mobilites": "Transports",
    "departement": "Département",
    "mairie": "Mairie",
    "formation": "Formation",
    "mediation": "Médiation",
}
PARTNERS = FRANCE_SERVICES | OTHERS
