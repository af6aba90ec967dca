"""Who may say that a register is complete, and when: whoever may write into it, once the year is over, and once."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.registers.keepers import keepers
from yifa.cases.registers.register import registry
from yifa.house.powers import title_of
from yifa.law.limits import end_of_year
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.attestations.registers import Attestation


@guard("completeness/attest")
def by_its_keeper_after_the_year(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against attesting somebody else's register, a year that is not over, and the same twice."""
    name, year = str(ctx.answers.get("register_name") or ""), ctx.answers.get("period_year")
    register = registry.called().get(name)
    if register is None or not isinstance(year, int):
        return ()
    if ctx.on <= end_of_year(year):
        return _reason(
            "not-over",
            Bilingual(
                f"{year}年度还没有结束，现在不能确认登记完整。",
                f"The year {year} is not over; nothing is complete yet.",
            ),
            Bilingual(f"请在{end_of_year(year)}之后确认。", f"Attest it after {end_of_year(year)}."),
        )
    powers = keepers(register)
    if powers and ctx.who.powers.isdisjoint(powers):
        names = sorted((title_of(one) for one in powers), key=lambda one: one.zh)
        return _reason(
            "not-its-keeper",
            Bilingual(
                f"“{name}”由{'、'.join(one.zh for one in names)}登记，您不是它的登记人，不能确认它完整。",
                f"'{register.title.en}' is kept by {', '.join(one.en for one in names)}; you are not among them.",
            ),
            Bilingual("请由登记人确认。", "Let one of those who keep it attest it."),
        )
    if Attestation.objects.filter(register_name=name, period_year=year, confirmed_on__isnull=False).exists():
        return _reason(
            "attested-already",
            Bilingual(
                f"“{name}”{year}年度已经确认过。", f"'{register.title.en}' is attested for {year} already."
            ),
            Bilingual("不需要再次确认。", "There is nothing to do."),
        )
    return ()


def _reason(code: str, sentence: Bilingual, remedy: Bilingual) -> tuple[Reason, ...]:
    return (Reason(rule=None, code=f"attestations/{code}", sentence=sentence, remedy=remedy),)
