"""A desk in a flood of codes: it is told, what its own reader repeats makes ten numbers at most, and it goes away."""

from datetime import timedelta

from kiosk.domain.reception.codes import SlipCode, new_slip_code
from kiosk.services.arrivals import Arrivals
from tests.helpers.waiting_room import SITE

SAID = "Trop de codes en une minute : la borne envoie à l’accueil. Vérifiez le lecteur."


def test_a_flood_at_the_kiosk_is_said_at_the_foot_of_the_desk_until_it_is_over(office, clock):
    def flood(services):
        # The kiosk's own process has its own service on the same files.
        kiosk = Arrivals(services.arrivals._day, clock, SITE, desk_alive_within=timedelta(minutes=1))
        return [kiosk.present("123456", "fr") for _ in range(200)]

    office.do(flood)
    clock.advance(minutes=1)
    assert SAID in office.see()
    clock.advance(minutes=3)
    assert SAID not in office.see()


def test_a_reader_at_the_desk_that_repeats_itself_notes_ten_at_most_and_says_so(office):
    for place in range(30):
        office.root.heard(SlipCode(new_slip_code(lambda _, place=place: place).digits))
    office.rest()
    assert "Trop de codes en une minute. Vérifiez le lecteur." in office.see()
    assert office.do(lambda s: s.queue.room()).arrived == 10
