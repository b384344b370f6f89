"""The kiosk of the permanences France services, without its screens.

The layers, from the outside in; imports only point downwards:

`__main__`   the command line; it alone builds and wires everything
`adapters`   what touches the world: databases, content, printers, documents (`screens` stands beside it and owns Kivy)
`services`   the verbs: arrivals, checklists, figures, closing
`ports`      what the services need from the world, as Protocols
`domain`     the nouns and the rules; standard library only, frozen dataclasses
"""

from datetime import UTC, datetime

__version__ = "0.1.0"
# When this version was made: a clock that tells an earlier time is wrong. Written at each release.
BUILT = datetime(2026, 12, 1, tzinfo=UTC)
