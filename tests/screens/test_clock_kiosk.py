"""While the clock is doubted the kiosk goes on receiving people, and says no hour that may be wrong."""

from datetime import UTC, datetime, time, timedelta

from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.visitor import arrive, read
from tests.helpers.waiting_room import PARIS

# The first Tuesday after the program was made.
TUESDAY = datetime(2026, 12, 1, 10, tzinfo=PARIS)


def _switched_off(open_kiosk, told):
    """Leave a kiosk off from one Tuesday to the next, and switch it on when its clock tells something."""
    machine = DoubtfulMachine(TUESDAY.astimezone(UTC))
    machine.synchronise()
    open_kiosk(machine=machine).let_go()
    machine.live(days=7)
    machine.tell(told)
    machine.switch_on()
    return open_kiosk(machine=machine), machine


def test_a_kiosk_that_woke_in_2020_gives_a_number_and_no_hour(open_kiosk):
    hand, _ = _switched_off(open_kiosk, datetime(2020, 1, 1, tzinfo=UTC))
    assert "--:--" in read(hand)
    assert "2020" not in read(hand)
    assert "janvier" not in read(hand)
    assert arrive(hand, hour=time(10, 30)) == "A 1"
    said = read(hand)
    assert "Montrez votre numéro à l’accueil." in said
    assert "On va vous appeler" not in said
    assert "Imprimer mon reçu" not in said


def test_once_the_clock_is_synchronised_the_kiosk_calls_and_prints_again(open_kiosk):
    hand, machine = _switched_off(open_kiosk, datetime(2020, 1, 1, tzinfo=UTC))
    arrive(hand)
    machine.synchronise()
    hand.shell.ask(lambda services: services.time.look())
    hand.shell.ask(lambda services: services.arrivals.desk_is_alive())
    hand.shell.backstage.look_at_the_permanence()
    hand.rest()
    said = read(hand)
    assert "10:00" in said
    assert "On va vous appeler" in said
    assert "Imprimer mon reçu" in said


def test_a_kiosk_with_a_right_clock_promises_as_ever(open_kiosk):
    machine = DoubtfulMachine(TUESDAY.astimezone(UTC))
    hand = open_kiosk(machine=machine)
    machine.true += timedelta(minutes=1)
    arrive(hand)
    assert "On va vous appeler" in read(hand)
