"""The facts of the small guide, right as they stand, and mistakes people make in facts, each with its complaint."""

PAGE = "https://www.service-public.gouv.fr/particuliers/vosdroits/F1"
FACTS = f"""
[[pages]]
address = "{PAGE}"
page_dated = 2026-06-05
read_on = 2026-11-23
how = "whole"
[[pages.cases]]
case = "Vous avez un téléphone"
told = "covered"
[[pages.cases]]
case = "Vous êtes à l'étranger"
told = "out"
why = "The kiosk stands in France."
[[facts]]
at = ["address", "source.address", "papers (numero)"]
source = "{PAGE}"
says = "A mailbox is made with a telephone number."
"""
# What a fact must carry once the guide says it.
DELAY_FACT = f"""
[[facts]]
at = ["steps (aide).text"]
source = "{PAGE}"
says = "It takes 15 days."
"""
_OTHER = PAGE.replace("F1", "F2")
_DATED, _HOW = "page_dated = 2026-06-05\n", 'how = "whole"'
_CASES = FACTS[FACTS.index("[[pages.cases]]") : FACTS.index("[[facts]]")]

# What to change in the facts, and the whole complaint about it.
SEEDED_FACTS = {
    "a fact whose page nobody described": (
        f'papers (numero)"]\nsource = "{PAGE}"',
        f'papers (numero)"]\nsource = "{_OTHER}"',
        f"pages[1].address: expected a fact that cites this page; found none of '{PAGE}'\n"
        f"facts/mail.toml: facts[1].source: expected the address of one of the [[pages]]; found '{_OTHER}'",
    ),
    "a page without its cases": (_CASES, "", "pages (entry 1).cases: expected this key, which is not there"),
    "an empty list of cases": (_CASES, "cases = []\n", "pages (entry 1).cases: expected at least one"),
    "a page described twice": (
        "[[facts]]",
        FACTS[: FACTS.index("[[facts]]")] + "[[facts]]",
        f"pages[2].address: expected each page once; found '{PAGE}' again",
    ),
    "a page dated after it was read": (
        "page_dated = 2026-06-05",
        "page_dated = 2026-11-24",
        "pages[1].page_dated: expected a day no later than read_on, 2026-11-23; found 2026-11-24",
    ),
    "a page dated in the future": (
        "page_dated = 2026-06-05\nread_on = 2026-11-23",
        "page_dated = 2031-06-05\nread_on = 2031-06-05",
        "pages[1].page_dated: expected a day that has come; found 2031-06-05\n"
        "facts/mail.toml: pages[1].read_on: expected a day that has come; found 2031-06-05",
    ),
    "a page read on a day to come": (
        "read_on = 2026-11-23",
        "read_on = 2026-12-01",
        "pages[1].read_on: expected a day that has come; found 2026-12-01",
    ),
    "a page half described": (
        _HOW,
        'how = "quickly"',
        "pages (entry 1).how: expected 'whole' or 'part'; found 'quickly'",
    ),
    "a case left out without a reason": (
        'why = "The kiosk stands in France."\n',
        "",
        "pages[1].cases[2].why: expected why \"Vous êtes à l'étranger\" is not covered, as it is told = 'out'",
    ),
    "a page of a private site": (
        PAGE,
        "https://www.boursorama.com/mail",
        "pages[1].address: expected an official site, or one of the short list of public ones; "
        "found 'https://www.boursorama.com/mail'",
    ),
    "a page of a town of elsewhere": (
        PAGE,
        "https://www.ville-poissy.fr/mail",
        "pages[1].address: expected an official site, or one of the short list of public ones; "
        "found 'https://www.ville-poissy.fr/mail'",
    ),
    "a page that anyone may alter on its way": (
        PAGE,
        PAGE.replace("https", "http"),
        f"pages[1].address: expected an https address; found '{PAGE.replace('https', 'http')}'",
    ),
    "a fact that dates its page itself, as before": (
        'says = "A',
        'dated = 2026-06-05\nsays = "A',
        "facts (entry 1).dated: this key is not known; expected one of at, source, says, amount_of",
    ),
    "a paper that rests on nothing": (
        ', "papers (numero)"',
        "",
        "papers (numero): expected a fact that says where this comes from",
    ),
    "a fact about a paper that is not there": (
        '"papers (numero)"',
        '"papers (numero)", "papers (autre)"',
        "facts[1].at: 'papers (autre)' is no place of the guide",
    ),
    "the day of an amount that no text names": (
        'says = "A',
        'amount_of = 2026-04-01\nsays = "A',
        "facts[1].amount_of: expected only where a text names an amount; "
        "found at address, source.address, papers (numero)",
    ),
    "a table left open": (
        "[[facts]]",
        "[[facts]",
        "expected TOML in UTF-8; found: Expected ']]' at the end of an array declaration (at line 14, column 8)",
    ),
}
# Pages too weak for a deadline, and why the complaint says so.
WEAK = {
    "undated": (_DATED, "", "undated"),
    "read in part": (_HOW, 'how = "part"', "part"),
    "nineteen months old when read": ("page_dated = 2026-06-05", "page_dated = 2025-05-22", "old"),
    "old and read in part": (
        f"page_dated = 2026-06-05\nread_on = 2026-11-23\n{_HOW}",
        'page_dated = 2021-06-14\nread_on = 2026-11-23\nhow = "part"',
        "old, part",
    ),
}
