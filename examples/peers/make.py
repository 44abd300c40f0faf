"""Make what fourteen invented States disclose: python -m examples.peers.make."""

import random
from datetime import date, timedelta
from pathlib import Path

from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.forms.peers_json import Peer, peers_to_json
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.result import IndicatorResult
from tutela.needs.engine.scoring import conclude

HERE = Path(__file__).parent
NAMES = ("Belmora", "Cassoria", "Drevania", "Estrelia", "Faloria", "Galdova", "Jorvania",
         "Kestoria", "Lumeria", "Nerovia", "Pelluria", "Solmara", "Tavaria", "Zemoria")
REGION = "014"
WITHHELD = 0.12


def peer(number: int, name: str) -> Peer:
    """Return one State: some are further than others, and each withholds a few questions."""
    chance = random.Random(2026 * 100 + number)
    instrument = current_instrument()
    general = chance.uniform(0.9, 2.6)
    by_domain = {letter: general + chance.gauss(0, 0.45) for letter in instrument.domains}
    items = []
    for code, indicator in instrument.indicators.items():
        if chance.random() < WITHHELD:
            continue
        level = float(min(4, max(0, round(by_domain[indicator.domain] + chance.gauss(0, 0.8)))))
        low = round(level * chance.choice((0.4, 0.6, 0.8, 1.0)), 2)
        items.append(IndicatorResult(
            code=code, domain=indicator.domain, level=level, low=low, high=level,
            state=AnswerState.EVIDENCED if low > level / 2 else AnswerState.ASSERTED,
            target=indicator.target, gap=max(0.0, indicator.target - level),
            gap_low=max(0.0, indicator.target - level), gap_high=max(0.0, indicator.target - low),
            weight=indicator.weight, evidence_weight=1.0, statements=()))
    day = date(2025, 3, 1) + timedelta(days=37 * number)
    result = conclude(items=items, country=f"XN{chr(ord('A') + number)}",
                      title=f"National needs assessment of {name}",
                      instrument_version=instrument.version, as_of=day, draws=1, seed=0)
    return Peer(result=result, names={"en": f"Republic of {name}"}, region=REGION)


def outputs() -> dict[str, bytes]:
    """Return the file by its name."""
    return {"peers.json": peers_to_json([peer(n, name) for n, name in enumerate(NAMES)])}


if __name__ == "__main__":
    for name, data in outputs().items():
        HERE.joinpath(name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")
