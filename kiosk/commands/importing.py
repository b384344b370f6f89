"""`kiosk import`: a plan made elsewhere, for scripts and for a first look."""

import json
import os
import tempfile
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import ConfigOption, DataOption, SiteOption, data_for, data_or_stop, settings_or_stop, stop
from kiosk.data_folder import real_folder
from kiosk.domain.reception.planning import Dropped, PlannedRow, Preview, Unreadable
from kiosk.installed import as_asked
from kiosk.wiring import imports, schedule_reader

if TYPE_CHECKING:
    from kiosk.settings import Settings
    from kiosk.sites import Site


def import_plan(
    file: Annotated[Path, typer.Argument(help="Calendar (ICS) or sheet (XLS, XLSX, ODS, CSV).")],
    *,
    agenda: Annotated[int, typer.Option("--agenda", min=1, max=9, help="Whose plan it is.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be kept; change nothing.")] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="With --dry-run: as seen on another day, 2026-11-23 or 2026-11-23T09:00."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
) -> None:
    """Import appointments; exit 0 when the file was read, 2 when it was refused."""
    settings = settings_or_stop(config, site)
    seen = _moment(as_of, settings.site)
    if seen and not dry_run:
        raise typer.BadParameter("it goes with --dry-run", param_hint="--as-of")
    folder = real_folder(data_for(data))
    _readable_or_stop(file)
    if dry_run and not (folder / "day.sqlite").is_file():
        # Nothing is planned on this machine yet, and a dry run leaves nothing behind.
        with tempfile.TemporaryDirectory() as empty:
            found = _import(file, agenda, Path(empty), settings, dry_run=True, seen=seen)
    else:
        found = _import(file, agenda, data, settings, dry_run=dry_run, seen=seen)
    if isinstance(found, Unreadable):
        if as_json:
            typer.echo(json.dumps({"refused": found.why}, ensure_ascii=False))
        typer.echo(f"{file}: {found.why}", err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(_as_json(found, settings.site), ensure_ascii=False) if as_json else _as_text(found))
    if not (dry_run or as_json):
        typer.echo(f"{file} is still there: it may hold names")


def _readable_or_stop(file: Path) -> None:
    """End with a sentence where whoever asked could read a plan, and the account of the data cannot."""
    with as_asked():
        is_there = os.access(file, os.R_OK, effective_ids=True)
    if is_there and not os.access(file, os.R_OK, effective_ids=True):
        stop(f"{file}: the account of the data cannot read it; put it on a key, or let it be read (chmod)")


def _moment(as_of: str | None, site: "Site") -> datetime | None:
    """Read the moment that a plan is looked at from: a day from its beginning, an hour in the site's own time."""
    if as_of is None:
        return None
    try:
        seen = datetime.fromisoformat(as_of)
    except ValueError:
        raise typer.BadParameter("expected 2026-11-23 or 2026-11-23T09:00", param_hint="--as-of") from None
    return (seen if seen.tzinfo else seen.replace(tzinfo=site.zone)).astimezone(UTC)


def _import(
    file: Path, agenda: int, data: Path | None, settings: "Settings", *, dry_run: bool, seen: datetime | None
) -> Preview | Unreadable:
    from kiosk.adapters.machine.clocks import system_clock

    with data_or_stop(data) as files:
        clock = system_clock if seen is None else lambda: seen
        verbs = imports(files, clock, settings.site, schedule_reader(files, settings.site, real_folder(data)))
        # Whoever names a link means what it leads to.
        preview = verbs.preview(file.resolve(), agenda)
        if isinstance(preview, Preview) and not dry_run:
            verbs.apply(preview, file.resolve())
    return preview


def _as_json(preview: Preview, site: "Site") -> dict[str, object]:
    reading = preview.reading
    return {
        "kept": [_kept(row, site) for row in reading.kept],
        "dropped": [{"where": _where(dropped), "why": dropped.why} for dropped in preview.dropped],
        "unchanged": len(preview.unchanged),
        "updated": len(preview.updated),
        # The desk is asked before either goes.
        "removed": len(preview.left_out),
        "silent_days": len(preview.silent),
        "first_visit": sum(bool(row.first_visit) for row in reading.kept),
    }


def _kept(row: PlannedRow, site: "Site") -> dict[str, object]:
    starts = row.starts.astimezone(site.zone).isoformat(timespec="minutes")
    said: dict[str, object] = {
        "starts": starts, "minutes": row.minutes, "motif": row.motif.value, "letters": row.letters,
    }  # fmt: skip
    # Only where the file says so.
    return said if row.first_visit is None else {**said, "first_visit": row.first_visit}


def _where(dropped: Dropped) -> str:
    words = (("ligne", "line"), ("événement", "event"), ("feuille", "sheet"))
    return reduce(lambda said, pair: said.replace(*pair), words, dropped.where)


def _as_text(preview: Preview) -> str:
    asked = len(preview.left_out) + len(preview.silent)
    lines = [
        f"{len(preview.added)} new, {len(preview.updated)} changed, {len(preview.unchanged)} the same, "
        f"{asked} not in the file (the desk is asked before they go), {len(preview.dropped)} lines not taken",
        *(f"  {_where(dropped)}: {dropped.why}" for dropped in preview.dropped),
    ]
    return "\n".join(lines)
