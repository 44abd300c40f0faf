"""Duplicates: ours, rapidfuzz alone and Splink on the same records; then one among a million.

Run: python -m benchmarks.duplicates [--pairs FOLDER] [--million COUNT]
"""

import argparse
import logging
import time
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.million import one_among
from benchmarks.records import Pairs, from_folder, rekeyed
from tutela.registry.engine.matching.comparing import Comparison
from tutela.registry.engine.matching.finding import duplicates_between, ranked
from tutela.registry.engine.matching.signature import Signature, signatures
from tutela.registry.engine.record import Activity

Found = set[tuple[str, str]]


def scores(found: Found, same: Found) -> str:
    """Write precision, recall and F1 of what was found."""
    hits = len(found & same)
    precision, recall = hits / max(len(found), 1), hits / max(len(same), 1)
    f1 = 2 * hits / max(len(found) + len(same), 1)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({len(found)} found)"


def keys(pairs: tuple[Comparison, ...]) -> Found:
    found = set()
    for pair in pairs:
        ends = {pair.left[0]: pair.left[1], pair.right[0]: pair.right[1]}
        found.add((ends["first"], ends["second"]))
    return found


def ours(pairs: Pairs) -> None:
    began = time.perf_counter()
    left, right = signatures(pairs.left), signatures(pairs.right)
    embedded = time.perf_counter() - began
    began = time.perf_counter()
    pairwise = duplicates_between(left, right)
    took = time.perf_counter() - began
    found = keys(pairwise)
    loose = keys(duplicates_between(left, right, one_to_one=False))
    times = f"{took:.2f} s, signatures {embedded:.1f} s"
    print(f"  ours, one to one: {scores(found, pairs.same)}; {times}")
    print(f"  ours, every likely pair: {scores(loose, pairs.same)}")
    _halves(pairs, pairwise)
    _first(pairs, left, right)


def _halves(pairs: Pairs, found: tuple[Comparison, ...]) -> None:
    """Choose the threshold on one half of the second system and report on the other."""
    chosen = {each.identifier for each in pairs.right[::2]}

    def of(names: set[str], least: float) -> tuple[Found, Found]:
        kept = keys(tuple(pair for pair in found if pair.probability >= least))
        return {p for p in kept if p[1] in names}, {p for p in pairs.same if p[1] in names}

    def f1(least: float) -> float:
        got, same = of(chosen, least)
        return 2 * len(got & same) / max(len(got) + len(same), 1)

    best = max((0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99), key=f1)
    held = {each.identifier for each in pairs.right[1::2]}
    print(f"  ours, threshold {best} chosen on one half, other half: {scores(*of(held, best))}")


def _first(pairs: Pairs, left: list[Signature], right: list[Signature]) -> None:
    """Count how often the right record comes first among all of the other system."""
    wanted = {other: one for one, other in pairs.same}
    counts: dict[str, list[int]] = {}
    for signature in right:
        if signature.record not in wanted:
            continue
        best = ranked(signature, left)[0]
        first = best.left[1] if best.left[0] == "first" else best.right[1]
        count = counts.setdefault(pairs.translated.get(signature.record, "same language"), [0, 0])
        count[0] += first == wanted[signature.record]
        count[1] += 1
    print("  ours, right record first:", {name: f"{a} of {b}" for name, (a, b) in counts.items()})
    vectors = np.stack([each.embedding for each in left])
    near: dict[str, list[int]] = {}
    for signature in right:
        if signature.record in wanted:
            best_row = int(np.argmax(vectors @ signature.embedding))
            language = pairs.translated.get(signature.record, "same language")
            count = near.setdefault(language, [0, 0])
            count[0] += left[best_row].record == wanted[signature.record]
            count[1] += 1
    print("  embedding alone, first:", {name: f"{a} of {b}" for name, (a, b) in near.items()})


def strings(pairs: Pairs) -> None:
    one, other = [a.title() for a in pairs.left], [a.title() for a in pairs.right]
    for name, scorer in (
        ("token_sort", fuzz.token_sort_ratio),
        ("token_set", fuzz.token_set_ratio),
    ):
        began = time.perf_counter()
        table = process.cdist(one, other, scorer=scorer)
        rows, columns = np.nonzero(table >= 95)
        found = {
            (pairs.left[row].identifier, pairs.right[column].identifier)
            for row, column in zip(rows, columns, strict=True)
        }
        took = time.perf_counter() - began
        print(f"  rapidfuzz {name} of titles >= 95: {scores(found, pairs.same)}; {took:.2f} s")


def _row(activity: Activity) -> dict[str, Any]:
    return {
        "unique_id": activity.identifier,
        "title": activity.title().lower(),
        "starts": str(activity.starts) if activity.starts else None,
        "ends": str(activity.ends) if activity.ends else None,
        "amount": float(activity.budget) if activity.budget else None,
        "state": activity.states[0],
    }


def splink(pairs: Pairs) -> None:
    try:
        import pandas as pd
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
        from splink import comparison_library as cl
    except ImportError as fault:
        print(f"  Splink: not installed ({fault})")
        return
    began = time.perf_counter()
    settings = SettingsCreator(
        link_type="link_only",
        # The true share, which in earnest nobody knows: the default is far lower and finds less.
        probability_two_random_records_match=len(pairs.same) / len(pairs.left) / len(pairs.right),
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.95, 0.88, 0.8]),
            cl.ExactMatch("starts"),
            cl.ExactMatch("ends"),
            cl.ExactMatch("amount"),
        ],
        blocking_rules_to_generate_predictions=[block_on("state")],
    )
    frames = [pd.DataFrame([_row(a) for a in side]) for side in (pairs.left, pairs.right)]
    api = DuckDBAPI()
    tables = [api.register(frame) for frame in frames] if hasattr(api, "register") else frames
    linker = Linker(tables, settings) if hasattr(api, "register") else Linker(tables, settings, api)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("starts"))
    rows = linker.inference.predict(threshold_match_probability=0.5).as_record_list()
    took = time.perf_counter() - began
    names = {each.identifier for each in pairs.left}
    found = set()
    for row in rows:
        ends = (str(row["unique_id_l"]), str(row["unique_id_r"]))
        found.add(ends if ends[0] in names else ends[::-1])
    print(f"  Splink at 0.5: {scores(found, pairs.same)}; {took:.2f} s")


def measure(name: str, pairs: Pairs) -> None:
    print(f"{name}: {len(pairs.left)} and {len(pairs.right)} records, {len(pairs.same)} the same")
    for way in (ours, strings, splink):
        try:
            way(pairs)
        except Exception as fault:  # noqa: BLE001 - a peer that fails is reported, not hidden
            print(f"  {way.__name__} failed: {type(fault).__name__}: {str(fault)[:200]}")


def main() -> None:
    logging.getLogger("splink").setLevel(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, help="folder with left.csv and right.csv")
    parser.add_argument("--million", type=int, default=0, help="records of the large index")
    options = parser.parse_args()
    measure("Synthetic second system", rekeyed())
    if options.pairs:
        measure("Two real systems", from_folder(options.pairs))
    if options.million:
        one_among(options.million)


if __name__ == "__main__":
    main()
