"""Just enough of IPP (RFC 8010 encoding, RFC 8011 operations) to talk to the local cupsd over its Unix socket.

`lp` says "accepted", never "printed"; its words change with the locale and `lpstat` shows no job that is over. Asking
cupsd itself is one small binary exchange over HTTP: the number of the job comes back in the answer, states are numbers,
every wait has its limit, nothing is written to disk on our side, and no package beyond the daemon is needed.
"""

import http.client
import itertools
import os
import pwd
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

Value = int | str


class Tag(IntEnum):
    """Delimiters and value types (RFC 8010, 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    SUBSCRIPTION = 0x06
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


class Operation(IntEnum):
    """Operations (RFC 8011, RFC 3995, RFC 3996, RFC 3998, and CUPS' own)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER = 0x000B
    RESUME_PRINTER = 0x0011
    SUBSCRIBE = 0x0016
    GET_NOTIFICATIONS = 0x001C
    CANCEL_JOBS = 0x0038
    GET_PRINTERS = 0x4002
    CHANGE_PRINTER = 0x4003
    ACCEPT_JOBS = 0x4008


class Status(IntEnum):
    """The answers that we tell apart; any other one at or above 0x0400 is a refusal like them."""

    OK = 0x0000
    FIRST_ERROR = 0x0400
    FORBIDDEN = 0x0403
    NOT_FOUND = 0x0406
    NOT_ACCEPTING = 0x0506


@dataclass(frozen=True, slots=True)
class Attribute:
    """One named attribute of a request, with one value or several of the same type."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """cupsd's answer: a status, and its groups of attributes (operation attributes first)."""

    status: int
    groups: tuple[dict[str, tuple[Value, ...]], ...]

    @property
    def accepted(self) -> bool:
        """Say whether cupsd did what was asked."""
        return self.status < Status.FIRST_ERROR

    def first(self, name: str) -> Value | None:
        """Return the first value of an attribute, in any group."""
        return next((group[name][0] for group in self.groups if group.get(name)), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of an attribute as text."""
        return tuple(str(value) for group in self.groups for value in group.get(name, ()))


class CupsError(Exception):
    """No cupsd answers on that socket, or not in time, or not in IPP."""


def _field(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def _value(tag: Tag, value: Value) -> bytes:
    if tag is Tag.BOOLEAN:
        return struct.pack(">b", value)
    return struct.pack(">i", value) if isinstance(value, int) else value.encode()


def _encode(attributes: tuple[Attribute, ...]) -> bytes:
    out = b""
    for attribute in attributes:
        for place, value in enumerate(attribute.values):
            name = b"" if place else attribute.name.encode()
            out += _field(attribute.tag, name, _value(attribute.tag, value))
    return out


def _decode_value(tag: int, raw: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM) and len(raw) == 4:
        return int(struct.unpack(">i", raw)[0])
    return raw[0] if tag == Tag.BOOLEAN and raw else raw.decode("utf-8", "replace")


def _fields(body: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Cut an answer into (tag, name, value); a delimiter has neither name nor value. Raises struct.error."""
    place = 8
    while place < len(body):
        tag, place = body[place], place + 1
        if tag < 0x10:
            yield tag, "", b""
            continue
        parts = []
        for _ in range(2):
            (length,) = struct.unpack_from(">H", body, place)
            parts.append(body[place + 2 : place + 2 + length])
            place += 2 + length
        yield tag, parts[0].decode("utf-8", "replace"), parts[1]


def decode(body: bytes) -> Reply:
    """Read an answer. Raises CupsError when it is not IPP."""
    groups: list[dict[str, tuple[Value, ...]]] = []
    current = ""
    try:
        (status,) = struct.unpack_from(">H", body, 2)
        for tag, name, raw in _fields(body):
            if tag < 0x10:
                groups.append({})
                continue
            current = name or current
            groups[-1][current] = (*groups[-1].get(current, ()), _decode_value(tag, raw))
    except (struct.error, IndexError) as error:
        raise CupsError("the answer is not IPP") from error
    return Reply(status, tuple(groups))


def _whoever_we_are() -> str:
    """Return the name of this process's account: not what LOGNAME claims, since cupsd checks the socket's owner."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return "anonymous"


class _UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class Cups:
    """The cupsd behind a Unix socket, asked as the user that this process runs as."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers = itertools.count(1)

    def ask(
        self,
        operation: Operation,
        queue: str,
        *attributes: Attribute,
        group: Tag | None = None,
        template: tuple[Attribute, ...] = (),
        document: bytes = b"",
        within: float = 5.0,
    ) -> Reply:
        """Ask one thing about a queue, waiting `within` seconds at most for each step of the exchange.

        `template` holds the attributes of the job or subscription `group`. Raises CupsError.
        """
        user = _whoever_we_are()
        common = (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (f"ipp://localhost/printers/{queue}",)),
        )
        asker = Attribute(Tag.NAME, "requesting-user-name", (user,))
        body = struct.pack(">BBHi", 2, 0, operation, next(self._numbers)) + bytes([Tag.OPERATION])
        # printer-uri and job-id come before everything else, whoever asks (RFC 8011, 4.1.5).
        body += _encode((*common, *attributes[:1], asker, *attributes[1:]))
        if group is not None:
            body += bytes([group]) + _encode(template)
        return self._exchange(body + bytes([Tag.END]) + document, user, within)

    def _exchange(self, body: bytes, user: str, within: float) -> Reply:
        # cupsd checks the name against the owner of the other end of the socket: no password travels.
        headers = {"Content-Type": "application/ipp", "Authorization": f"PeerCred {user}"}
        connection = _UnixConnection(self._path, within)
        try:
            connection.request("POST", "/", body, headers)
            reply = connection.getresponse()
            if reply.status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
                return Reply(Status.FORBIDDEN, ())
            return decode(reply.read())
        except (OSError, http.client.HTTPException) as error:
            raise CupsError(str(error)) from error
        finally:
            connection.close()
