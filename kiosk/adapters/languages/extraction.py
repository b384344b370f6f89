"""Collects the French texts a visitor can see, and keeps one catalogue a language in step with them.

For the people who write the program, in a checkout: `python -m kiosk.adapters.languages.extraction update`, then
`check`.
"""

import ast
import re
import string
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from kiosk.adapters.languages.translator import is_available
from kiosk.domain.guides.fields import parts_in, texts_in
from kiosk.domain.guides.guide import Guide
from kiosk.domain.languages import LANGUAGES

# Whatever has a catalogue is complete: what is half translated is not offered.
COMPLETE = tuple(code for code in LANGUAGES if code != "fr" and is_available(code))
ROOT = Path(__file__).parents[3]
MARKERS = ("t", "to_translate")
_FOR_TRANSLATORS = "Translators:"
_HEADER = """\
# {name} texts of the waiting-room kiosk ({reread}). The French of each is in the sources named above it.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A French text, where it stands (file under the root, line) and what its translator should know."""

    text: str
    file: str
    line: int
    notes: tuple[str, ...] = ()


def _notes_above(lines: list[str], number: int) -> tuple[str, ...]:
    """Return the `# Translators:` comment that ends right above a line (counted from 1)."""
    found: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.lstrip().startswith("#"):
            return ()
        found.insert(0, line.strip().lstrip("# "))
        if found[0].startswith(_FOR_TRANSLATORS):
            return (" ".join(found).removeprefix(_FOR_TRANSLATORS).strip(),)
    return ()


