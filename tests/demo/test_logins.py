"""Whoever tries the demonstration can take every step of every procedure by its published log-ins."""

from __future__ import annotations

from pathlib import Path

from yifa.demo.bureaus import CAST
from yifa.demo.loading import known_indicator
from yifa.demo.profile import read_profile
from yifa.procedure import Procedure, Who
from yifa.procedure.checker.staffing import staffable
from yifa.procedure.library import files_root, load_library
from yifa.procedure.model import CERTIFICATE

EXAMINES = "examiner"
"""Whoever holds this power in a demonstration has an enforcement certificate (stories/enforcers.yaml)."""

PROFILES = sorted((files_root() / "profiles").glob("*.yaml"))


def cast_of(profile: Path) -> list[Who]:
    """The officers behind the log-ins: for each part the first of the profile's posts that is left and has its power."""
    posts = [
        (post, number)
        for department in read_profile(profile, known_indicator).departments
        for post in department.posts
        for number in range(post.people)
    ]
    found: list[Who] = []
    for part in CAST:
        chosen = next(((post, number) for post, number in posts if part.power in post.powers), None)
        if chosen is not None:
            posts.remove(chosen)
            post, number = chosen
            powers = frozenset(post.powers)
            if EXAMINES in powers:
                powers |= {CERTIFICATE}
            found.append(Who(f"{post.name.zh}{number}", post.name.zh, None, powers))
    return found


def test_every_procedure_can_be_carried_through_by_the_demonstrations_log_ins() -> None:
    procedures: list[Procedure] = [
        versions[-1] for versions in load_library(files_root()).procedures.values()
    ]
    assert PROFILES
    for profile in PROFILES:
        cast = cast_of(profile)
        wanting = {
            procedure.key: [problem.sentence.zh for problem in found.problems]
            for procedure in procedures
            if not (found := staffable(procedure, cast)).ok
        }
        assert wanting == {}
