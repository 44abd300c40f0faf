"""How much room words take, estimated: figures are drawn without reading a font."""

_CJK = "\u2e80"


def _share(sign: str) -> float:
    if sign >= _CJK:
        return 1.0
    if sign.isspace() or sign in ".,:;'’|()!iIljt":
        return 0.31
    if "\u0590" <= sign <= "\u08ff":
        return 0.52
    if sign.isupper() or sign in "mwMWщшжюмфыШЩЖЮМФЫ":
        return 0.72
    return 0.58


def text_width(words: str, size: float) -> float:
    """Return the width of words in pixels, a little more than what they take.

    Args:
        words: One line.
        size: Of the letters, in pixels.
    """
    return sum(_share(sign) for sign in words) * size


def wrap(words: str, size: float, room: float, lines: int = 3) -> list[str]:
    """Return words in lines that fit, the last cut with an ellipsis where they do not.

    >>> wrap("International cooperation", 15, 130)
    ['International', 'cooperation']
    """
    made = [""]
    for part in _parts(words):
        if made[-1].strip() and text_width((made[-1] + part).rstrip(), size) > room:
            made.append("")
        made[-1] += part if made[-1] else part.lstrip()
    made = [line.rstrip() for line in made]
    if len(made) > lines:
        made = [*made[: lines - 1], made[lines - 1] + "…"]
    return [shorten(line, size, room) for line in made]


def shorten(words: str, size: float, room: float) -> str:
    """Return words that fit in one line, cut with an ellipsis where they do not."""
    if text_width(words, size) <= room:
        return words
    kept = words.rstrip("…")
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _parts(words: str) -> list[str]:
    # Chinese may break after any sign; others after a space.
    made: list[str] = []
    for sign in words:
        if made and sign < _CJK and not made[-1].endswith(" ") and made[-1][-1] < _CJK:
            made[-1] += sign
        else:
            made.append(sign)
    return made
