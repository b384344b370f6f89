"""Codes that paper carries: the six-digit slip code and the checklist token, each with check digits.

Paper lives for months, so the widths and meanings here are fixed from day one; golden vectors in the tests hold them.
"""

from collections.abc import Callable
from dataclasses import dataclass

# H. Michael Damm's quasigroup of order 10 (dissertation, Marburg 2004): catches every single mistyped digit
# and every swap of neighbours, the two errors people make when they copy a number.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

SLIP_DIGITS = 6
BADGE_DIGITS = 9
BADGE_PREFIX = "KS"
SLIP_PREFIX = "KR"
TOKEN_PREFIX = "KD"  # noqa: S105 (a printed prefix, not a secret)
TOKEN_FORMAT = 1
MAX_QUESTIONS = 6
MAX_PAPERS = 32
# format 1, guide 3, revision 3, one digit a question, one digit a pair of papers, ISO 7064 mod 97-10 check 2
TOKEN_DIGITS = 1 + 3 + 3 + MAX_QUESTIONS + MAX_PAPERS // 2 + 2


@dataclass(frozen=True, slots=True)
class SlipCode:
    """Six digits printed on an appointment slip; the last is a Damm check digit."""

    digits: str


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """Nine digits on a staff badge; the last is a Damm check digit. A badge chooses an account, a PIN opens it."""

    digits: str


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What was typed or scanned is not one of our codes: its length or its check digits are wrong."""


@dataclass(frozen=True, slots=True)
class ChecklistToken:
    """A checklist as its sheet carries it: no personal data, only numbers from the guide's file.

    `answers` maps a question's number (1 to 6) to its answer's number (1 to 9);
    `papers` maps a paper's number (1 to 32) to True ("Je l'ai") or False ("Je ne l'ai pas").
    """

    guide: int
    revision: int
    answers: tuple[tuple[int, int], ...] = ()
    papers: tuple[tuple[int, bool], ...] = ()


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def damm(digits: str) -> int:
    """Return the Damm check of a run of digits: 0 when its last digit is its right check digit."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def new_slip_code(random_below: Callable[[int], int]) -> SlipCode:
    """Draw a slip code; `random_below(n)` gives an integer in [0, n), from `secrets` outside tests."""
    body = f"{random_below(10 ** (SLIP_DIGITS - 1)):0{SLIP_DIGITS - 1}d}"
    return SlipCode(body + str(damm(body)))


def new_badge_code(random_below: Callable[[int], int]) -> BadgeCode:
    """Draw a badge's digits; `random_below(n)` gives an integer in [0, n)."""
    body = f"{random_below(10 ** (BADGE_DIGITS - 1)):0{BADGE_DIGITS - 1}d}"
    return BadgeCode(body + str(damm(body)))


def read_badge_code(digits: str) -> BadgeCode | Mistyped:
    """Read the digits that follow `KS`."""
    if len(digits) != BADGE_DIGITS or not _is_digits(digits) or damm(digits) != 0:
        return Mistyped()
    return BadgeCode(digits)


def read_slip_code(typed: str) -> SlipCode | Mistyped:
    """Read a slip code as a person typed it; blanks between digits do not count."""
    digits = "".join(typed.split())
    if len(digits) != SLIP_DIGITS or not _is_digits(digits) or damm(digits) != 0:
        return Mistyped()
    return SlipCode(digits)


def _is_checked(digits: str) -> bool:
    return len(digits) == TOKEN_DIGITS and _is_digits(digits) and int(digits) % 97 == 1


def _with_check(body: str) -> str:
    return body + f"{98 - int(body + '00') % 97:02d}"


def write_token(token: ChecklistToken) -> str:
    """Return the digits of a token (without `KD`), always `TOKEN_DIGITS` of them.

    Raises ValueError when a number does not fit its width: a guide file with such a number is refused earlier.
    """
    answers = [0] * MAX_QUESTIONS
    for question, answer in token.answers:
        if not (1 <= question <= MAX_QUESTIONS and 1 <= answer <= 9):
            raise ValueError(f"answer {question}={answer} does not fit the token")
        answers[question - 1] = answer
    papers = [0] * MAX_PAPERS
    for paper, owned in token.papers:
        if not 1 <= paper <= MAX_PAPERS:
            raise ValueError(f"paper {paper} does not fit the token")
        papers[paper - 1] = 1 if owned else 2
    if not (1 <= token.guide <= 999 and 1 <= token.revision <= 999):
        raise ValueError(f"guide {token.guide} revision {token.revision} does not fit the token")
    pairs = (papers[i] * 3 + papers[i + 1] for i in range(0, MAX_PAPERS, 2))
    body = (
        f"{TOKEN_FORMAT}{token.guide:03d}{token.revision:03d}" + "".join(map(str, answers)) + "".join(map(str, pairs))
    )
    return _with_check(body)


def read_token(digits: str) -> ChecklistToken | Mistyped:
    """Read the digits that follow `KD`; anything but a well-checked token of a known format is `Mistyped`."""
    if not _is_checked(digits):
        return Mistyped()
    # A pair digit is two ternary states: nine, hence at most 8.
    guide, revision, answers, pairs = int(digits[1:4]), int(digits[4:7]), digits[7:13], digits[13:-2]
    if int(digits[0]) != TOKEN_FORMAT or guide == 0 or revision == 0 or "9" in pairs:
        return Mistyped()
    given = tuple((i, int(answer)) for i, answer in enumerate(answers, 1) if answer != "0")
    return ChecklistToken(guide, revision, given, _papers(pairs))


def _papers(pairs: str) -> tuple[tuple[int, bool], ...]:
    """Read the papers that were spoken of, and whether each is there."""
    states = (state for pair in pairs for state in divmod(int(pair), 3))
    return tuple((i, state == 1) for i, state in enumerate(states, 1) if state)
