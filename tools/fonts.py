"""Make the fonts that documents ship, from two npm packages; run once, when a font changes.

    npm pack @expo-google-fonts/rubik @expo-google-fonts/noto-sans-sc   # unpack both in one folder
    python tools/fonts.py that-folder        # needs fonttools, which nothing else needs

Rubik is copied whole. Noto Sans SC is cut down to Latin, punctuation and the basic block of
CJK ideographs, because the rest (rare extensions, kana, vertical forms) would double the size
of the wheel; its heavy weight keeps only GB 2312, and a rarer sign in a heading is set light.
coverage.txt lists what can be printed, coverage-rubik.txt what Rubik alone can, so that a
missing glyph, which PDF/A and PDF/UA forbid, is replaced before Typst sees it.
"""

import shutil
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "src/tutela/documents/fonts"
RUBIK = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold")
NOTO = ("400Regular", "600SemiBold")
KEPT = (
    (0x20, 0x17F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),
    (0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0xFFFD, 0xFFFD),
)
IDEOGRAPHS = range(0x4E00, 0xA000)
FEATURES = ["kern", "locl", "mark", "mkmk", "ccmp", "calt", "palt", "halt"]


def copy_rubik(folder: Path) -> list[Path]:
    made = []
    for style in RUBIK:
        source = next(folder.rglob(f"Rubik_{style}.ttf"))
        made.append(Path(shutil.copy(source, TARGET / f"Rubik-{style[3:]}.ttf")))
    licence = next(path for path in folder.rglob("LICENSE_FONT") if "rubik" in str(path))
    shutil.copy(licence, TARGET / "LICENSE-Rubik")
    return made


def cut_noto(folder: Path) -> list[Path]:
    options = subset.Options(
        hinting=False, glyph_names=False, layout_features=FEATURES, notdef_outline=True,
        name_IDs=["*"], drop_tables=["vhea", "vmtx", "VORG", "STAT", "DSIG"],
    )
    whole = [code for first, last in KEPT for code in range(first, last + 1)]
    made = []
    for style in NOTO:
        wanted = whole if style == "400Regular" else [code for code in whole if usual(code)]
        font = subset.load_font(next(folder.rglob(f"NotoSansSC_{style}.ttf")), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        # A fixed time stamp: the same packages give the same bytes.
        font.recalcTimestamp = False
        made.append(TARGET / f"NotoSansSC-{style[3:]}.ttf")
        subset.save_font(font, made[-1], options)
    licence = next(path for path in folder.rglob("LICENSE_FONT") if "noto" in str(path))
    shutil.copy(licence, TARGET / "LICENSE-NotoSansSC")
    return made


def usual(code: int) -> bool:
    try:
        chr(code).encode("gb2312")
    except UnicodeEncodeError:
        return code not in IDEOGRAPHS
    return True


def codes(paths: Iterable[Path]) -> set[int]:
    every = [set(TTFont(path).getBestCmap()) for path in paths]
    return set.intersection(*every)


def printable(code: int) -> bool:
    return unicodedata.category(chr(code)) not in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def write_coverage(name: str, covered: set[int]) -> None:
    lines, start = [], None
    for code in sorted(covered):
        start = code if start is None else start
        if code + 1 not in covered:
            lines.append(f"{start:04X}-{code:04X}")
            start = None
    (TARGET / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    folder = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    rubik = {code for code in codes(copy_rubik(folder)) if printable(code)}
    noto = {code for code in codes(cut_noto(folder)[:1]) if printable(code)}
    write_coverage("coverage-rubik.txt", rubik)
    write_coverage("coverage.txt", rubik | noto)
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:>9}  {path.name}")


if __name__ == "__main__":
    main()
