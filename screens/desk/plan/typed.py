"""Days and hours as somebody types them in a hurry: 2411, 1430, 9."""

from datetime import date, time, timedelta


def read_date(typed: str, today: date) -> date | None:
    """Read "2411" as 24 November: of this year, or of the next when that day is long past; "24" is this month's."""
    if len(typed) not in {1, 2, 4}:
        return None
    day, month = int(typed[:2]), int(typed[2:]) if len(typed) == 4 else today.month
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today - timedelta(days=60):
            return found
    return None


def read_hour(typed: str) -> time | None:
    """Read "1430" as 14:30, "930" as 9:30, "9" as 9:00."""
    if not typed:
        return None
    hours, minutes = (typed, "0") if len(typed) <= 2 else (typed[:-2], typed[-2:])
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        return None
