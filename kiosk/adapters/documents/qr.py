"""One QR for two readers: a phone opens the official page, the desk's reader finds the list behind it.

A fragment directive (`#:~:`) is stripped by the browser before the site sees it; the desk looks for `KD` and digits.
"""

import re
from functools import lru_cache

from kiosk.domain.codes import TOKEN_PREFIX
from kiosk.domain.guides import Checklist

Matrix = tuple[tuple[bool, ...], ...]

# The most modules a side may have (version 10): with 5 printer dots each, the code stays within 36 mm.
MOST_MODULES = 57
# Below this many digits, a numeric segment's own header (14 bits) costs more than it saves.
_WORTH_A_SEGMENT = 6
_DIRECTIVE = "#:~:"


def list_address(checklist: Checklist) -> str:
    """Return what the list's code says: the official address followed by the list, or the list alone.

    An address with a fragment of its own cannot carry the list: such a sheet has two codes, see `list_codes`.
    """
    return list_codes(checklist)[-1]


def list_codes(checklist: Checklist) -> tuple[str, ...]:
    """Return the texts of the sheet's codes: one for both readers, or the phone's then the desk's."""
    address, token = checklist.guide.address, TOKEN_PREFIX + checklist.token()
    if not address:
        return (token,)
    return (address, token) if "#" in address else (address + _DIRECTIVE + token,)


@lru_cache(maxsize=16)
def qr_matrix(text: str) -> Matrix:
    """Return the rows of modules (True: black) without the quiet zone, which must be 4 modules wide.

    The error correction is the highest of H, Q and M that keeps the code within `MOST_MODULES` a side, else M.
    """
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

    for level in (ERROR_CORRECT_H, ERROR_CORRECT_Q):
        matrix = _matrix(text, level)
        if len(matrix) <= MOST_MODULES:
            return matrix
    return _matrix(text, ERROR_CORRECT_M)


def _matrix(text: str, level: int) -> Matrix:
    from qrcode.main import QRCode
    from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER, QRData

    code = QRCode(error_correction=level, border=0)
    digits = re.search(rf"\d{{{_WORTH_A_SEGMENT},}}$", text)
    head = text[: digits.start()] if digits else text
    if head:
        mode = MODE_ALPHA_NUM if set(head.encode()) <= set(ALPHA_NUM) else MODE_8BIT_BYTE
        code.add_data(QRData(head, mode=mode))
    if digits:
        code.add_data(QRData(digits[0], mode=MODE_NUMBER))
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
