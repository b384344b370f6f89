"""Prices in euros, as each language says them."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """How a language counts euros and cents: the words for 1, for a few and for many, and what joins the two."""

    euros: tuple[str, str, str]
    cents: tuple[str, str, str]
    joined: str = "{euros} {cents}"
    kind: Callable[[int], int] = lambda n: 0 if n == 1 else 2
    # French says "34 euros 50": the cents are not named after euros.
    names_cents: bool = True


def _french(n: int) -> int:
    return 0 if n < 2 else 2


def _romanian(n: int) -> int:
    if n == 1:
        return 0
    return 1 if n == 0 or 0 < n % 100 < 20 else 2


def _ukrainian(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2


MONEY = {
    "fr": Money(("euro", "euros", "euros"), ("centime", "centimes", "centimes"), kind=_french, names_cents=False),
    "en": Money(("euro", "euros", "euros"), ("cent", "cents", "cents")),
    "ar": Money(("يورو",) * 3, ("سنت",) * 3, "{euros} و {cents}"),
    "es": Money(("euro", "euros", "euros"), ("céntimo", "céntimos", "céntimos"), "{euros} con {cents}"),
    "pt": Money(("euro", "euros", "euros"), ("cêntimo", "cêntimos", "cêntimos"), "{euros} e {cents}"),
    "ro": Money(("euro", "euro", "de euro"), ("cent", "cenți", "de cenți"), "{euros} și {cents}", _romanian),
    "tr": Money(("avro",) * 3, ("sent",) * 3),
    "uk": Money(("євро",) * 3, ("цент", "центи", "центів"), kind=_ukrainian),
}

# Thousands apart by a blank, a point or a comma, as each country writes them.
_WHOLE = r"(\d{1,3}(?:[ .,]\d{3})+|\d+)(?:[,.](\d\d?))?(?!\d)"
_AFTER = re.compile(rf"(?<![\d,.]){_WHOLE} ?(?:€|EUR\b)")
_BEFORE = re.compile(rf"(?:€|EUR) ?{_WHOLE}")


def with_prices(text: str, language: str) -> str:
    """Say the prices of a text."""
    money = MONEY.get(language, MONEY["en"])

    def price(found: re.Match[str]) -> str:
        euros, cents = int(re.sub(r"\D", "", found[1])), int((found[2] or "0").ljust(2, "0"))
        named = f"{euros} {money.euros[money.kind(euros)]}"
        if not cents:
            return named
        if euros and not money.names_cents:
            return f"{named} {cents}"
        small = f"{cents} {money.cents[money.kind(cents)]}"
        return money.joined.format(euros=named, cents=small) if euros else small

    text = _BEFORE.sub(price, _AFTER.sub(price, text))
    # A sign with no number beside it ("somme en €").
    return text.replace("€", f" {money.euros[2].removeprefix('de ')} ")
