"""The demonstration's neighbours: invented States of the region that share their levels."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tutela.foundation.clock import Clock
from tutela.needs.engine.forms.peers_json import Peer, peers_from_json
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.models import Assessment, Disclosed
from tutela.people.engine.roles import Kind
from tutela.people.store.operations import found_organisation
from tutela.storage.wall import acting_for

HOME = "XMA"
"""The demonstration's own State, which reads what its neighbours share with the region."""


def load(file: Path, *, clock: Clock) -> None:
    """Found a focal point for each neighbour and publish what it discloses."""
    peers = peers_from_json(file.read_bytes(), name=file.name, instrument=current_instrument())
    for peer in peers:
        _share(peer, clock=clock)


def _share(peer: Peer, *, clock: Clock) -> None:
    name = peer.names["en"]
    place = found_organisation(
        name=f"National focal point, {name}", kind=Kind.FOCAL_POINT, state=peer.result.country,
        clock=clock,
    )
    with acting_for(place.key):
        made = Assessment.objects.create(
            owner_id=place.key, state=peer.result.country, region=peer.region,
            title=peer.result.title[:150], instrument_version=peer.result.instrument_version,
            opens=peer.result.as_of - timedelta(days=90), closes=peer.result.as_of,
            status="closed", created_at=clock.now(), closed_at=clock.now(),
        )
        Disclosed.objects.bulk_create(_copies(peer, made, name=name, clock=clock))


def _copies(peer: Peer, made: Assessment, *, name: str, clock: Clock) -> Iterator[Disclosed]:
    for audience in ("programme", "region"):
        for item in peer.result.indicators.values():
            yield Disclosed(
                assessment=made, owner_id=made.owner_id, audience=audience, state=made.state,
                state_name=name, region=peer.region, region_states=f",{HOME},{made.state},",
                title=made.title, instrument_version=made.instrument_version,
                indicator=item.code, answer_state=item.state, level=item.level, low=item.low,
                high=item.high, evidence_weight=item.evidence_weight, target=item.target,
                published_at=clock.now(),
            )
