"""``yifa daily``: what a scheduler runs every morning, and may run as often as it likes.

Days that were provisional are reckoned anew, the steps that the law makes of silence are taken, new entries go into each
bureau's tree under a signed checkpoint, which its witnesses are shown. What was written since the last verification is verified,
and once a week the whole record with the due dates that follow from it. What is needed no more is removed: ended sessions, drafts
that were left, files of forms that were never sent.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.cases.log.verification import RecordVerification
    from yifa.house.models import Bureau

app = typer.Typer(add_completion=False)


@app.command()
def daily() -> None:
    """每日例行：法定视为的步骤、签署检查点、核对期限、清理。 Silences, checkpoints, due dates, sweeping."""
    _django.setup()
    from yifa.cases.acting.calendar_changes import refresh_days
    from yifa.cases.acting.silences import run_silences
    from yifa.cases.errors import RecordProblem
    from yifa.cases.log.keys import has_key
    from yifa.cases.log.tree import integrate
    from yifa.cli.notices import tell
    from yifa.desk import notices, sendings
    from yifa.evidence.faults import EvidenceError
    from yifa.house.models import Bureau
    from yifa.interface.upkeep import sweep

    wrong = 0
    now = datetime.now(UTC)
    for bureau in Bureau.objects.filter(is_active=True).order_by("code"):
        fixed = refresh_days(bureau, provisional_only=True)
        taken = run_silences(bureau, now)
        sendings.forget(bureau, now)
        notices.forget(bureau, now)
        tell(bureau, now, with_digest=True)
        try:
            head = integrate(bureau, now) if has_key(bureau) else None
        except (RecordProblem, EvidenceError) as problem:
            wrong += 1
            head = None
            _words.say(problem.text if isinstance(problem, RecordProblem) else problem.sentence, error=True)
        else:
            wrong += _show(bureau, now)
        found = _verify(bureau, now)
        differing = found.sentences
        wrong += len(differing)
        size = 0 if head is None else head.size
        _words.say(
            Bilingual(
                f"{bureau.code}：暂定期限重算 {fixed} 处，视为办理 {len(taken)} 步，"
                f"记录 {size} 条已签署，不一致 {len(differing)} 处。",
                f"{bureau.code}: {fixed} provisional days reckoned anew, {len(taken)} steps by silence, {size} entries signed,"
                f" {len(differing)} differences.",
            )
        )
        for sentence in differing[:20]:
            _words.say(sentence, error=True)
        _words.say(_told(found))
        wrong += _publish(bureau)
    swept = sweep(now)
    _words.say(
        Bilingual(
            f"清理：会话 {swept.sessions} 个，草稿 {swept.drafts} 份，未使用的文件 {swept.files} 个。",
            f"Swept: {swept.sessions} sessions, {swept.drafts} drafts, {swept.files} files that nothing refers to.",
        )
    )
    if wrong:
        raise typer.Exit(1)


def _verify(bureau: Bureau, now: datetime) -> RecordVerification:
    """Verify what came since the last verification; the whole where a week is over or nothing was verified yet."""
    from yifa.cases.log import verified
    from yifa.cases.log.verification import verify, verify_changes

    known = verified.last(bureau)
    if known is not None and not known.is_whole_due(now):
        return verify_changes(bureau, known.mark, keep_at=now)
    return verify(
        bureau,
        keep_at=now,
        resume=True,
        remembered=True,
        progress=_words.progress(Bilingual("核验", "verifying")),
    )


def _told(found: RecordVerification) -> Bilingual:
    if found.since is not None:
        return Bilingual(
            f"  已核验第 {found.since.size} 条以后的记录及其后写入的 {found.rows} 行；全部记录每周核验一次。",
            f"  Verified: entries from {found.since.size} on, and {found.rows} rows that were written since; the whole record"
            " once a week.",
        )
    return Bilingual(
        f"  已核验全部记录和各表共 {found.rows} 行。",
        f"  Verified: the whole record, and all {found.rows} rows of the tables.",
    )


def _show(bureau: Bureau, now: datetime) -> int:
    """Show the signed head to the bureau's witnesses; gives how many refused it, which is a sign of a fork."""
    from yifa.cases.log.witnessing import show_head
    from yifa.cases.models import ShownOutcome

    refused = 0
    for shown in show_head(bureau, now):
        refused += shown.outcome == ShownOutcome.REFUSED
        failed = shown.outcome in {ShownOutcome.REFUSED, ShownOutcome.FAILED}
        name = shown.witness.name
        _words.say(
            Bilingual(f"  见证人{name}：{shown.said.zh}", f"  Witness {name}: {shown.said.en}"), error=failed
        )
    return refused


def _publish(bureau: Bureau) -> int:
    """Write the portal as files where a folder is set; 1 where that failed, which is said."""
    from django.conf import settings

    from yifa.portal.static_site import publish

    if not settings.PORTAL_FOLDER:
        return 0
    try:
        made = publish(bureau, Path(settings.PORTAL_FOLDER), settings.ADDRESS)
    except OSError as problem:
        _words.say(
            Bilingual(
                f"{bureau.code}的静态网站没有写入{settings.PORTAL_FOLDER}：{problem}。请检查文件夹和权限。",
                f"The files of {bureau.code} were not written to {settings.PORTAL_FOLDER}: {problem}. Check folder and rights.",
            ),
            error=True,
        )
        return 1
    _words.say(
        Bilingual(
            f"{bureau.code}：静态网站{made.pages}个页面已写入{settings.PORTAL_FOLDER}。",
            f"{bureau.code}: {made.pages} pages of the portal written to {settings.PORTAL_FOLDER}.",
        )
    )
    return 0
