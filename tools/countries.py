"""Make foundation/data/countries.csv, regions.csv and languages.toml (development time only).

Usage: python tools/countries.py COUNTRY-CODES.csv
The argument is the file country-codes.csv of the data set "datasets/country-codes" (PDDL).
"""

import csv
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

DATA = Path(__file__).parents[1] / "src/tutela/foundation/data"
LOCALES = {"ar": "ar", "zh": "zh_Hans", "en": "en", "fr": "fr", "ru": "ru", "es": "es"}
NATIVE = {"ar": "العربية", "zh": "中文", "en": "English", "fr": "Français", "ru": "Русский",
          "es": "Español"}
ENGLISH = {"ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian",
           "es": "Spanish"}
PATTERNS = {"ar": "{day} {month} {year}", "zh": "{year}年{month}{day}日",
            "en": "{day} {month} {year}", "fr": "{day} {month} {year}",
            "ru": "{day} {month} {year} г.", "es": "{day} de {month} de {year}"}
PERCENT = {"ar": "{number}%", "zh": "{number}%", "en": "{number}%", "fr": "{number}\u00a0%",
           "ru": "{number}\u00a0%", "es": "{number}\u00a0%"}
# European digits in all languages (design decision), hence Latin separators in Arabic too.
SEPARATORS = {"ar": (".", ",")}
# The source marks who has a name in UNTERM: observers and two other States have one, and two
# Members lost theirs to their accents.
NOT_MEMBERS = {"PSE", "VAT", "COK", "NIU"}
UNMARKED_MEMBERS = {"CIV", "TUR"}
# CLDR writes names as newspapers do. Where the United Nations have a name of their own in the six
# languages it goes first; its trailing articles ("(the)", "(la)") belong to running text only.
ARTICLE = re.compile(r"\s*\((?:the|l'|le|la|les|el|los|las)\)|\s*\*+")
ISO_NAMES = {"TWN": {"ar": "مقاطعة تايوان الصينية", "zh": "中国台湾省",
                     "en": "Taiwan, Province of China", "fr": "Taïwan, Province de Chine",
                     "ru": "Тайвань, провинция Китая", "es": "Taiwán, Provincia de China"}}
Row = Mapping[str, str]
Locales = Mapping[str, Locale]


def main(source: Path) -> None:
    """Write the three files."""
    with source.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["ISO3166-1-Alpha-2"].strip()]
    locales = {code: Locale.parse(name) for code, name in LOCALES.items()}
    write_countries(rows, locales)
    write_regions(rows, locales)
    write_languages()


def write_countries(rows: list[Row], locales: Locales) -> None:
    names = [f"name_{code}" for code in LOCALES]
    columns = ["alpha2", "alpha3", "m49", "region", "subregion", "un_member", "ldc", "lldc", "sids",
               *names]
    with (DATA / "countries.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, columns, lineterminator="\n")
        out.writeheader()
        for row in sorted(rows, key=lambda r: r["ISO3166-1-Alpha-3"]):
            alpha2, alpha3 = row["ISO3166-1-Alpha-2"], row["ISO3166-1-Alpha-3"]
            named = bool(row["UNTERM English Short"].strip())
            member = (named and alpha3 not in NOT_MEMBERS) or alpha3 in UNMARKED_MEMBERS
            out.writerow({
                "alpha2": alpha2, "alpha3": alpha3, "m49": code_of(row["M49"]),
                "region": code_of(row["Region Code"]),
                "subregion": code_of(row["Intermediate Region Code"] or row["Sub-region Code"]),
                "un_member": int(member),
                "ldc": int(bool(row["Least Developed Countries (LDC)"].strip())),
                "lldc": int(bool(row["Land Locked Developing Countries (LLDC)"].strip())),
                "sids": int(bool(row["Small Island Developing States (SIDS)"].strip())),
                **{f"name_{code}": name_of(row, code, locale) for code, locale in locales.items()},
            })


def name_of(row: Row, code: str, locale: Locale) -> str:
    iso = ISO_NAMES.get(row["ISO3166-1-Alpha-3"])
    united_nations = ARTICLE.sub("", row[f"UNTERM {ENGLISH[code]} Short"]).strip()
    return iso[code] if iso else united_nations or locale.territories[row["ISO3166-1-Alpha-2"]]


def code_of(text: str) -> str:
    return f"{int(text):03}" if text.strip() else ""


def write_regions(rows: list[Row], locales: Locales) -> None:
    used = {code_of(r["Region Code"]) for r in rows}
    used |= {code_of(r["Intermediate Region Code"] or r["Sub-region Code"]) for r in rows}
    with (DATA / "regions.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["m49", *(f"name_{code}" for code in LOCALES)])
        for code in sorted(used - {""}):
            out.writerow([code, *(locale.territories.get(code, "") for locale in locales.values())])


def write_languages() -> None:
    lines = ["# Made by tools/countries.py from CLDR through Babel; do not edit."]
    for code, name in LOCALES.items():
        months = get_month_names("wide", "format", name)
        if code == "zh":  # a full Chinese date writes the month as a number
            months = {m: f"{m}月" for m in range(1, 13)}
        plain = get_decimal_symbol(name), get_group_symbol(name)
        decimal, thousands = SEPARATORS.get(code, plain)
        table = {"name": ENGLISH[code], "native": NATIVE[code], "rtl": code == "ar",
                 "months": [months[m] for m in range(1, 13)], "date_pattern": PATTERNS[code],
                 "decimal": decimal, "thousands": thousands, "percent": PERCENT[code]}
        lines += ["", f"[{code}]",
                  *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in table.items())]
    (DATA / "languages.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
