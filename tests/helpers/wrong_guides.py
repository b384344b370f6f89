"""One small guide that is right, and mistakes people make in guides, each with the exact complaint it must earn."""

# Two of everything; right in every respect, so that each seeded mistake below is the only one.
SMALL = """
id = "mail"
number = 9
revision = 1
theme = "digital"
partner = "la-poste"
icon = "mail"
title = "Créer une adresse mail"
summary = "Une adresse mail est gratuite."
address = "https://www.laposte.fr"
mediator = "Le médiateur vous aide."
[source]
name = "La Poste"
address = "https://www.laposte.fr"
checked = 2026-11-23
review = 2027-05-23
[[questions]]
id = "telephone"
number = 1
text = "Avez-vous un téléphone\u202f?"
answers = [{ id = "oui", number = 1, text = "Oui" }, { id = "non", number = 2, text = "Non" }]
[[papers]]
id = "numero"
number = 1
name = "Votre numéro"
short = "Numéro"
icon = "call"
[[steps]]
id = "creer"
channel = "online"
title = "Créez l’adresse"
text = "Ouvrez le site."
line = "J’ouvre le site."
when = { telephone = ["oui"] }
[[steps]]
id = "aide"
channel = "mediator"
title = "Voyez le médiateur"
text = "Il crée l’adresse avec vous."
line = "Je vois le médiateur."
when = { telephone = ["non"] }
"""

