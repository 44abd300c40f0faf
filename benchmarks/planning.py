"""Put the planner beside its peers on invented problems: seconds of processor, value, bound.

    PYTHONPATH=src:benchmarks python benchmarks/planning.py region world corps --seconds 60

The single model leaves out the pilots' rule and the limits by quarter of funds, which makes it
easier: its value may be one no plan reaches, and its bound is still a bound.
"""

import argparse
import time

import planning_instances
from planning_greedy import greedy
from planning_single import solve_single

from tutela.planning.engine.model import build_model
from tutela.planning.engine.robust import try_scenarios
from tutela.planning.engine.solver import solve, value_of
from tutela.planning.engine.why import why


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instances", nargs="+")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of the single model")
    parser.add_argument("--scenarios", type=int, default=0, help="scenarios of robustness to try")
    chosen = parser.parse_args()
    print(f"{'instance':8} {'method':24} {'seconds':>8} {'value':>10} {'bound':>10} {'gap':>7}")
    for name in chosen.instances:
        measure_one(name=name, seconds=chosen.seconds, scenarios=chosen.scenarios)


def measure_one(*, name: str, seconds: float, scenarios: int) -> None:
    problem = getattr(planning_instances, name)()
    start = time.process_time()
    solution = solve(problem=problem)
    tell(name, "select then schedule", time.process_time() - start, solution.value, solution.bound)
    start = time.process_time()
    why(problem=problem, solution=solution)
    print(f"{name:8} {'why, all pairs':24} {time.process_time() - start:8.2f}")
    model = build_model(problem=problem)
    start = time.process_time()
    value = value_of(model=model, placed=greedy(model=model))
    tell(name, "greedy", time.process_time() - start, value, solution.bound)
    if scenarios:
        start = time.process_time()
        try_scenarios(problem=problem, solution=solution, scenarios=scenarios)
        print(f"{name:8} {f'{scenarios} scenarios':24} {time.process_time() - start:8.2f}")
    if seconds:
        single = solve_single(model=model, seconds=seconds)
        tell(name, "single model (HiGHS)", single.seconds, single.value, single.bound)
        print(f"{name:8} {'  columns, rows':24} {single.columns} {single.rows}")


def tell(name: str, method: str, seconds: float, value: float, bound: float) -> None:
    gap = (bound - value) / bound if bound else 0.0
    print(f"{name:8} {method:24} {seconds:8.2f} {value:10.2f} {bound:10.2f} {gap:7.2%}", flush=True)


if __name__ == "__main__":
    main()
