"""The hours that somebody who must leave may choose from: near ones close together, never a reason."""

from datetime import datetime, time, timedelta

# A bus in twenty minutes is told from one in forty; who has two hours left needs no quarters.
_SOON = timedelta(minutes=15)
_LATER = timedelta(minutes=30)
_SOON_HOURS, _HOURS = 4, 8


def leaving_hours(now: datetime) -> tuple[time, ...]:
    """Return the next four quarters of an hour after a local time, then four half-hours, all of the same day."""
    at = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + _SOON
    found: list[time] = []
    while len(found) < _HOURS and at.date() == now.date():
        found.append(at.time())
        at += _SOON if len(found) < _SOON_HOURS else _LATER
    return tuple(found)