SEEDED = {
    "a misspelt theme": (
        'theme = "digital"',
        'theme = "computers"',
        "theme: expected 'papers', 'housing', 'health', 'benefits', 'work', 'money', 'rights' or 'digital'; "
        "found 'computers'",
    ),
    "a number as text": (
        "number = 9",
        'number = "9"',
        "number: expected a whole number, without quotes; found '9'",
    ),
    "a missing title": (
        'title = "Voyez le médiateur"\n',
        "",
        "steps[2] (aide).title: expected this key, which is not there",
    ),
    "a field nobody knows": (
        'icon = "call"',
        'icon = "call"\ncolour = "red"',
        "papers[1] (numero).colour: this key is not known; "
        "expected one of id, number, name, short, detail, get, icon, when",
    ),
    "an id in capitals": (
        'id = "creer"',
        'id = "Créer"',
        'steps[1] (Créer).id: expected 1 to 40 small letters without accents, digits, "-" or "_", '
        "such as \"carte-identite\"; found 'Créer'",
    ),
    "a paper with a long name": (
        'name = "Votre numéro"',
        f'name = "{"Votre numéro " * 4}"',
        "papers[1] (numero).name: expected 45 characters at most; "
        "found 'Votre numéro Votre numéro Votre numéro Votre numéro '",
    ),
    "a question with one answer": (
        ', { id = "non", number = 2, text = "Non" }',
        "",
        "questions[1] (telephone).answers: expected a list of 2 or more",
    ),
    "a condition without answers": (
        '{ telephone = ["non"] }',
        "{ telephone = [] }",
        "steps[2] (aide).when.telephone: expected a list of 1 or more",
    ),
    "a step in the place of a table": (
        "[[papers]]",
        "steps = 3\n[[papers]]",
        "questions[1] (telephone).steps: this key is not known; expected one of id, number, text, help, when, answers",
    ),
    "four things to do in one step": (
        "Ouvrez le site.",
        "Ouvrez le site. Écrivez. Lisez. Pas de réponse\u202f? Appelez.",
        "steps (creer).text: expected at most 3 sentences; "
        "found 4: 'Ouvrez le site. Écrivez. Lisez. Pas de réponse\\u202f? Appelez.'",
    ),
    "a date as text": (
        "review = 2027-05-23",
        'review = "2027-05-23"',
        "source.review: expected a day such as 2026-12-24, without quotes; found '2027-05-23'",
    ),
    "a condition on an unknown question": (
        '{ telephone = ["non"] }',
        '{ phone = ["non"] }',
        "steps (aide).when.phone: expected the id of a question, one of telephone",
    ),
    "a condition on an unknown answer": (
        '{ telephone = ["non"] }',
        '{ telephone = ["non", "jamais"] }',
        "steps (aide).when.telephone: expected answers among non, oui; found 'jamais'",
    ),
    "a change of a revision to come": (
        "[[questions]]",
        '[[changes]]\nrevision = 2\nwhat = "prix"\n[[questions]]',
        "changes[1].revision: expected 1 at most, the guide's own; found 2",
    ),
    "a change that is none of ours": (
        "[[questions]]",
        '[[changes]]\nrevision = 2\nwhat = "price"\n[[questions]]',
        "changes[1].what: expected 'prix', 'délai', 'papiers', 'adresse' or 'étapes'; found 'price'",
    ),
    "an id used twice": ('id = "aide"', 'id = "creer"', "steps.id: expected each one once; found 'creer' 2 times"),
    "an address that is not official": (
        'address = "https://www.laposte.fr"\nmediator',
        'address = "https://laposte.fr.example.com"\nmediator',
        "address: expected an https address of an official site; found 'https://laposte.fr.example.com'",
    ),
    "an address that is none": (
        'address = "https://www.laposte.fr"\nmediator',
        'address = "https://["\nmediator',
        "address: expected an https address of an official site; found 'https://['",
    ),
    "a fact trusted for two years": (
        "review = 2027-05-23",
        "review = 2028-11-23",
        "source.review: expected 1 to 366 days after 2026-11-23; found 2028-11-23",
    ),
    "an amount trusted for half a year": (
        "Une adresse mail est gratuite.",
        "Un timbre coûte 25\u00a0€.",
        "source.review: expected 1 to 124 days after 2026-11-23, as it names an amount; found 2027-05-23",
    ),
    "a day at the end of time": (
        "checked = 2026-11-23",
        "checked = 9999-12-31",
        "source.review: expected 1 to 366 days after 9999-12-31; found 2027-05-23",
    ),
    "a word that tells a story": (
        "Il crée l’adresse avec vous.",
        "Il connaît le SPIP.",
        "steps (aide).text: expected no word about justice supervision; found 'spip'",
    ),
    "a story in two words and accents": (
        "Votre numéro",
        "Votre CONTRÔLE\u00a0judiciaire",
        "papers (numero).name: expected no word about justice supervision; found 'controle judiciaire'",
    ),
    "nothing to do in one case": (
        'when = { telephone = ["non"] }',
        'when = { telephone = ["oui"] }',
        "steps: expected at least one for telephone=non",
    ),
    "a sentence of 16 words": (
        "Ouvrez le site.",
        "Ouvrez le site de la poste sur un téléphone ou un ordinateur avec une adresse mail.",
        "steps (creer).text: expected at most 15 words a sentence; found 16: "
        "'Ouvrez le site de la poste sur un téléphone ou un ordinateur avec une adresse mail.'",
    ),
    "an open list": (
        "Ouvrez le site.",
        "Ouvrez le site, etc.",
        "steps (creer).text: expected the things themselves, not an open list; found 'etc'",
    ),
    "a straight apostrophe": (
        "Créez l’adresse",
        "Créez l'adresse",
        'steps (creer).title: expected the curly apostrophe ’; found "l\'adresse"',
    ),
    "a question mark that may start a line": (
        "téléphone\u202f?",
        "téléphone ?",
        "questions (telephone).text: expected a narrow no-break space before ? ! ; : and »; found '?'",
    ),
    "a telephone number that may break over two lines": (
        "Ouvrez le site.",
        "Appelez le 36 46.",
        "steps (creer).text: expected a no-break space inside a number; found '6 4'",
    ),
    "a number parted from its sign": (
        "Ouvrez le site.",
        "Lisez le bulletin n° trois.",
        "steps (creer).text: expected a no-break space after n°; found 'n° '",
    ),
}
