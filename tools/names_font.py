"""Cut 中 and 文 out of Noto Sans SC, for the list of languages that stands on every page.

    python tools/names_font.py     # needs fonttools and brotli, which nothing else needs

Only Chinese pages load the slices of Noto Sans SC. On others these two signs come from two
files of about 1 kB, which fonts.css names.
"""

from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parents[1] / "src/tutela/site/static/site/vendor/fonts"
SLICES = {"中": "119", "文": "118"}
"""The slice that holds each sign; it differs between versions of the package."""


def main() -> None:
    options = subset.Options(layout_features=[], hinting=False, flavor="woff2")
    for sign, number in SLICES.items():
        source = FONTS / f"noto-sans-sc/noto-sans-sc-{number}-wght-normal.woff2"
        font = subset.load_font(source, options)
        cutter = subset.Subsetter(options)
        cutter.populate(text=sign)
        cutter.subset(font)
        font.recalcTimestamp = False
        made = FONTS / f"noto-sans-sc-{ord(sign):x}-wght-normal.woff2"
        subset.save_font(font, made, options)
        print(f"{made.stat().st_size:>6}  {made.name}")


if __name__ == "__main__":
    main()
