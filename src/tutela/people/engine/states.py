"""Codes and names of States, real and invented.

ISO 3166-1 leaves XAA to XZZ to users; Tutela gives them to the invented States of demonstrations
and exercises, so that nothing invented can be taken for a real State.
"""

import re

from tutela.foundation.country import countries
from tutela.foundation.errors import N_
from tutela.foundation.language import catalogue

INVENTED = {
    "XMA": N_("Republic of Marevia"),
    "XNA": N_("Republic of Belmora"),
    "XNB": N_("Republic of Cassoria"),
    "XNC": N_("Republic of Drevania"),
    "XND": N_("Republic of Estrelia"),
    "XNE": N_("Republic of Faloria"),
    "XNF": N_("Republic of Galdova"),
    "XNG": N_("Republic of Jorvania"),
    "XNH": N_("Republic of Kestoria"),
    "XNI": N_("Republic of Lumeria"),
    "XNJ": N_("Republic of Nerovia"),
    "XNK": N_("Republic of Pelluria"),
    "XNL": N_("Republic of Solmara"),
    "XNM": N_("Republic of Tavaria"),
    "XNN": N_("Republic of Zemoria"),
    "XQL": N_("Federation of Quelinor"),
}
"""Invented States by user-assigned code."""

_USER_ASSIGNED = re.compile(r"X[A-Z]{2}")


def is_state(code: str) -> bool:
    """Tell whether a code stands for a State: ISO 3166-1 alpha-3, or XAA to XZZ for invented ones.

    >>> is_state("KEN"), is_state("XMA"), is_state("ken"), is_state("")
    (True, True, False, False)
    """
    return code in countries() or bool(_USER_ASSIGNED.fullmatch(code))


def state_name(code: str, language: str = "en") -> str:
    """Name a State in one of the six languages; an unknown code is returned as it is.

    >>> state_name("KEN", "fr"), state_name("XMA"), state_name("XZZ"), state_name("")
    ('Kenya', 'Republic of Marevia', 'XZZ', '')
    """
    if code in INVENTED:
        return catalogue(language).gettext(INVENTED[code])
    country = countries().get(code)
    return country.name(language) if country else code
