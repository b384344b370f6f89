"""The process that is sent: it has little memory, little time and little to say, answers one request, and ends.

It takes a request as JSON on its standard input and answers as JSON on its standard output; nothing of a file's
contents goes to standard error, to a log or to a dump (P1).
"""

import json
import os
import resource
import sys
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from kiosk.adapters.errands import places

# A calendar of 50,000 events takes some 300 MB; a bomb asks for gigabytes.
MEMORY = 900 * 1024 * 1024
SECONDS = 25
# What is answered, and what is written, at most.
OUTPUT = 64 * 1024 * 1024
FILES = 64


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer the one request that stands on standard input, within the limits."""
    for limit, most in (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT), (resource.RLIMIT_NOFILE, FILES),
    ):  # fmt: skip
        resource.setrlimit(limit, (most, most))
    os.nice(10)  # the screen draws first
    request = json.load(sys.stdin)
    json.dump(answer(request), sys.stdout)


def main() -> None:
    """Answer a request about files and folders."""
    serve(_answer)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    match request["do"]:
        case "look":
            return places.look(request["folder"], request["kinds"])
        case "find":
            return places.find(request["place"], request["kinds"])
        case "destroy":
            return places.destroy(request["path"], request["stamp"])
        case "put":
            return places.put(request["folder"], request["name"], b64decode(request["content"]))
        case "hand over":
            return places.hand_over(request["folder"], request["name"], b64decode(request["content"]))
    raise ValueError(request["do"])


if __name__ == "__main__":
    main()
