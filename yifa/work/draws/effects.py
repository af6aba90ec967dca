"""What the table of draws cannot say: how many stand on the list, who was drawn, and who was replaced."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.evidence import draws
from yifa.procedure.answers import names_of
from yifa.work.draws.computations import as_published, values_of
from yifa.work.draws.registers import Draw, DrawnOne, SealedPart


@column_value("draw-excluded")
def excluded(of: EffectContext) -> int:
    """How many on the list may not be drawn."""
    return len([row for row in of.rows_of("candidates") if row.get("excluded")])


@column_value("draw-wanted")
def wanted(of: EffectContext) -> int:
    """How many are to be drawn."""
    return sum(int(row.get("count") or 0) for row in of.rows_of("takes"))


@column_value("draw-value")
def value(of: EffectContext) -> str:
    """What the seed was made of."""
    return "；".join(values_of(of.case_id, of.all_answers))[:300]


@column_value("draw-value-entered")
def value_entered(of: EffectContext) -> str:
    """The public value as it goes into the seed."""
    return as_published(of.text("value"))


@effect("drawing/draw", "drawing/take-next", enters=[DrawnOne])
def enter_drawn(of: EffectContext) -> None:
    """A row for everybody drawn who has none yet."""
    draw = Draw.objects.get(case_id=of.case_id)
    there = set(DrawnOne.objects.filter(draw=draw).values_list("mark", flat=True))
    fixed = draws.Fixed.from_text(draw.list_text)
    gone = DrawnOne.objects.filter(draw=draw, standing="replaced").values_list("mark", flat=True)
    order = draws.order_of(fixed, of.text("seed"))
    drawn = draws.drawn_of(fixed, order, gone)
    DrawnOne.objects.bulk_create(
        DrawnOne(
            **of.row,
            draw=draw,
            name=name,
            stratum=one.stratum,
            standing="drawn",
            drawn_on=of.on,
            mark=one.mark,
        )
        for one, name in zip(drawn, names_of(of.all_answers, "drawn"), strict=True)
        if one.mark not in there
    )


@effect("drawing/replace")
def mark_replaced(of: EffectContext) -> None:
    """Whoever cannot serve keeps the row, with the reason."""
    DrawnOne.objects.filter(draw__case_id=of.case_id, name__in=names_of(of.all_answers, "replaced")).update(
        standing="replaced", replaced_on=of.on, reason=of.text("replace_reason")
    )


@effect("drawing/reveal-part")
def open_part(of: EffectContext) -> None:
    """The secret stands beside the digest that it was sealed with."""
    secret = of.text("part_secret").strip()
    parts = SealedPart.objects.filter(draw__case_id=of.case_id, part_digest=draws.digest_of(secret))
    parts.update(secret=secret, revealed_on=of.on)
