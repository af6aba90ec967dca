"""The checker: whether a procedure is sound, and if not, which rule and article is at fault, with a walk that shows it."""

from yifa.procedure.checker.check import check
from yifa.procedure.checker.faults import Code, Fault, Soundness, Taking
from yifa.procedure.checker.staffing import Staffing, officers_needed, staffable

__all__ = ["Code", "Fault", "Soundness", "Staffing", "Taking", "check", "officers_needed", "staffable"]
