"""PINs as argon2id hashes, badges as fingerprints."""

import hashlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# RFC 9106, second recommended option (t = 3, p = 4, 64 MiB): some 60 ms here. Six digits are few, so the throttle and
# the machine's encrypted disk are what protects them; the hash makes a stolen file slow to try.
ARGON2 = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
# Verified in place of an account nobody has, so that the time taken says nothing.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$8PYwX0eSmVY4gY2ok0ZP5i6zJvA0K4iG0wTn4xX4C0E"


class Argon2Pins:
    """The port `PinHasher`; another hasher than ours is for whoever tries a thousand PINs in a row."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or ARGON2

    def hash(self, secret: str) -> str:
        """Return what may be kept of a PIN or of a setup code."""
        return self._hasher.hash(secret)

    def verify(self, known: str, secret: str) -> bool:
        """Say whether a secret is the one that was kept; nothing kept takes as long and is never right."""
        try:
            return self._hasher.verify(known or _NOBODY, secret) and bool(known)
        except (VerificationError, InvalidHashError):
            return False

    def fingerprint(self, digits: str) -> str:
        """Return what is kept of a badge: it only chooses an account, the PIN still protects it."""
        return hashlib.sha256(f"badge {digits}".encode()).hexdigest()
