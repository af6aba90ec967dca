"""``yifa notices``: find what officers are to be told, and send it; for a scheduler, every few minutes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau

app = typer.Typer(add_completion=False)


@app.command()
def notices() -> None:
    """提醒：找出应当告诉各人的事，发出邮件和消息。 Find what officers are to be told, and send it."""
    _django.setup()
    from yifa.house.models import Bureau

    now = datetime.now(UTC)
    for bureau in Bureau.objects.filter(is_active=True).order_by("code"):
        tell(bureau, now)


def tell(bureau: Bureau, now: datetime, *, with_digest: bool = False) -> None:
    """Find and send for one bureau, and say how much. with_digest: of the day as well."""
    from yifa.desk import notice_sending
    from yifa.desk import notices as found_by

    found = found_by.gather(bureau, now)
    digests = found_by.digest(bureau, now) if with_digest else 0
    sent = notice_sending.send(bureau, now)
    _words.say(
        Bilingual(
            f"{bureau.code}：新提醒 {found} 条，摘要 {digests} 份，发出邮件 {sent.mails} 封、"
            f"消息 {sent.posts} 条，未发出 {sent.failed} 次。",
            f"{bureau.code}: {found} new notices, {digests} digests; {sent.mails} mails and {sent.posts} messages sent, "
            f"{sent.failed} could not be.",
        )
    )
