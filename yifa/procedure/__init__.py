"""Procedures: the law as timed condition-response graphs, written as files, composed, checked and stepped.

Pure: no database, no clock, no Django. ``load_library`` reads ``statutes/`` and ``procedures/``; ``initial``, ``may``, ``take``
and ``owed`` step a case; ``deadline`` derives when something falls due.
"""

from yifa.procedure.answers import FieldProblem, happened_on, order_problems, validate_answers
from yifa.procedure.checker import Code, Fault, Soundness, check, officers_needed, staffable
from yifa.procedure.deadlines import deadline
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.library import Library, NoProcedure, files_root, load_files, load_library
from yifa.procedure.marking import (
    Attempt,
    Marking,
    Option,
    Owed,
    Reason,
    Refused,
    Ruling,
    Taken,
    Who,
)
from yifa.procedure.model import By, Json, Procedure, Question, Rule, Statute, Step
from yifa.procedure.picture import checklist, render_svg
from yifa.procedure.reading import FileProblem, FileProblems
from yifa.procedure.stepping import (
    Alike,
    apply,
    due_silences,
    in_capacity,
    initial,
    may,
    moved,
    options,
    owed,
    possible_steps,
    take,
    take_alike,
)
from yifa.procedure.walks import WalkResult, run_walks

__all__ = [
    "Alike",
    "Attempt",
    "By",
    "Code",
    "Fault",
    "FieldProblem",
    "FileProblem",
    "FileProblems",
    "Guard",
    "GuardProblem",
    "Json",
    "Library",
    "Marking",
    "NoProcedure",
    "Option",
    "Owed",
    "Procedure",
    "Question",
    "Reason",
    "Refused",
    "Rule",
    "Ruling",
    "Soundness",
    "Statute",
    "Step",
    "Taken",
    "WalkResult",
    "Who",
    "apply",
    "check",
    "checklist",
    "deadline",
    "due_silences",
    "files_root",
    "happened_on",
    "in_capacity",
    "initial",
    "load_files",
    "load_library",
    "may",
    "moved",
    "officers_needed",
    "options",
    "order_problems",
    "owed",
    "possible_steps",
    "render_svg",
    "run_walks",
    "staffable",
    "take",
    "take_alike",
    "validate_answers",
]