def _literals(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node


_MARKED = re.compile(rf"(?<!\w)(?:{'|'.join(MARKERS)})[\s\\]*\(")


def texts_of_python(content: str, file: str) -> Iterator[SourceText]:
    """Yield what stands in `t("…")`, `self.t("…")` or `to_translate("…")`: a text alone, and in no f-string."""
    if not _MARKED.search(content):  # four files of five: reading each token of them takes long
        return
    written = BytesIO(content.encode())
    calls = extract("python", written, dict.fromkeys(MARKERS), (_FOR_TRANSLATORS,), None, strip_comment_tags=True)
    for line, text, notes, _ in calls:
        yield SourceText(str(text), file, line, (" ".join(notes).strip(),) if notes else ())


_KV_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<call>(?<!\w)(?:t|to_translate)\()"""
)


def kv_calls(content: str) -> Iterator[tuple[int, str]]:
    """Yield each marked call of a .kv file: where it begins and its Python text, over several lines if need be.

    Raises SyntaxError on a call that is never closed.
    """
    for match in _KV_TOKEN.finditer(content):
        if match["call"]:
            yield match.start(), _balanced(content[match.start() :])


def _balanced(code: str) -> str:
    depth, lines = 0, code.splitlines(keepends=True)
    try:
        for token in tokenize.generate_tokens(StringIO(code).readline):
            depth += {"(": 1, ")": -1}.get(token.string, 0) if token.type == tokenize.OP else 0
            if token.string == ")" and depth == 0:
                row, column = token.end
                return "".join(lines[: row - 1]) + lines[row - 1][:column]
    except tokenize.TokenError as error:
        raise SyntaxError(f"a call is never closed: {lines[0].strip()}") from error
    raise SyntaxError(f"a call is never closed: {lines[0].strip()}")


def texts_of_kv(content: str, file: str) -> Iterator[SourceText]:
    """Yield what stands in `root.t("…")` in a .kv file."""
    lines = content.splitlines()
    for start, code in kv_calls(content):
        line = content.count("\n", 0, start) + 1
        call = ast.parse(code, mode="eval").body
        if isinstance(call, ast.Call) and call.args:
            for found in _literals(call.args[0]):
                yield SourceText(str(found.value), file, line, _notes_above(lines, line))


def texts_of_guide(content: str, file: str) -> Iterator[SourceText]:
    """Yield every text of a guide that a visitor sees, hears or carries; the note names its place."""
    lines = content.splitlines()
    for place, text in _walk(tomllib.loads(content), Guide, ""):
        first = text.splitlines()[0]
        number = next((n for n, line in enumerate(lines, 1) if first in line), 1)
        yield SourceText(text, file, number, (place,))


def _walk(table: dict[str, Any], kind: type, place: str) -> Iterator[tuple[str, str]]:
    """Yield what a table says in the order of its file: translators read a guide from top to bottom."""
    for key, value in table.items():
        if key in texts_in(kind) and value:
            yield f"{place}{key}", value
        elif part := parts_in(kind).get(key):
            for each in value if isinstance(value, list) else [value]:
                yield from _walk(each, part, f"{place}{key}.")


_SOURCES: tuple[tuple[str, str, Callable[[str, str], Iterator[SourceText]]], ...] = (
    ("screens", "*.py", texts_of_python),
    ("screens", "*.kv", texts_of_kv),
    ("kiosk", "*.py", texts_of_python),
    ("assets/guides", "*.toml", texts_of_guide),
)


def source_texts(root: Path = ROOT) -> list[SourceText]:
    """Return every French text of a checkout, in a stable order. Raises SyntaxError or TOMLDecodeError."""
    return [
        text
        for folder, pattern, texts_of in _SOURCES
        for path in sorted((root / folder).rglob(pattern))
        for text in texts_of(path.read_text(encoding="utf-8-sig"), path.relative_to(root).as_posix())
        if text.text
    ]


def _template(root: Path) -> Catalog:
    template = Catalog()
    for source in source_texts(root):
        template.add(source.text, locations=[(source.file, source.line)], auto_comments=source.notes)
    return template


def _read(root: Path, code: str) -> Catalog:
    path = root / "assets" / "languages" / f"{code}.po"
    return read_po(BytesIO(path.read_bytes() if path.is_file() else b""), locale=LANGUAGES[code].locale)


def update(code: str, root: Path = ROOT) -> None:
    """Bring a catalogue in step: new texts empty, changed ones fuzzy with their old translation, gone ones dropped.

    The file depends on the texts alone: no date, no machine, no line numbers.
    """
    catalogue = _read(root, code)
    catalogue.update(_template(root), no_fuzzy_matching=not len(catalogue))
    written = BytesIO()
    write_po(
        written, catalogue, width=0, omit_header=True, ignore_obsolete=True, sort_by_file=True, include_lineno=False,
        include_previous=True,
    )  # fmt: skip
    folder = root / "assets" / "languages"
    folder.mkdir(parents=True, exist_ok=True)
    language = LANGUAGES[code]
    header = _HEADER.format(name=language.own_name, reread=language.reread, code=code)
    (folder / f"{code}.po").write_bytes(header.encode() + written.getvalue())


def holes(text: str) -> list[str] | None:
    """Return the names of the holes of a text, sorted; None when its braces do not pair."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def complaints(code: str, root: Path = ROOT, sources: Sequence[SourceText] | None = None) -> list[str]:
    """Say, a line each, what is wrong with a catalogue; `sources` are the checkout's, if they were read before."""
    wanted = {source.text for source in (source_texts(root) if sources is None else sources)}
    catalogue = _read(root, code)
    found = [f"{code}: missing: {text}" for text in sorted(wanted) if not _translation(catalogue, text)]
    wrong = ((message.id, _wrong(message, wanted)) for message in catalogue if message.id)
    return found + [f"{code}: {why}: {text}" for text, why in wrong if why]


def _wrong(message: Message, wanted: set[str]) -> str:
    if str(message.id) not in wanted:
        return "no longer in use"
    if message.fuzzy:
        return "fuzzy, its French has changed"
    translated = str(message.string)
    return "other holes than the French" if translated and holes(translated) != holes(str(message.id)) else ""


def _translation(catalogue: Catalog, text: str) -> str:
    message = catalogue.get(text)
    return str(message.string) if message else ""


def main(arguments: list[str]) -> int:
    """Run `update` or `check` for every language that has a catalogue; `update pt` begins one. Return the exit code."""
    match arguments:
        case ["update", *begun] if set(begun) <= set(LANGUAGES) - {"fr"}:
            for code in dict.fromkeys((*COMPLETE, *begun)):
                update(code)
            return 0
        case ["check"]:
            return _check()
    sys.stderr.write("usage: python -m kiosk.adapters.languages.extraction check|update [code ...]\n")
    return 2


def _check() -> int:
    sources = source_texts()
    found = [line for code in COMPLETE for line in complaints(code, sources=sources)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
