"""The code of a list: one symbol for two readers, a phone's camera and the desk's scanner.

The phone opens the official page and strips what follows `#:~:` before the site sees it (fragment directives:
WICG, "URL Fragment Text Directives"); the scanner finds `KD` and the digits of the list's token.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.codes import TOKEN_PREFIX

if TYPE_CHECKING:
    from qrcode.util import QRData

Matrix = tuple[tuple[bool, ...], ...]

DIRECTIVE = "#:~:"
# Light modules that must stay around a symbol (ISO/IEC 18004, 5.3.8).
QUIET = 4
# Level H survives about 30 % of damage, Q 25 %, M 15 %; a level that needs a larger version than this gives way, so
# that modules stay large on 72 mm of paper. Version 10 is 57 modules wide, 12 is 65.
_LARGEST = (("ERROR_CORRECT_H", 10), ("ERROR_CORRECT_Q", 12), ("ERROR_CORRECT_M", 40))
# A run of digits shorter than this costs more in mode switches than three digits in ten bits give back.
_RUNS = re.compile(r"\d{8,}|(?:(?!\d{8}).)+", re.DOTALL)


def list_address(checklist: Checklist) -> str:
    """Return what the code of a list opens: the official page, with the list's token where the page allows it.

    A page whose address has a fragment of its own, or that routes by it, stays as it is.
    """
    address = checklist.guide.address
    return address if "#" in address else f"{address}{DIRECTIVE}{list_token(checklist)}"


def list_token(checklist: Checklist) -> str:
    """Return what the desk's scanner looks for: `KD` and the digits of the token."""
    return f"{TOKEN_PREFIX}{checklist.token()}"


def list_codes(checklist: Checklist) -> tuple[str, ...]:
    """Return the texts of a sheet's codes: one for both readers, or the page's and then the scanner's."""
    address, token = list_address(checklist), list_token(checklist)
    return (address,) if token in address else (address, token)


def qr_matrix(text: str) -> Matrix:
    """Return the modules of the smallest symbol for a text, True where dark, without the quiet zone."""
    for level, largest in _LARGEST:
        symbol = _symbol(text, level)
        if symbol.best_fit() <= largest:
            break
    symbol.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in symbol.modules)


def _symbol(text: str, level: str) -> Any:
    from qrcode import QRCode, constants

    symbol = QRCode(error_correction=getattr(constants, level))
    for segment in _segments(text):
        symbol.add_data(segment)
    return symbol


def _segments(text: str) -> Iterator["QRData"]:
    """Cut a text so that its long runs of digits are packed three to ten bits."""
    from qrcode.util import MODE_NUMBER, QRData, optimal_mode

    for run in _RUNS.findall(text):
        data = run.encode()
        yield QRData(data, mode=MODE_NUMBER if run.isdigit() else optimal_mode(data))
