"""Which questions go out, and in whose words."""

import re
import unicodedata
from collections.abc import Collection

from tutela.foundation.digest import digest_of, sha256_hex
from tutela.needs.engine.instrument import Indicator, Instrument

CODE = re.compile(r"[A-Z][0-9]{2}")


def choose(
    instrument: Instrument, *, domains: Collection[str] = (), respondents: Collection[str] = (),
    core_only: bool = False,
) -> tuple[Indicator, ...]:
    """Return the indicators asked of some respondents in some domains, in the order of codes.

    Args:
        instrument: The version in use.
        domains: Letters; empty for all.
        respondents: Codes of who answers; empty for everyone.
        core_only: Only the short form.

    >>> from tutela.needs.engine.instrument import current_instrument
    >>> asked = choose(current_instrument(), domains="A", respondents=["statistics"])
    >>> [item.code for item in asked]
    ['A11']
    """
    return tuple(
        item for item in instrument.indicators.values()
        if (not domains or item.domain in domains)
        and (not respondents or set(respondents) & set(item.respondents))
        and (item.core or not core_only)
    )


def selection_digest(*, version: int, codes: Collection[str]) -> str:
    """Return the digest of what a form asks: 16 hex digits, independent of words and order."""
    return digest_of({"version": version, "codes": sorted(codes)})[:16]


def agency_key(name: str) -> str:
    """Return the key of an agency from its name: equal names in any spelling of case give one key.

    >>> agency_key("Ministry of  Justice"), agency_key("Parquet général")
    ('ministry-of-justice', 'parquet-general')
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    letters = unicodedata.normalize("NFKD", plain)
    kept = "".join(mark for mark in letters if not unicodedata.combining(mark))
    if kept.isascii() and (slug := re.sub(r"[^a-z0-9]+", "-", kept).strip("-")):
        return slug[:60].rstrip("-")
    return f"agency-{sha256_hex(plain.encode('utf-8', 'replace'))[:10]}"
