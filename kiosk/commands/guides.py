"""`kiosk guides`: for those who keep the guides true."""

import json
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import stop, writable_or_stop, written_or_stop
from kiosk.shipped import shipped

if TYPE_CHECKING:
    from kiosk.domain.guides.guide import Guide

guides = typer.Typer(help="Check, list and begin guides.", no_args_is_help=True)
FolderOption = Annotated[Path | None, typer.Option("--folder", help="Folder of the guides (default: the shipped one).")]


def _folder(folder: Path | None) -> Path:
    place = folder or shipped("assets", "guides")
    if not place.is_dir():
        stop(f"--folder {place}: there is no such folder")
    return place


def _guides(folder: Path | None) -> "tuple[Guide, ...]":
    from kiosk.adapters.guides.content import WrongGuide, load_guides

    try:
        return load_guides(_folder(folder))
    except WrongGuide as refusal:
        stop(str(refusal), refusal)


def _doubts(guide: Path) -> str:
    """Say which pages of a guide are not firm, or that its facts cannot be read."""
    from kiosk.adapters.guides.facts import doubts
    from kiosk.adapters.guides.resting import WrongFacts, resting_of

    try:
        return doubts(resting_of(guide))
    except WrongFacts:
        return "unreadable"


def _today() -> date:
    from kiosk.adapters.machine.clocks import system_clock

    return system_clock().date()


@guides.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(help="Ids; none for all.")] = None, *, folder: FolderOption = None
) -> None:
    """Check schema, addresses, dates, plain language, glossary, every case, paper and facts; exit 2 on a complaint."""
    from kiosk.adapters.guides.content import guide_files
    from kiosk.adapters.guides.review import review_all

    place = _folder(folder)
    files = [path for path in guide_files(place) if not names or path.stem in names]
    missing = set(names or ()) - {path.stem for path in files}
    wrong = [f"{name}: expected the id of a guide in {place}" for name in sorted(missing)]
    wrong += review_all(files, _today(), compared=None if names else place)
    for line in wrong:
        typer.echo(line, err=True)
    if wrong:
        raise typer.Exit(2)
    typer.echo(f"{len(files)} guides are fine")


@guides.command("list")
def list_guides(
    *,
    stale: Annotated[bool, typer.Option("--stale", help="Only those past their review date.")] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only those with undated, old or part pages.")] = False,
    folder: FolderOption = None,
) -> None:
    """List the guides: number, id, theme, partner, when checked, when to review, which pages are not firm."""
    from rich.console import Console
    from rich.table import Table

    table = Table("n°", "id", "theme", "partner", "checked", "review", "", "pages")
    for guide in _guides(folder):
        late, pages = guide.is_stale(_today()), _doubts(_folder(folder) / f"{guide.id}.toml")
        if (late or not stale) and (pages or not doubtful):
            source = guide.source
            table.add_row(
                str(guide.number), guide.id, guide.theme.value, guide.partner, f"{source.checked}", f"{source.review}",
                "stale" if late else "", pages,
            )  # fmt: skip
    Console(width=140).print(table)


@guides.command()
def links(*, folder: FolderOption = None) -> None:
    """Try every address of the guides; say which do not answer. Exit 2 when some do not, 3 without a network."""
    from kiosk.adapters.guides.links import answers, has_network

    if not has_network():
        typer.echo("there is no network: no address was tried", err=True)
        raise typer.Exit(3)
    wanted: dict[str, list[str]] = {}
    for guide in _guides(folder):
        for address in {guide.address, guide.source.address, *(s.address for s in guide.steps if s.address)}:
            wanted.setdefault(address, []).append(guide.id)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(answers, wanted))
    silent = [(address, why) for address, why in zip(wanted, found, strict=True) if why]
    for address, why in silent:
        typer.echo(f"{address}: {why} ({', '.join(wanted[address])})")
    typer.echo(f"{len(wanted)} addresses, {len(silent)} to look at")
    if silent:
        raise typer.Exit(2)


@guides.command()
def new(
    name: Annotated[str, typer.Argument(help="Id: small letters and hyphens.")],
    title: Annotated[str, typer.Option("--title", help="First person, in French.")],
    *,
    folder: FolderOption = None,
) -> None:
    """Write the skeleton of a guide and of its facts, with the next free number."""
    from kiosk.adapters.guides.skeleton import facts_skeleton, guide_skeleton

    place = _folder(folder)
    target, facts = place / f"{name}.toml", place / "facts" / f"{name}.toml"
    if target.exists():
        typer.echo(f"{target}: there is a guide of that name already", err=True)
        raise typer.Exit(2)
    number = max((guide.number for guide in _guides(place)), default=0) + 1
    today = _today()
    with written_or_stop(place):
        facts.parent.mkdir(exist_ok=True)
        facts.write_text(facts_skeleton(title, today), encoding="utf-8")
        target.write_text(guide_skeleton(name, number, title, today, today + timedelta(days=120)), encoding="utf-8")
    typer.echo(
        textwrap.dedent(f"""\
        {target}
        {facts}
        Then: kiosk guides check {name}""")
    )


def _to_read(names: list[str], folder: Path | None) -> "list[Guide]":
    """Return the guides of these names; without any, those that are due."""
    from kiosk.adapters.guides.reading import is_due

    known = {guide.id: guide for guide in _guides(folder)}
    if missing := sorted(set(names) - known.keys()):
        stop("\n".join(f"{name}: expected the id of a guide in {_folder(folder)}" for name in missing))
    return [known[name] for name in names] or [guide for guide in known.values() if is_due(guide, _today())]


@guides.command("review")
def review_sheets(
    names: Annotated[list[str] | None, typer.Argument(help="Ids.")] = None,
    *,
    due: Annotated[bool, typer.Option("--due", help="Those whose review date is past or within 30 days.")] = False,
    out: Annotated[Path, typer.Option("--out", help="Folder of the sheets.")] = Path(),
    folder: FolderOption = None,
) -> None:
    """Make a sheet of paper for each guide to be read again: what it says, page by page, with boxes for a pen."""
    from kiosk.adapters.documents.reading_sheet import reading_sheet
    from kiosk.adapters.guides.reading import reading_of
    from kiosk.adapters.guides.resting import WrongFacts

    if bool(names) == due:
        stop("kiosk guides review: expected the ids of guides, or --due")
    place, chosen = _folder(folder), _to_read(names or [], folder)
    writable_or_stop("--out", out)
    for guide in chosen:
        try:
            sheet = reading_sheet(reading_of(guide, place))
        except WrongFacts as refusal:
            stop(str(refusal), refusal)
        (out / f"relecture-{guide.id}.pdf").write_bytes(sheet)
        typer.echo(str(out / f"relecture-{guide.id}.pdf"))
    typer.echo(f"{len(chosen)} sheets")


@guides.command()
def schema(*, folder: FolderOption = None) -> None:
    """Write guide.schema.json, with which an editor completes and checks a guide."""
    from kiosk.adapters.guides.schema import guides_json_schema

    target = _folder(folder) / "guide.schema.json"
    with written_or_stop(target):
        target.write_text(json.dumps(guides_json_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    typer.echo(str(target))
