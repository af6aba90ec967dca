"""The checker's and the stepping's speed, as ratios measured in one run.

    python -m benchmarks.checker [--acts 200]

Absolute numbers say more about the machine than about the program. Checking is compared with loading the same files, the state
space with stepping through it by the public functions, and a step late in a long case with one early in it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from yifa.law.calendar import Calendar
from yifa.procedure import Attempt, Library, Marking, Procedure, Who, apply, initial, load_library, may
from yifa.procedure.checker import check
from yifa.procedure.checker.space import Space
from yifa.procedure.library import files_root

T = TypeVar("T")


def main() -> None:
    """Prints every comparison."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--acts", type=int, default=200, help="length of the long case")
    acts = arguments.parse_args().acts
    loading, library = timed(lambda: load_library(files_root()))
    count = sum(len(versions) for versions in library.procedures.values())
    print(f"loading {len(library.statutes)} statutes and {count} procedures: {loading:.2f} s = 1.0")
    checking(library, loading)
    space(library)
    stepping(library, acts)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def checking(library: Library, loading: float) -> None:
    """All procedures checked, beside loading them."""
    total, states, slowest = 0.0, 0, ("", 0.0)
    for procedure in library:
        seconds, found = timed(lambda procedure=procedure: check(procedure, library))  # type: ignore[misc]
        total += seconds
        states += found.states
        if seconds > slowest[1]:
            slowest = (procedure.key, seconds)
    print(
        f"checking them all, {states} states: {total / loading:.1f} x loading; slowest {slowest[0]} {slowest[1]:.2f} s"
    )


def space(library: Library) -> None:
    """A state found by the checker's diagrams, beside one found by the public functions of stepping."""
    procedure = max(library, key=lambda item: len(item.steps))
    by_diagrams, space = timed(lambda: Space(procedure))
    by_steps, seen = timed(lambda: _explored_by_stepping(procedure, 200))
    states = space.sets.count(space.reached)
    ratio = (by_steps / max(1, seen)) / (by_diagrams / states)
    print(f"{procedure.key}: one of {states} states by diagrams costs 1.0, by stepping {ratio:.0f}")


def _explored_by_stepping(procedure: Procedure, most: int) -> int:
    calendar = Calendar.china()
    everybody = Who("o", None, None, procedure.power_keys)
    waiting, seen = [initial(procedure)], 0
    while waiting and seen < most:
        marking = waiting.pop()
        seen += 1
        for key, step in procedure.steps.items():
            who = Who(applicant=True) if step.by.applicant else everybody
            attempt = Attempt(key, who, date(2020, 3, 2))
            if may(procedure, marking, attempt, calendar).allowed:
                waiting.append(apply(procedure, marking, attempt).marking)
    return seen


def stepping(library: Library, acts: int) -> None:
    """An act early in a case and after many others, which should cost the same."""
    calendar = Calendar.china()
    for procedure in library:
        repeated = next(
            (key for key, step in procedure.steps.items() if step.repeat and step.return_of is None), None
        )
        if repeated is None or len(procedure.steps) < 10:
            continue
        marking = _opened(procedure)
        attempt = Attempt(repeated, Who("o", None, None, procedure.power_keys), date(2020, 3, 3))
        early = _cost(lambda m=marking, a=attempt, p=procedure: apply(p, m, a))  # type: ignore[misc]
        for _ in range(acts):
            marking = apply(procedure, marking, attempt).marking
        late = _cost(lambda m=marking, a=attempt, p=procedure: apply(p, m, a))  # type: ignore[misc]
        asked = _cost(lambda m=marking, a=attempt, p=procedure: may(p, m, a, calendar))  # type: ignore[misc]
        print(
            f"{procedure.key} {procedure.version}: an act after {acts} others costs {late / early:.2f} of an early one "
            f"({early * 1e6:.0f} µs); "
            f"asking whether it may be done {asked / early:.2f}"
        )


def _opened(procedure: Procedure) -> Marking:
    opener = procedure.openers[0]
    who = Who("o", None, None, procedure.power_keys, applicant=procedure.steps[opener].by.applicant)
    return apply(procedure, initial(procedure), Attempt(opener, who, date(2020, 3, 2))).marking


def _cost(work: Callable[[], object], times: int = 2_000) -> float:
    work()
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    main()
