"""When a key was pressed is told by the X server, whose clock begins anew every seven weeks."""

from kivy.clock import Clock

from screens.window.key_times import KeyTimes


def test_the_time_between_two_keys_is_the_servers_also_where_its_clock_begins_anew(monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(Clock, "time", lambda: now[0])
    times = KeyTimes()
    before = times._on_our_clock(2**32 - 100)
    now[0] = 101.0
    after = times._on_our_clock(50)
    assert round(after - before, 3) == 0.15
    assert round(times._on_our_clock(80) - after, 3) == 0.03


def test_the_key_that_came_with_the_least_lag_is_the_measure_of_the_others(monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(Clock, "time", lambda: now[0])
    times = KeyTimes()
    times._on_our_clock(5_000)
    now[0] = 100.4
    # Handled half a second late, all at once: they keep the time that lay between them, and none lies ahead of us.
    assert [round(times._on_our_clock(at), 3) for at in (5_150, 5_300)] == [100.15, 100.3]


def test_a_key_that_nobody_stamped_counts_from_when_it_is_handled() -> None:
    before = Clock.time()
    press = KeyTimes().of(4)
    assert before <= press.at <= Clock.time()
    assert not press.is_repeated
