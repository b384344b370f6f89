"""Ticket printers by the paper they take, as `ippeveprinter -a` reads them. Sizes are whole millimetres."""

from pathlib import Path

Size = tuple[int, int]

_REST = """
ATTR keyword media-source-supported main
ATTR octetString printer-input-tray "type=sheetFeedAutoRemovableTray;mediafeed=20000;mediaxfeed=8000;maxcapacity=250;level=100;status=0;name=main;"
ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
ATTR mimeMediaType document-format-default application/octet-stream
ATTR boolean color-supported false
ATTR integer media-top-margin-supported 0
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR keyword print-color-mode-supported monochrome
ATTR keyword print-color-mode-default monochrome
ATTR keyword media-col-supported media-size,media-top-margin,media-bottom-margin,media-left-margin,media-right-margin
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution printer-resolution-default 203dpi
ATTR keyword job-creation-attributes-supported media,media-col,print-scaling
"""  # noqa: E501 - one attribute a line


def roll_of(file: Path, *pages: Size, cuts: tuple[Size, Size] | None = None) -> Path:
    """Describe a printer that knows some pages by name, and cuts anywhere between two sizes, if it does."""
    names = [f"om_{width}x{length}mm_{width}x{length}mm" for width, length in pages]
    sizes = [_size(str(width * 100), str(length * 100), "integer") for width, length in pages]
    if cuts:
        (narrow, short), (wide, long) = cuts
        names += [f"roll_min_{narrow}x{short}mm", f"roll_max_{wide}x{long}mm"]
        sizes.append(_size(f"{narrow * 100}-{wide * 100}", f"{short * 100}-{long * 100}", "rangeOfInteger"))
    blanks = "".join(f"MEMBER integer media-{side}-margin 0\n" for side in ("top", "bottom", "left", "right"))
    papers = [f"{{\nMEMBER collection media-size {size}\n{blanks}}}" for size in sizes]
    usual = names[0]
    file.write_text(
        f"ATTR keyword media-supported {','.join(names)}\n"
        f"ATTR keyword media-default {usual}\nATTR keyword media-ready {usual}\n"
        f"ATTR collection media-size-supported {','.join(sizes)}\n"
        f"ATTR collection media-col-database {','.join(papers)}\n"
        f"ATTR collection media-col-default {papers[0]}\n{_REST}",
        encoding="utf-8",
    )
    return file


def _size(across: str, along: str, kind: str) -> str:
    return f"{{\nMEMBER {kind} x-dimension {across}\nMEMBER {kind} y-dimension {along}\n}}"
