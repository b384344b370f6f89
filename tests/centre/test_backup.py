"""What the centre holds comes back from `pg_basebackup`, and what was told since comes by itself."""

import shutil
from dataclasses import replace

import pytest

from kiosk.adapters.centre.far import FarCentre
from kiosk.domain.figures.tallies import Answer, Tally
from kiosk.domain.figures.usage import Counter
from tests.centre.rig import Beside, Made, free_port, programs

pytestmark = pytest.mark.system
MONTH = Counter("demarches", "meaux", "2026-11", "rsa")
DEVICE = "0123456789abcdef"


def test_a_centre_put_back_from_a_backup_knows_what_it_knew_and_hears_the_rest(made, running):
    centre = FarCentre(made.address("site_meaux"), Beside(), without_tls=True)
    centre.tell((Tally(DEVICE, 1, {MONTH: 3}),), ())
    copy = replace(running, folder=running.folder / "again", port=free_port())
    copy.folder.mkdir()
    if running.user:
        shutil.chown(copy.folder, *running.user)
    copy.run(str(programs() / "pg_basebackup"), "-h", str(running.folder), "-p", str(running.port), "-U", "postgres",
             "-D", str(copy.folder / "data"), "-X", "stream", "-c", "fast", "--no-sync")  # fmt: skip
    centre.tell((Tally(DEVICE, 2, {MONTH: 5}),), ())
    copy.start()
    try:
        again = Made(copy, made.database)
        assert sum(again.total().values()) == 3
        heard = FarCentre(again.address("site_meaux"), Beside(), without_tls=True).tell(
            (Tally(DEVICE, 2, {MONTH: 5}),), ()
        )
        assert heard.answers == ((DEVICE, Answer.KEPT),)
        assert again.total() == made.total()
    finally:
        copy.stop()
