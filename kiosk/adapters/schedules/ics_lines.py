"""The lines of a calendar as events: whatever is broken in one costs that one, or the line, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# A name, its parameters, a value; parameters may be quoted and hold colons.
_PROPERTY = re.compile(r'\s*([A-Za-z0-9-]+)((?:\s*;(?:"[^"]*"|[^":])*)*?)\s*:(.*)', re.DOTALL)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^;:"]*)')
_ESCAPED = re.compile(r"\\([nN,;\\:\"])")
# Nothing else of an event is read, and what is not read cannot leave the process (P1).
_READ = frozenset({
    "UID", "DTSTART", "DTEND", "DURATION", "STATUS", "SUMMARY", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    "SEQUENCE", "X-MICROSOFT-CDO-ALLDAYEVENT",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a property's name."""

    text: str
    parameters: dict[str, str]


@dataclass(slots=True)
class RawEvent:
    """An event as it is written; `number` is its place in the file, `is_whole` says that it has an end."""

    number: int
    zone: str = ""
    is_cancelled: bool = False
    is_whole: bool = False
    values: dict[str, list[Value]] = field(default_factory=dict)

    def first(self, name: str) -> Value | None:
        """Return the first property of a name."""
        found = self.values.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """Return the words of a property, "" where it stands nowhere."""
        found = self.first(name)
        return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], found.text).strip() if found else ""


@dataclass(slots=True)
class RawCalendar:
    """A file's calendars as one: their events, and the zones they define, as text by name."""

    events: list[RawEvent] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)


def unfolded(text: str) -> list[str]:
    """Return the lines of a calendar, those put together that were broken, by the rule or against it."""
    found: list[str] = []
    for line in re.split(r"\r*\n|\r", text):
        if line[:1] in {" ", "\t"} and found:
            found[-1] += line[1:]
        elif found and line.strip() and not _PROPERTY.match(line):
            found[-1] += f" {line}"
        elif line.strip():
            found.append(line)
    return found


@dataclass(slots=True)
class _Top:
    """What a calendar says of all its events, above or below them."""

    zone: str = ""
    is_cancelled: bool = False

    def take(self, name: str, value: Value) -> None:
        if name in {"X-WR-TIMEZONE", "TIMEZONE-ID"}:
            self.zone = self.zone or value.text.strip()
        elif name == "METHOD":
            self.is_cancelled = value.text.strip().upper() == "CANCEL"


def read_calendars(text: str) -> RawCalendar:
    """Return the events of every calendar of a file."""
    parser = _Parser()
    for line in unfolded(text):
        if found := _property(line):
            parser.take(line, *found)
    parser.settle()
    return parser.calendar


class _Parser:
    """Goes through the lines of a file and knows in which part of it they stand."""

    def __init__(self) -> None:
        self.calendar = RawCalendar()
        self._top, self._begun = _Top(), 0
        self._parts: list[str] = []
        self._zone: list[str] = []
        self._event: RawEvent | None = None

    def take(self, line: str, name: str, value: Value) -> None:
        """Take one line."""
        part = value.text.strip().upper()
        if name == "BEGIN":
            self._begin(part)
        if "VTIMEZONE" in self._parts:
            self._zone.append(line.strip())
        if name == "END":
            self._end(part)
        elif self._parts[-1:] == ["VEVENT"] and self._event is not None and name in _READ:
            self._event.values.setdefault(name, []).append(value)
        elif self._parts in ([], ["VCALENDAR"]):
            self._top.take(name, value)

    def settle(self) -> None:
        """Tell the events of a calendar what it says of them all."""
        for event in self.calendar.events[self._begun :]:
            event.zone, event.is_cancelled = self._top.zone, self._top.is_cancelled
        self._top, self._begun = _Top(), len(self.calendar.events)

    def _begin(self, part: str) -> None:
        if part == "VCALENDAR":
            self.settle()
            self._parts = []
        elif part == "VEVENT":
            # One that never ended is not whole, and ends here.
            self._event = RawEvent(len(self.calendar.events) + 1)
            self.calendar.events.append(self._event)
            self._parts = ["VCALENDAR"]
        elif part == "VTIMEZONE":
            self._zone = []
        self._parts.append(part)

    def _end(self, part: str) -> None:
        if part == "VEVENT" and self._event is not None:
            self._event.is_whole, self._event = True, None
        elif part == "VTIMEZONE":
            _keep_zone(self._zone, self.calendar.zones)
        elif part == "VCALENDAR":
            self.settle()
        while self._parts and self._parts.pop() != part:
            pass


def _keep_zone(lines: Sequence[str], zones: dict[str, str]) -> None:
    name = next((value.text.strip() for found in map(_property, lines) if found for key, value in [found]
                 if key == "TZID"), "")  # fmt: skip
    # The same zone is often written again before each event; the first holds.
    zones.setdefault(name.strip('"'), "\r\n".join(lines) + "\r\n")


def _property(line: str) -> tuple[str, Value] | None:
    found = _PROPERTY.match(line)
    if not found:
        return None
    parameters = {key.upper(): value.strip().strip('"') for key, value in _PARAMETER.findall(found[2])}
    return found[1].upper(), Value(found[3], parameters)


def every(values: Sequence[Value]) -> Iterator[Value]:
    """Yield each of several values that stand on a line."""
    for value in values:
        for text in value.text.split(","):
            yield Value(text.strip(), value.parameters)
