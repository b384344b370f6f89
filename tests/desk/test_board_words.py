"""The wall screen invites to prepare a démarche only while the kiosk stands open for it."""

from kiosk.services.arrivals import Permanence
from screens.running.backstage import PermanenceNow
from tests.helpers.desk_office import Office

INVITATION = "En attendant, préparez votre démarche sur la borne. C’est gratuit."


def test_after_closing_nobody_is_invited_to_the_kiosk(tmp_path, clock):
    board = Office(tmp_path, clock, role="board")
    assert INVITATION in board.see()
    board.root.backstage.look_no_more()
    board.root.tell_the_permanence(PermanenceNow(Permanence.CLOSED, None, ()))
    assert INVITATION not in board.see()
    assert "La permanence est fermée." in board.see()
    board.root.tell_the_permanence(PermanenceNow(Permanence.OPEN, None, ()))
    assert INVITATION in board.see()
    board.close()
