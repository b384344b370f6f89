"""What sheets say, in one language at a time: the same sentences on A4 and on a ticket."""

from datetime import date
from itertools import groupby

from kiosk.adapters.languages.translator import Translator
from kiosk.domain.french import NBSP
from kiosk.domain.guides.guide import Checklist, Guide, Phone
from kiosk.sites import WEEKDAYS, OpeningTable, Site

_ENDINGS = (".", "?", "!", "؟", "…")


def place(t: Translator, site: Site) -> str:
    """Name the permanence by its town alone (P5)."""
    return t("Espace France services — {town}", town=site.town)


def opening_hours(t: Translator, site: Site) -> tuple[str, ...]:
    """Say when the permanence opens, a line for the days that share the same hours; nothing before it is confirmed."""
    if not site.confirmed:
        return ()
    ordered = sorted(site.openings, key=lambda o: (WEEKDAYS.index(o.day), o.start))
    days = [(day, _hours(t, tuple(slots))) for day, slots in groupby(ordered, key=lambda o: o.day)]
    comma = _comma(t)
    alike = {hours: [t.weekday(WEEKDAYS.index(day)) for day, same in days if same == hours] for _, hours in days}
    return tuple(_capital(comma.join([*names, hours])) for hours, names in alike.items())


def _hours(t: Translator, slots: tuple[OpeningTable, ...]) -> str:
    return _comma(t).join(f"{t.hour(o.start)} – {t.hour(o.end)}" for o in slots).replace(" – ", f"{NBSP}–{NBSP}")


def _comma(t: Translator) -> str:
    return "، " if t.rtl else ", "


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def written_day(t: Translator, day: date) -> str:
    """Write a date as the start of a line: "Mardi 24 novembre 2026"."""
    return _capital(t.full_day(day))


def short_day(day: date) -> str:
    """Write a date in digits: 24/11/2026."""
    return f"{day:%d/%m/%Y}"


def dated(t: Translator, day: str) -> str:
    """Write the line above the title."""
    title = t("Ma liste")
    return f"{title} · {day}"


def case(t: Translator, checklist: Checklist) -> str:
    """Say the visitor's case as sentences, one an answer."""
    said = [t(answer) for answer in checklist.cases()]
    return " ".join(words if words.endswith(_ENDINGS) else f"{words}." for words in said)


def help_at(t: Translator, site: Site) -> tuple[str, ...]:
    """Say where help is: the town, the street and the hours only where the site lets them be printed."""
    street = (site.address,) if site.show_address and site.address else ()
    show = t("Montrez ce papier : le médiateur le lit avec son lecteur.")
    return (place(t, site), *street, *opening_hours(t, site), show)


def help_by_phone(t: Translator, phone: Phone) -> tuple[str, ...]:
    """Say whom to call, and what it costs. The groups of a number stay together."""
    called = f"{phone.number.replace(' ', NBSP)} — {t(phone.name)}"
    return (called, *(t(fact) for fact in (phone.price, phone.hours) if fact))


def nameless(t: Translator) -> str:
    """Say that the sheet says nothing about its owner."""
    return t("Ce papier ne contient ni votre nom ni votre adresse.")


def checked(t: Translator, guide: Guide, *, between: str = " · ") -> str:
    """Say when the facts were read, and where (P11)."""
    read = t("Informations vérifiées le {date}", date=short_day(guide.source.checked))
    return f"{read}{between}{t(guide.source.name)}"


def stale(t: Translator) -> str:
    """Say that the facts are past their review date (P11)."""
    return t("Informations à vérifier avec le médiateur")


def practice(t: Translator) -> str:
    """Mark a sheet of the fictitious day."""
    return t("Mode formation : tout est inventé")


def elsewhere(t: Translator, site: Site) -> str:
    """Say where somebody goes who has an appointment with anybody else (P9b)."""
    if site.elsewhere == "accueil":
        return t("Rendez‑vous avec une autre personne ? Allez à l’accueil.")
    return t("Rendez‑vous avec une autre personne ? Allez ici : {place}.", place=site.elsewhere)


def advice(said: str) -> tuple[str, str]:
    """Part a question from the advice that follows it, so that each stands on its own line; empty where none is."""
    ends = [place for place, sign in enumerate(said[:-1], 1) if sign in "?؟"]
    return (said[: ends[0]], said[ends[0] :].strip()) if ends else (said, "")
