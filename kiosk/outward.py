"""Settings of what leaves the box, and never tells of anybody: reports, backups, totals for a centre."""

from pydantic import SecretStr, field_validator, model_validator

from kiosk.centre_address import complaint_of
from kiosk.domain.machine.backups import is_public_key
from kiosk.sites import Frozen


class Reporting(Frozen):
    """A folder where the report of each period that ends is written; empty for none."""

    folder: str = ""


class Backup(Frozen):
    """The public half of the key that backups are locked with; empty for no backup."""

    key: str = ""

    @field_validator("key")
    @classmethod
    def _public(cls, key: str) -> str:
        if key and not is_public_key(key):
            # It is not quoted: the other half is a secret, and is what people paste by mistake.
            raise ValueError('expected a public key of age, "age1…" and 58 signs more, each of them right')
        return key


class Centre(Frozen):
    """The PostgreSQL where many sites' figures come together; empty for none. The address may hold a password."""

    url: SecretStr = SecretStr("")
    without_tls: bool = False

    @model_validator(mode="after")
    def _safe(self) -> "Centre":
        if self.url.get_secret_value():
            complaint = complaint_of(self.url.get_secret_value(), without_tls=self.without_tls)
            if complaint:
                raise ValueError(complaint)
        return self
