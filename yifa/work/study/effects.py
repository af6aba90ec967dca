"""What the table of examinations cannot say: each sheet against the marks, and how many passed."""

from __future__ import annotations

from decimal import Decimal

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.work.study.registers import Exam, ExamSeat, ExamSheet


@effect("examination/check", enters=[ExamSheet, ExamSeat])
def check(of: EffectContext) -> None:
    """Every sheet by the marks that were announced, and their counts."""
    exam = Exam.objects.get(case=of.case)
    scores = [Decimal(str(row["score"])) for row in of.rows_of("results")]
    pass_mark, excellent_mark = of.number("pass_mark") or 60, of.number("excellent_mark") or 90
    ExamSheet.objects.bulk_create(
        ExamSheet(
            **of.row,
            exam=exam,
            held_on=exam.held_on,
            score=score,
            passed=score >= pass_mark,
            excellent=score >= excellent_mark,
        )
        for score in scores
    )
    ExamSeat.objects.bulk_create(
        ExamSeat(**of.row, exam=exam, held_on=exam.held_on, sat=number < len(scores))
        for number in range(exam.invited)
    )
    exam.sat = len(scores)
    exam.passed = sum(score >= pass_mark for score in scores)
    exam.excellent = sum(score >= excellent_mark for score in scores)
    exam.entered_on = of.on
    exam.save(update_fields=["sat", "passed", "excellent", "entered_on"])


@column_value("attended")
def attended(of: EffectContext) -> int:
    """Those entitled less those absent."""
    there, absent = of.all_answers.get("entitled"), of.answers.get("absent")
    return len(there if isinstance(there, list) else []) - len(absent if isinstance(absent, list) else [])
