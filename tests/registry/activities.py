"""Made-up activities: one by one, and as a hypothesis strategy."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tutela.registry.engine.record import (
    Activity,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)
from tutela.registry.engine.vocabulary import vocabulary


def an_activity(identifier: str = "one", title: str = "Interviewing children", **parts: Any):
    """An activity with a provider and States given as plain text."""
    provider = parts.pop("provider", "Harbour Foundation")
    states = parts.pop("states", ("XMA",))
    return Activity(
        identifier=identifier, titles=parts.pop("titles", {"en": title}),
        parties=(Party(name=provider, role=PartyRole.PROVIDER),) if provider else (),
        sites=tuple(Site(state=code) for code in states), **parts,
    )


_days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))
_some = lambda codes: st.lists(st.sampled_from(codes), max_size=3, unique=True).map(  # noqa: E731
    lambda chosen: tuple(sorted(chosen))
)


@st.composite
def activities(draw: Any) -> Activity:
    days = sorted(day for day in (draw(_days), draw(_days)) if day)
    return an_activity(
        title=draw(st.sampled_from(["Interviewing children", "Forensics", "取证培训", "Enquête"])),
        provider=draw(st.sampled_from(["", "Harbour Foundation", "Meridian Academy", "Inner Sea"])),
        states=draw(_some(["XMA", "XQL", "XNA", "KEN", "AAA"])),
        topics=draw(_some(list(vocabulary().topics))),
        audiences=draw(_some(list(vocabulary().audiences))),
        languages=draw(_some(["en", "fr", "ar", "xx"])),
        proficiency=draw(st.none() | st.sampled_from(Proficiency)),
        presence=draw(st.none() | st.sampled_from(Presence)),
        status=draw(st.none() | st.sampled_from(Status)),
        sort=draw(st.sampled_from(Sort)),
        starts=days[0] if days else None,
        ends=days[-1] if len(days) > 1 else None,
    )
