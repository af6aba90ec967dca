"""What only the lists know: that something is due, that each package passes, that the list is still what was appraised."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.archives.computations import numbers_in
from yifa.work.archives.terms import to_appraise, to_transfer

WATCHERS = 2


def _reason(code: str, sentence: Bilingual, remedy: Bilingual) -> tuple[Reason, ...]:
    return (Reason(rule=None, code=f"archives/{code}", sentence=sentence, remedy=remedy),)


def _nothing(due: object) -> tuple[Reason, ...]:
    if due:
        return ()
    return _reason(
        "nothing-due",
        Bilingual("今天没有到期的事项。", "Nothing is due today."),
        Bilingual("到期以后再列清单。", "List it when something is."),
    )


@guard("archive-transferring/list")
def something_goes(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an empty list."""
    return _nothing(to_transfer(Bureau.objects.get(pk=ctx.bureau_id), ctx.on))


@guard("archive-disposing/list")
def something_is_over(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an empty list."""
    return _nothing(to_appraise(Bureau.objects.get(pk=ctx.bureau_id), ctx.on))


@guard("archive-transferring/hand-over")
def each_passes(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against handing over a list of which a package fails a check, or that was not looked at for viruses."""
    told = ctx.all_answers
    wanted = len(numbers_in(told.get("due_numbers")))
    if ctx.answers.get("tested") != wanted:
        return _reason(
            "package-fails",
            Bilingual(
                f"清单{wanted}件，四性检测合格的只有{ctx.answers.get('tested') or 0}件。",
                f"Of {wanted} matters only {ctx.answers.get('tested') or 0} pass the four checks.",
            ),
            Bilingual(
                "在各事项页面下载归档信息包，会写明哪一项不合格；检查点没有签名的先签名。",
                "The archive package on a matter's page says what fails; sign the log's head where it is not signed.",
            ),
        )
    if ctx.answers.get("virus_free") is not True:
        return _reason(
            "not-scanned",
            Bilingual(
                "没有用杀毒软件检查的不得移交。", "What was not scanned for viruses is not handed over."
            ),
            Bilingual("请检查后再移交。", "Scan it first."),
        )
    return ()


@guard("archive-disposing/destroy")
def still_what_was_appraised(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against destroying more or other than was appraised, and without two who watch and are not the one who does it."""
    told = ctx.all_answers
    if told.get("destroyed_count") != told.get("appraised_count") or not told.get("destroyed_count"):
        return _reason(
            "list-has-changed",
            Bilingual(
                f"鉴定时{told.get('appraised_count') or 0}件，现在到期的{told.get('destroyed_count') or 0}件，鉴定以后又有变化。",
                f"{told.get('appraised_count') or 0} were appraised, {told.get('destroyed_count') or 0} are due now.",
            ),
            Bilingual("请重新鉴定，再次批准后销毁。", "Appraise it again and have it approved again."),
        )
    names = told.get("supervisors")
    watching = {str(one) for one in names} if isinstance(names, list) else set()
    if len(watching) < WATCHERS:
        return _reason(
            "watched-by-two",
            Bilingual("监销人不足两人。", "Fewer than two people watch."),
            Bilingual("请再选监销人。", "Choose another."),
        )
    return ()
