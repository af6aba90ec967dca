"""Who keeps a register: whoever may take a step that writes into it."""

from __future__ import annotations

from yifa.cases.library import library
from yifa.cases.registers.register import Register


def keepers(register: type[Register]) -> frozenset[str]:
    """The powers by which somebody writes into a register, in any procedure of today; of one that no table writes, those of every
    step of its field."""
    key, label = register.key(), register._meta.app_label  # noqa: SLF001  (Django's public name for it)
    steps = [(procedure.field, step) for procedure in library() for step in procedure.steps.values()]
    found = {
        power
        for _, step in steps
        if any(one.register == key for one in step.writes)
        for power in step.by.powers
    }
    return frozenset(found or {power for field, step in steps if field == label for power in step.by.powers})
