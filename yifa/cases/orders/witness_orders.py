"""Who is shown the log's signed heads, for whose logs the bureau is itself a witness, and why a log forked: as acts.

They are the head's and the audit administrator's: whoever keeps the system must not choose who watches it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.models import WatchedLog, Witness, WitnessKind
from yifa.cases.orders.house_acts import enter_house, require_power
from yifa.evidence.checkpoints import Checkpoint, bureau_of, read_vkey
from yifa.evidence.cosigning import read_witness_key
from yifa.evidence.faults import SigningKeyError
from yifa.house.models import Bureau
from yifa.house.powers import AUDIT_ADMINISTRATOR, HEAD
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual

NAME_WITNESS: Final = "name-witness"
DISMISS_WITNESS: Final = "dismiss-witness"
WATCH_LOG: Final = "watch-log"
END_WATCH: Final = "end-watch"
EXPLAIN_FORK: Final = "explain-fork"

TITLES: Final = {
    NAME_WITNESS: Bilingual("指定见证人", "Name a witness"),
    DISMISS_WITNESS: Bilingual("终止见证人", "Dismiss a witness"),
    WATCH_LOG: Bilingual("见证其他机关的日志", "Watch another bureau's log"),
    END_WATCH: Bilingual("终止见证", "End a watch"),
    EXPLAIN_FORK: Bilingual("说明记录分叉的原因", "Explain a fork of the record"),
}


def name_witness(
    bureau: Bureau, *, kind: str, name: str, address: str, key: str = "", actor: Actor, now: datetime
) -> Witness:
    """Name somebody who is shown each signed head from now on. Raises DeskRefused where what was given cannot work."""
    shown, where, public = name.strip(), address.strip(), key.strip()
    if not shown:
        raise DeskRefused(zh="请填写见证人的名称。", en="Give the witness's name.")
    _check_address(WitnessKind(kind), where)
    if kind == WitnessKind.COSIGNER:
        _check_key(lambda: read_witness_key(public))
        if bureau_of(read_witness_key(public).name) == bureau.code:
            raise DeskRefused(
                zh="这是本机关自己的见证公钥；自己不能为自己见证，请填其他机关的。",
                en="That is the bureau's own witness key; nobody is a witness of their own: give another bureau's.",
            )
    elif public:
        raise DeskRefused(
            zh="只有见证服务才有见证公钥；文件夹和电子邮件不填。",
            en="Only a cosigning service has a key; leave it empty for a folder or an address.",
        )
    require_power(actor, legal_day(now), HEAD, AUDIT_ADMINISTRATOR)
    answers = {"kind": str(kind), "name": shown, "address": where, "key": public}
    with transaction.atomic(), using_bureau(bureau):
        position = enter_house(bureau, NAME_WITNESS, actor=actor, answers=answers, now=now)
        try:
            with transaction.atomic():
                return Witness.objects.create(
                    bureau=bureau, kind=kind, name=shown, address=where, key=public, named_position=position
                )
        except IntegrityError:
            raise DeskRefused(
                zh=f"见证人“{shown}”已经指定，请换一个名称，或者先终止原来的。",
                en=f"The witness {shown} is named already; choose another name, or dismiss that one first.",
            ) from None


def dismiss_witness(witness: Witness, *, reason: str, actor: Actor, now: datetime) -> None:
    """Show a witness no more heads. Raises DeskRefused without a reason, or where it was dismissed before."""
    require_power(actor, legal_day(now), HEAD, AUDIT_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(witness.bureau):
        _end(Witness, witness, DISMISS_WITNESS, {"name": witness.name}, reason, actor, now)


def watch_log(bureau: Bureau, *, key: str, actor: Actor, now: datetime) -> WatchedLog:
    """Become a witness of another bureau's log, named by its public key. Raises DeskRefused."""
    public = key.strip()
    _check_key(lambda: read_vkey(public))
    origin = read_vkey(public).name
    if bureau_of(origin) == bureau.code:
        raise DeskRefused(
            zh="这是本机关自己的日志；自己不能为自己见证，请由其他机关见证。",
            en="That is the bureau's own log; nobody is a witness of their own, another bureau must be.",
        )
    require_power(actor, legal_day(now), HEAD, AUDIT_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(bureau):
        position = enter_house(
            bureau, WATCH_LOG, actor=actor, answers={"origin": origin, "key": public}, now=now
        )
        try:
            with transaction.atomic():
                return WatchedLog.objects.create(
                    bureau=bureau, origin=origin, key=public, named_position=position
                )
        except IntegrityError:
            raise DeskRefused(
                zh=f"本机关已经在见证日志 {origin}。", en=f"The bureau is a witness of {origin} already."
            ) from None


def end_watch(log: WatchedLog, *, reason: str, actor: Actor, now: datetime) -> None:
    """Cosign a log no more. Raises DeskRefused without a reason, or where it ended before."""
    require_power(actor, legal_day(now), HEAD, AUDIT_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(log.bureau):
        _end(WatchedLog, log, END_WATCH, {"origin": log.origin}, reason, actor, now)


def explain_fork(bureau: Bureau, head: Checkpoint, *, reason: str, actor: Actor, now: datetime) -> int:
    """Say in the log why a head that was signed once is not its beginning; gives the entry's position.

    From then on heads are signed again. What the lost part held is not brought back by it. Raises DeskRefused without a reason.
    """
    said = _reason(reason)
    require_power(actor, legal_day(now), HEAD, AUDIT_ADMINISTRATOR)
    answers = {"size": head.size, "root": head.root.hex(), "reason": said}
    with transaction.atomic(), using_bureau(bureau):
        return enter_house(bureau, EXPLAIN_FORK, actor=actor, answers=answers, now=now)


def _end(
    model: type[Witness] | type[WatchedLog],
    row: Witness | WatchedLog,
    step: str,
    about: dict[str, object],
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    said = _reason(reason)
    position = enter_house(row.bureau, step, actor=actor, answers={**about, "reason": said}, now=now)
    ended = model.objects.filter(pk=row.pk, ended_position__isnull=True).update(ended_position=position)
    if not ended:
        raise DeskRefused(zh=f"“{row}”已经终止。", en=f"{row} was ended before.")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise DeskRefused(zh="请填写理由。", en="Give the reason.")
    return reason.strip()


def _check_address(kind: WitnessKind, address: str) -> None:
    if kind == WitnessKind.FOLDER:
        if not Path(address).is_absolute() or not Path(address).is_dir():
            raise DeskRefused(
                zh=f"“{address}”不是服务器上已有的文件夹；请填完整路径，最好是另一台机器上的共享文件夹。",
                en=f"{address!r} is no folder of the server; give the whole path, best of a share on another machine.",
            )
    elif kind == WitnessKind.MAIL:
        try:
            validate_email(address)
        except ValidationError:
            raise DeskRefused(
                zh=f"“{address}”不是电子邮件地址，请核对。", en=f"{address!r} is no mail address; check it."
            ) from None
    else:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise DeskRefused(
                zh=f"“{address}”不是见证服务的地址；应以 https:// 开头，如 https://主机/机关代码/witness。",
                en=f"{address!r} is no address of a cosigning service, such as https://host/bureau/witness.",
            )


def _check_key(read: Callable[[], object]) -> None:
    try:
        read()
    except SigningKeyError as error:
        raise DeskRefused(zh=error.zh, en=error.en) from None
