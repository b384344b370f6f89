"""The first lines of a new guide and of its facts: right as they stand, and commented for whoever fills them."""

from datetime import date

_GUIDE = """\
#:schema ./guide.schema.json
# {title}
# Phrases courtes : 12 mots, 15 au plus. Une idée par phrase. Les numéros ne changent jamais : ils sont sur le papier.
id = "{name}"
number = {number}
revision = 1
# papers, housing, health, benefits, work, money, rights, digital
theme = "papers"
# Le partenaire : voir `kiosk guides list`.
partner = "mediation"
icon = "description"
title = "{title}"
summary = "Dites ici à quoi sert la démarche."
# La page officielle : le carré noir de la liste l’ouvre.
address = "https://www.service-public.gouv.fr"
mediator = "Vous êtes bloqué\u202f? Voyez le médiateur."

[source]
name = "Service-Public.gouv.fr"
address = "https://www.service-public.gouv.fr"
checked = {checked}
# 12 mois au plus ; 4 mois si le guide dit un prix.
review = {review}

# 1 à 5 questions. Chaque réponse change un papier ou une étape.
[[questions]]
id = "internet"
number = 1
text = "Pouvez-vous utiliser internet\u202f?"

[[questions.answers]]
id = "oui"
number = 1
text = "Oui, j’ai internet"
icon = "mobile"

[[questions.answers]]
id = "non"
number = 2
text = "Non, je n’ai pas internet"
icon = "wifi_off"

# Les papiers à apporter. `get` dit où le demander ; `detail`, ce qui peut le remplacer.
[[papers]]
id = "identite"
number = 1
name = "Une pièce d’identité"
short = "Pièce d’identité"
detail = "Carte d’identité ou passeport."
get = "La fiche «\u202fRefaire ma carte d’identité\u202f» vous guide."
icon = "badge"

# Les étapes, dans l’ordre. channel : online, phone, counter, post, mediator, ready.
# `line` est pour le papier, à la première personne.
[[steps]]
id = "site"
channel = "online"
title = "Ouvrez le site officiel"
text = "Cherchez la démarche. Suivez les écrans."
line = "J’ouvre le site officiel."
address = "https://www.service-public.gouv.fr"
when = {{ internet = ["oui"] }}

[[steps]]
id = "aide"
channel = "mediator"
title = "Demandez au médiateur"
text = "Le médiateur fait la démarche avec vous."
line = "Je demande au médiateur."
when = {{ internet = ["non"] }}
"""
_FACTS = """\
# Faits de « {title} » : les pages lues, puis ce que chacune dit. `says` et `why` sont en anglais, avec nos mots.
[[pages]]
address = "https://www.service-public.gouv.fr"
# page_dated = {checked}   # la date que la page porte elle-même ; rien si elle n’en porte pas
read_on = {checked}
how = "whole"   # whole : lue en entier ; part : un extrait

# Chaque cas, onglet ou note de la page. told : covered, mediator (laissé au médiateur), out (hors du guide).
[[pages.cases]]
case = "Le cas, avec les mots de la page"
told = "mediator"
why = "Say here why the guide does not cover it."

[[facts]]
at = ["address", "source.address", "steps (site).address", "papers (identite)"]
source = "https://www.service-public.gouv.fr"
says = "Say here what the page says."
# amount_of = {checked}   # le jour où un montant en euros était en vigueur
"""


def guide_skeleton(name: str, number: int, title: str, checked: date, review: date) -> str:
    """Return a guide that passes the check and says nothing yet."""
    return _GUIDE.format(name=name, number=number, title=title, checked=checked, review=review)


def facts_skeleton(title: str, checked: date) -> str:
    """Return its facts."""
    return _FACTS.format(title=title, checked=checked)
