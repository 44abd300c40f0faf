"""Measure the classification of titles, and fit its weights, on the labelled sample.

Run: PYTHONPATH=src python benchmarks/classify_registry.py [--fit]
Weights and thresholds come from the training half alone; every figure is of the other half.
"""

import csv
import hashlib
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine.classify.classification import (
    MOST_TOPICS,
    Evidence,
    Text,
    classify,
    evidence,
    relevance_features,
)

SAMPLE = Path(__file__).parent.parent / "tests/registry/engine/classify"
WAYS = {"words": (0, 1, 2, 3), "meaning": (0, 4, 5), "both": (0, 1, 2, 3, 4, 5)}
RIDGE = 0.5
Row = dict[str, str]
Found = dict[str, dict[str, Evidence]]
Array = NDArray[np.float64]


def read(name: str) -> list[Row]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tests(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def fit(features: Array, right: Array) -> Array:
    """Fit a logistic regression with a ridge by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = np.diag([1e-6, *[RIDGE] * (features.shape[1] - 1)])
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(features @ weights, -50, 50)))
        slope = features.T @ (right - share) - ridge @ weights
        bend = (features * (share * (1 - share))[:, None]).T @ features + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def share(features: Array, weights: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(features @ weights, -50, 50))))


def table(rows: Sequence[Row], found: Sequence[Found], kind: str) -> tuple[Array, Array]:
    """Return features (texts, codes, features) and labels (texts, codes)."""
    features = np.array([[item.features for item in one[kind].values()] for one in found])
    codes = list(found[0][kind])
    right = np.array([[code in row[kind].split() for code in codes] for row in rows], dtype=float)
    return features, right


def count(said: Array, right: Array) -> tuple[float, float, float]:
    """Return micro precision, recall and F1; not a number where nothing is labelled or said."""
    if not right.any() and not said.any():
        return (float("nan"),) * 3
    hit = float((said * right).sum())
    precision = hit / max(float(said.sum()), 1e-9)
    recall = hit / max(float(right.sum()), 1e-9)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def best(score: Callable[[float], float]) -> float:
    steps = [round(step, 2) for step in np.arange(0.1, 0.91, 0.02)]
    return max(steps, key=lambda step: (round(score(step), 4), step))


class Model:
    """One way of deciding, fitted on the training rows."""

    def __init__(self, rows: Sequence[Row], found: Sequence[Found], way: str) -> None:
        self.columns = list(WAYS[way])
        self.weights: dict[str, Array] = {}
        self.threshold: dict[str, float] = {}
        for kind in ("topics", "audiences"):
            features, right = table(rows, found, kind)
            flat = features[:, :, self.columns].reshape(-1, len(self.columns))
            self.weights[kind] = fit(flat, right.reshape(-1))
        gates, ours = self.gate_features(found), np.array([bool(row["topics"]) for row in rows])
        self.weights["relevance"] = fit(gates, ours.astype(float))
        scores = share(gates, self.weights["relevance"])
        self.threshold["relevance"] = best(lambda at: count((scores >= at) * 1.0, ours * 1.0)[2])
        for kind in ("topics", "audiences"):
            self.threshold[kind] = self.best_threshold(rows, found, kind)

    def best_threshold(self, rows: Sequence[Row], found: Sequence[Found], kind: str) -> float:
        _, right = table(rows, found, kind)
        return best(lambda at: count(self.say(found, kind, at), right)[2])

    def gate_features(self, found: Sequence[Found]) -> Array:
        return np.array([relevance_features(one["topics"]) for one in found])[:, self.columns]

    def relevant(self, found: Sequence[Found]) -> NDArray[np.bool_]:
        scores = share(self.gate_features(found), self.weights["relevance"])
        return np.asarray(scores >= self.threshold["relevance"])

    def scores(self, found: Sequence[Found], kind: str) -> Array:
        rows = [[item.features for item in one[kind].values()] for one in found]
        return share(np.array(rows)[:, :, self.columns], self.weights[kind])

    def say(self, found: Sequence[Found], kind: str, at: float | None = None) -> Array:
        scores = self.scores(found, kind)
        said = (scores >= (self.threshold[kind] if at is None else at)) * 1.0
        if kind == "topics":
            order = np.argsort(-scores, axis=1, kind="stable")
            ranks = np.argsort(order, axis=1, kind="stable")
            said *= (ranks < MOST_TOPICS) * self.relevant(found)[:, None]
        return np.asarray(said)


def line(name: str, values: Iterable[float | str]) -> str:
    cells = [value if isinstance(value, str) else f"{value:.2f}" for value in values]
    return f"| {name} | " + " | ".join(cells).replace("nan", "–") + " |"


def ranked(scores: Array, right: Array, first: int) -> float:
    """Return the share of texts with a topic that have one among the first so many."""
    ours = right.sum(axis=1) > 0
    top = np.argsort(-scores[ours], axis=1, kind="stable")[:, :first]
    return float(np.take_along_axis(right[ours], top, axis=1).max(axis=1).mean())


def report(name: str, model: Model, rows: Sequence[Row], found: Sequence[Found]) -> None:
    _, topics = table(rows, found, "topics")
    _, audiences = table(rows, found, "audiences")
    ours = (topics.sum(axis=1) > 0) * 1.0
    scores = model.scores(found, "topics")
    print(
        line(
            name,
            [
                str(len(rows)),
                *count(model.relevant(found) * 1.0, ours),
                *count(model.say(found, "topics"), topics),
                *(ranked(scores, topics, first) for first in (1, 3)),
                *count(model.say(found, "audiences"), audiences),
            ],
        )
    )


def calibration(model: Model, rows: Sequence[Row], found: Sequence[Found]) -> None:
    for kind in ("topics", "audiences"):
        scores, said = model.scores(found, kind), model.say(found, kind) > 0
        _, right = table(rows, found, kind)
        for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01)):
            inside = said & (scores >= low) & (scores < high)
            if inside.any():
                told, true = scores[inside].mean(), right[inside].mean()
                print(line(f"{kind} {low:.2f}-{min(high, 1.0):.2f}",
                           [str(int(inside.sum())), float(told), float(true)]))  # fmt: skip


def forms(rows: Sequence[Row]) -> None:
    said = [classify(title=row["title"], language=row["language"]).sort for row in rows]
    pairs = [(one.code, row["sort"]) for one, row in zip(said, rows, strict=True) if one]
    right = sum(code == label for code, label in pairs)
    print(f"\nsort: said for {len(pairs)} of {len(rows)}, right {right / len(pairs):.2f} of those")


def gather(rows: Sequence[Row]) -> list[Found]:
    return evidence([Text(title=row["title"], language=row["language"]) for row in rows])


def cost() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    classify(title="Interviewing child victims")
    first = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first call {first:.2f} s; memory {before:.0f} -> {after:.0f} MB")


HEAD = (
    "\n| | titles | relevant P | R | F1 | topics P | R | F1 | top 1 | top 3 "
    "| audiences P | R | F1 |\n" + "|---" * 13 + "|"
)


def main() -> None:
    cost()
    real, made = read("labelled.csv"), read("labelled_translated.csv")
    began = time.perf_counter()
    found = gather(real)
    print(f"{len(real) / (time.perf_counter() - began):.0f} titles a second, in one batch")
    held = [tests(row["title"]) for row in real]
    train = [row for row, out in zip(real, held, strict=True) if not out]
    known = [one for one, out in zip(found, held, strict=True) if not out]
    test = [row for row, out in zip(real, held, strict=True) if out]
    unseen = [one for one, out in zip(found, held, strict=True) if out]
    models = {way: Model(train, known, way) for way in WAYS}
    print(f"train {len(train)}, test {len(test)}" + HEAD)
    for way, model in models.items():
        report(way, model, test, unseen)
    report("both, on train", models["both"], train, known)
    for code in ("en", "es", "fr", "ar", "zh", "ru"):
        chosen = [row["language"] == code for row in test]
        if any(chosen):
            report(f"both, {code}", models["both"],
                   [row for row, take in zip(test, chosen, strict=True) if take],
                   [one for one, take in zip(unseen, chosen, strict=True) if take])  # fmt: skip
    print("\nmade-up titles, equal meaning in six languages (none used for fitting)" + HEAD)
    for code in ("en", "es", "fr", "ar", "zh", "ru"):
        rows = [row for row in made if row["language"] == code]
        report(f"both, {code}", models["both"], rows, gather(rows))
    print("\n| confidence | suggestions | mean told | share right |\n|---|---|---|---|")
    calibration(models["both"], test, unseen)
    forms(test)
    if "--fit" in sys.argv:
        print("\n[fitted]")
        for kind in ("topics", "audiences", "relevance"):
            model = models["both"]
            weights = ", ".join(f"{weight:.4f}" for weight in model.weights[kind])
            print(f"[fitted.{kind}]\nweights = [{weights}]\nthreshold = {model.threshold[kind]}")


if __name__ == "__main__":
    main()
