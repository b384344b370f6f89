"""What somebody takes home from a session: where to go now, what is left to do, that they were here (P5)."""

from datetime import date

from kiosk.adapters.documents import words
from kiosk.adapters.documents.leaf import Leaf, Say
from kiosk.adapters.documents.paper import Block, gap, load_faces, stack
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.reception.handouts import FollowUp, Orientation, Passage, Place, ToDo
from kiosk.sites import Site

_MORE_PAPERS = 2  # boxes left blank for whatever else is to be brought


def orientation_sheet(sent: Orientation, site: Site, today: date, leaf: Leaf) -> bytes:
    """Return where to go, when, with which papers; what is not confirmed is left blank, to be written by hand."""
    load_faces()
    place = sent.place
    where = [leaf.fact(place.address)] if place and place.address else [leaf.blank(), leaf.blank()]
    when = [leaf.fact(line) for line in place.hours] if place and place.hours else [leaf.blank()]
    phone = leaf.fact(place.phone) if place and place.phone else leaf.blank()
    rows = [
        _head(leaf, site, today, stack(leaf.title(lambda t: t("Où aller maintenant")), _named(leaf, sent))),
        stack(leaf.heading(lambda t: t("Où")), *where),
        stack(leaf.heading(lambda t: t("Quand")), *when),
        leaf.blank(lambda t: t("Mon rendez‑vous : le jour et l’heure")),
        stack(leaf.heading(lambda t: t("Par téléphone")), phone),
        *_under(leaf.heading(lambda t: t("Les papiers à apporter")), _papers(leaf, sent.papers)),
    ]
    says = [words.nameless, *(_sourced(place, today) if place is not None else ())]
    return leaf.printed(leaf.t("Où aller maintenant"), rows, leaf.small_print(says))


def _sourced(place: Place, today: date) -> list[Say]:
    """Say when and where the facts were read, and that they are to be read again once they are old (P11)."""

    def checked(t: Translator) -> str:
        said = t("Informations vérifiées le {date}", date=words.short_day(place.checked))
        return f"{said} · {place.source.removeprefix('https://').split('/')[0]}"

    return [checked, words.stale] if place.is_stale(today) else [checked]


def _named(leaf: Leaf, sent: Orientation) -> Block:
    if not sent.name:
        return leaf.blank(lambda t: t("Le service"))
    return stack(gap(leaf.faces.air * 0.5), leaf.framed(lambda _: sent.name, leaf.faces.heading))


def _papers(leaf: Leaf, papers: tuple[str, ...]) -> list[Block]:
    return [*(leaf.ticked(_task(leaf, each)) for each in papers), *(leaf.to_fill() for _ in range(_MORE_PAPERS))]


def follow_up_sheet(followed: FollowUp, site: Site, today: date, leaf: Leaf) -> bytes:
    """Return what was done, what is left and before when, and the next appointment: the memory is the visitor's."""
    load_faces()
    done = [leaf.ticked(_task(leaf, each), ticked=True) for each in followed.done]
    to_do = [row for each in followed.to_do for row in _to_do(leaf, each)]
    rows = [
        _head(leaf, site, today, leaf.title(lambda t: t("La suite de mes démarches"))),
        *_under(leaf.heading(lambda t: t("C’est fait")), done),
        *_under(leaf.heading(lambda t: t("Il reste à faire")), to_do),
        _next(leaf, followed, site),
    ]
    says = [lambda t: t("Gardez ce papier. Apportez‑le la prochaine fois."), words.nameless]
    return leaf.printed(leaf.t("La suite de mes démarches"), rows, leaf.small_print(says))


def _to_do(leaf: Leaf, task: ToDo) -> list[Block]:
    indent, before = leaf.indent, task.before
    if before is not None:
        day = leaf.said(lambda t: t("Avant le {day}", day=t.full_day(before)), indent=indent)
    else:
        day = leaf.blank(lambda t: t("Avant le"), indent=indent)
    where = leaf.fact(task.where, indent=indent) if task.where else leaf.blank(lambda t: t("Où"), indent=indent)
    head = leaf.ticked(_task(leaf, task.title)) if task.title else leaf.to_fill()
    return [stack(head, day, where, leaf.air())]


def _task(leaf: Leaf, title: str) -> Block:
    return leaf.said(lambda t: t(title), leaf.faces.strong, indent=leaf.indent)


def _next(leaf: Leaf, followed: FollowUp, site: Site) -> Block:
    heading, at = leaf.heading(lambda t: t("Mon prochain rendez‑vous")), followed.next
    if at is None:
        return stack(heading, leaf.blank(lambda t: t("Le jour et l’heure")))
    when = leaf.said(lambda t: f"{words.written_day(t, at.date())} · {t.hour(at)}", leaf.faces.strong)
    return stack(heading, when, leaf.said(lambda t: words.place(t, site)))


def passage_sheet(seen: Passage, site: Site, leaf: Leaf) -> bytes:
    """Return that somebody was here: town, day, from when to when; name and stamp are put by hand, no motif."""
    load_faces()
    rows = [
        _head(leaf, site, seen.left.date(), leaf.title(lambda t: t("Attestation de passage"))),
        leaf.air(),
        leaf.said(lambda t: t("La personne nommée ici est venue à l’Espace France services.")),
        leaf.air(),
        leaf.blank(lambda t: t("Son nom et son prénom")),
        stack(
            leaf.heading(lambda t: t("Le jour et l’heure")),
            leaf.fact(site.town),
            leaf.said(lambda t: words.written_day(t, seen.left.date()), leaf.faces.strong),
            leaf.said(
                lambda t: t("De {came} à {left}", came=t.hour(seen.came), left=t.hour(seen.left)), leaf.faces.strong
            ),
        ),
        gap(3 * leaf.faces.air),
        leaf.signed(lambda t: t("Nom, signature et cachet de l’accueil")),
    ]
    foot = leaf.small_print([lambda t: t("Faite à la demande de la personne. Le motif n’est pas écrit.")])
    return leaf.printed(leaf.t("Attestation de passage"), rows, foot)


def _head(leaf: Leaf, site: Site, today: date, title: Block) -> Block:
    """Return the top: where, when, what."""
    where = leaf.said(lambda t: words.place(t, site), leaf.faces.strong)
    return stack(where, leaf.said(lambda t: words.written_day(t, today)), leaf.air(), title)


def _under(heading: Block, rows: list[Block]) -> list[Block]:
    return [stack(heading, rows[0]), *rows[1:]] if rows else [gap(0)]
