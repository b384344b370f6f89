"""Make the faces and the icons anew from their public sources. Run by hand, with npm, fonttools, brotli and skia-pathops.

    python deploy/build_assets.py FOLDER

FOLDER receives the npm packages named below; the results land in `assets/fonts` and `assets/icons`. The faces are
merged glyph by glyph, because fontsource splits each face by script and Kivy has no fallback: Latin from Atkinson
Hyperlegible Next, Cyrillic and what Latin lacks from Noto Sans, Arabic with its presentation forms (which is what our
line shaping draws) from Noto Sans Arabic. Merged faces are modified faces: they carry our own name, as the OFL asks.
"""

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

REMOVE = instancer.OverlapMode.REMOVE  # needs skia-pathops; overlapping strokes would show as thin light lines

ASSETS = Path(__file__).parent.parent / "assets"
FACES = {"Regular": 400, "SemiBold": 600, "Bold": 800}
ATKINSON, NOTO, ARABIC = "atkinson-hyperlegible-next", "noto-sans", "noto-sans-arabic"
PARTS = (
    (ATKINSON, "latin"),
    (ATKINSON, "latin-ext"),
    (NOTO, "latin"),
    (NOTO, "latin-ext"),
    (NOTO, "cyrillic"),
    (NOTO, "cyrillic-ext"),
    (ARABIC, "arabic"),
)
EM = 1000
# A hyphen that does not break is drawn as a hyphen, a narrow space as two thirds of a space.
SAME = {0x2011: 0x2D, 0x00A0: 0x20}
NARROW = {0x202F: 0.66}
ICON_NAMES = """
    home arrow_back arrow_forward translate event_available checklist waving_hand volume_up format_size contrast
    vertical_align_bottom vertical_align_top visibility_off check_circle cancel help backspace check close print badge
    cottage ecg_heart volunteer_activism work euro balance photo_camera_front photo_camera home_pin
    local_police receipt_long lightbulb person_raised_hand accessibility_new pause_circle schedule call language
    storefront mail support_agent hourglass_top lock_clock qr_code_scanner qr_code_2 confirmation_number fingerprint
    medical_information credit_card family_restroom description account_balance savings child_care flight warning info
    restart_alt more_time delete key directions_bus gavel person_search school group groups apartment keyboard
    dark_mode light_mode play_arrow replay add remove local_hospital bed contact_mail event_busy event search edit
    edit_document payments person elderly computer phone_in_talk location_city door_front article folder
    history_edu id_card assignment assignment_ind note_add done_all task_alt radio_button_unchecked
    sentiment_satisfied handshake pan_tool touch_app timer today calendar_month markunread_mailbox forward_to_inbox
    password verified shield health_and_safety health_cross prescriptions psychology diversity_3 real_estate_agent
    house holiday_village night_shelter food_bank request_quote monetization_on point_of_sale paid error sick wifi_off
    no_accounts alternate_email public favorite stroller woman man car_rental directions_car train
    mobile pin_drop drafts tag location_off history hotel add_circle sync travel_explore contract cake lock lock_open receipt wallet add_card move_down autorenew broken_image content_cut
""".split()


def fetch(folder: Path, package: str) -> Path:
    """Bring an npm package into the folder, unpacked."""
    target = folder / package.replace("/", "+").lstrip("@")
    if not target.is_dir():
        done = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(folder / done.stdout.strip()) as archive:
            archive.extractall(target, filter="data")
    return target / "package"


def sources(folder: Path, weight: int) -> Iterator[TTFont]:
    """Yield the parts of one face, the preferred first."""
    for family, script in PARTS:
        path = fetch(folder, f"@fontsource/{family}") / "files" / f"{family}-{script}-{weight}-normal.woff2"
        if path.is_file():
            yield TTFont(path)


def merged(folder: Path, style: str) -> TTFont:
    """Return one face with every script in it."""
    glyphs, widths, characters = {}, {}, {}
    for font in sources(folder, FACES[style]):
        names = font.getGlyphSet()
        scale = EM / font["head"].unitsPerEm
        for code, name in [(0, ".notdef"), *font.getBestCmap().items()]:
            if code in characters or (code == 0 and ".notdef" in glyphs):
                continue
            ours = f"u{code:04X}" if code else ".notdef"
            pen = TTGlyphPen(None)
            outline = DecomposingRecordingPen(names)
            names[name].draw(outline)
            outline.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            glyphs[ours], widths[ours] = pen.glyph(), round(names[name].width * scale)
            if code:
                characters[code] = ours
    for code, like in SAME.items():
        characters[code] = characters[like]
    for code, part in NARROW.items():
        name = f"u{code:04X}"
        glyphs[name], widths[name] = TTGlyphPen(None).glyph(), round(widths[characters[0x20]] * part)
        characters[code] = name
    return built(style, glyphs, widths, characters)


def built(style: str, glyphs: dict, widths: dict, characters: dict) -> TTFont:
    """Put glyphs together into a font file."""
    builder = FontBuilder(EM, isTTF=True)
    order = [".notdef", *(name for name in glyphs if name != ".notdef")]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (widths[name], getattr(table[name], "xMin", 0) or 0) for name in order})
    # The metrics of Atkinson Hyperlegible Next: its capitals are 668 high, a line is 1.3 em.
    builder.setupHorizontalHeader(ascent=984, descent=-316)
    builder.setupNameTable({"familyName": "Kiosk Sans", "styleName": style})
    builder.setupOS2(sTypoAscender=984, sTypoDescender=-316, usWinAscent=984, usWinDescent=316, sCapHeight=668)
    builder.setupPost()
    return builder.font


def icons(folder: Path) -> tuple[TTFont, dict[str, str]]:
    """Return the icons as a static font, and the character of each by its name."""
    font = TTFont(fetch(folder, "material-symbols") / "material-symbols-rounded.woff2")
    font = instancer.instantiateVariableFont(font, {"FILL": 1, "wght": 500, "GRAD": 0, "opsz": 48}, overlap=REMOVE)
    by_glyph = {name: code for code, name in font.getBestCmap().items()}
    found = {name: chr(by_glyph[name]) for name in sorted(set(ICON_NAMES)) if name in by_glyph}
    font.flavor = None
    options = subset.Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(found.values()))
    cutter.subset(font)
    return font, found


def main(folder: Path) -> None:
    """Make everything."""
    folder.mkdir(parents=True, exist_ok=True)
    for style in FACES:
        merged(folder, style).save(ASSETS / "fonts" / f"KioskSans-{style}.ttf")
    font, found = icons(folder)
    font.save(ASSETS / "icons" / "KioskIcons.ttf")
    table = "".join(f'{name} = "\\u{ord(sign):04X}"\n' for name, sign in found.items())
    (ASSETS / "icons" / "icons.toml").write_text(
        "# Names of Material Symbols and the character that draws each in KioskIcons.ttf.\n" + table, encoding="utf-8"
    )
    missing = sorted(set(ICON_NAMES) - set(found))
    print(f"{len(found)} icons; not there: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
