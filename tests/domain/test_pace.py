"""Ten codes a minute at one place, whatever they are; no step of the clock shuts it for ever, or opens it wide."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.reception.pace import MOST_CODES, WITHIN, Pace

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
waits = st.lists(st.integers(0, 90_000).map(lambda n: timedelta(milliseconds=n)), max_size=80)
steps = st.lists(st.integers(-100_000, 100_000).map(lambda n: timedelta(seconds=n)), max_size=80)


def _shown(times):
    """Show a code at each time; return when one was looked at, and the pace at the end."""
    pace, allowed = Pace(), []
    for at in times:
        if pace.allows(at):
            allowed.append(at)
        pace = pace.after(at)
    return allowed, pace


def _running(gaps):
    now, times = START, []
    for gap in gaps:
        now += gap
        times.append(now)
    return times


@given(waits)
def test_no_minute_ever_has_more_than_ten(gaps):
    allowed, _ = _shown(_running(gaps))
    assert all(sum(at <= other < at + WITHIN for other in allowed) <= MOST_CODES for at in allowed)


@given(waits)
def test_where_no_minute_has_more_than_ten_nobody_is_refused(gaps):
    times = _running(gaps)
    assert [at for place, at in enumerate(times) if place < MOST_CODES or at - times[place - MOST_CODES] >= WITHIN] == (
        _shown(times)[0]
    )


@given(steps)
def test_whatever_the_clock_did_a_quiet_minute_opens_it_again(jumps):
    times = _running(jumps)
    _, pace = _shown([*times, START])
    assert pace.allows(START + WITHIN)
    assert len(pace.shown) <= MOST_CODES


def test_a_reader_that_repeats_itself_is_heard_ten_times_and_again_after_a_quiet_minute():
    allowed, pace = _shown([START + n * SECOND for n in range(200)])
    assert len(allowed) == MOST_CODES
    assert not pace.allows(START + 200 * SECOND)
    assert pace.allows(START + 260 * SECOND)


def test_a_clock_that_went_back_does_not_shut_it_until_it_has_caught_up():
    _, pace = _shown([START + timedelta(hours=1)] * 20)
    assert pace.allows(START)
    assert not pace.allows(START + timedelta(hours=1))
    assert pace.after(START).allows(START + timedelta(hours=1))


def test_a_clock_that_jumps_ahead_opens_it_for_ten_more_and_no_wider():
    _, pace = _shown([START] * 11)
    later = START + timedelta(hours=1)
    seen = []
    for _ in range(20):
        seen.append(pace.allows(later))
        pace = pace.after(later)
    assert sum(seen) == MOST_CODES
