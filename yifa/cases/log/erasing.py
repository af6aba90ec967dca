"""Erasing what was answered or filed when its retention ends, or the law wants it gone; the proof stays.

The log holds only salted commitments. Erasing takes the value and its salt away: nobody can then tell, or guess and check,
what was there, while every hash, proof and signature still verifies. It is an act: who erased what, when, and on what basis
stands in the log for good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction

from yifa.cases import store
from yifa.cases.acting.act import Receipt
from yifa.cases.acting.composing import LATE_REASON, Standing, enter, recorded_after, times
from yifa.cases.actors import Actor
from yifa.cases.errors import CaseMoved, DeskRefused, NoSuchCase
from yifa.cases.files import path_of
from yifa.cases.log.record import ERASE
from yifa.cases.models import ActContent, Case, File, LogEntry
from yifa.cases.orders.house_acts import enter_house
from yifa.evidence.entries import Kind
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau

_TRIES: Final = 5


def erase(
    case: Case,
    *,
    fields: Sequence[str] = (),
    positions: Sequence[int] | None = None,
    answers: Mapping[int, Sequence[str]] | None = None,
    files: Sequence[File] = (),
    title: str | None = None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Erase answers and files of a case.

    fields: keys of the questions whose answers go, wherever they were given; ``late_reason`` is one too. positions: only in these
    entries. answers: instead of both, keys of contents by position. files: these files; their bytes go
    where no other act refers to them. title: what the case is called from now on, where its title says too much. reason: with the
    basis in law.

    Raises DeskRefused where there is no reason or nothing to erase, NoSuchCase, CaseMoved.
    """
    if not reason.strip():
        raise DeskRefused(zh="请填写删除的理由和依据。", en="Give the reason and the basis for erasing.")
    keys = [LATE_REASON if key == "late_reason" else key for key in fields]
    if answers is not None:
        keys = sorted({key for some in answers.values() for key in some})
    for _ in range(_TRIES):
        state = store.read_case(actor.bureau_id, case.pk)
        if state is None:
            raise NoSuchCase(case.number)
        try:
            with transaction.atomic(), using_bureau(actor.bureau_id):
                return _erase(
                    Standing.of(actor.bureau_id, case.pk, state),
                    keys,
                    positions,
                    answers,
                    files,
                    title,
                    reason,
                    actor,
                    now,
                )
        except (store.Moved, store.LaterEntry):
            continue
    raise CaseMoved(())


def _erase(
    standing: Standing,
    keys: Sequence[str],
    positions: Sequence[int] | None,
    answers: Mapping[int, Sequence[str]] | None,
    files: Sequence[File],
    title: str | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Receipt:
    touched = list(answers) if answers is not None else _positions_with(standing, keys, positions)
    doomed = [file for file in files if file.case_id == standing.case_id and file.erased_at is None]
    refers = tuple(sorted({*touched, *(file.log_position for file in doomed)}))
    if not refers and title is None:
        raise DeskRefused(
            zh="没有可删除的内容：字段从未填写、已经删除，或文件不属于本事项。",
            en="There is nothing to erase: the fields were never answered, or are gone, or the files are another case's.",
        )
    told = standing_marking(standing.marking.to_json(), keys)
    chosen = recorded_after(times(None, now), store.head(standing.bureau_id)[1])
    write, _ = enter(
        standing,
        step=ERASE,
        kind=Kind.ERASURE,
        who=actor.who(chosen.on),
        actor=actor,
        chosen=chosen,
        answers={
            "fields": [key.removeprefix(":") for key in keys],
            **({"titled": True} if title is not None else {}),
            "files": [[file.log_position, file.place] for file in doomed],
            "reason": reason,
            # Who makes the case anew from its entries goes on from here: what is erased cannot be read again.
            "marking": told,
        },
        refers=refers,
    )
    # What is erased is gone from where the matter stands, too.
    write.marking = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    write.closed_on = standing.closed_on
    position = store.write_act(write).position
    for one in touched:
        store.erase_answers(standing.bureau_id, one, keys if answers is None else answers[one])
    if title is not None:
        store.retitle(standing.bureau_id, standing.case_id, title)
    File.everywhere.filter(pk__in=[file.pk for file in doomed]).update(
        name="", digest="", salt=b"", erased_at=chosen.recorded_at
    )
    for digest in [file.digest for file in doomed if not store.file_is_referred_to(file.digest)]:
        # After the commit: a crash leaves bytes that nothing refers to, never a row without its bytes.
        transaction.on_commit(partial(path_of(digest).unlink, missing_ok=True))
    return Receipt(
        bureau_code=standing.bureau_code,
        case_id=standing.case_id,
        case_number=standing.number,
        case_version=write.case_version,
        position=position,
        step=ERASE,
        happened_at=write.happened_at,
        recorded_at=write.recorded_at,
        late=False,
        leaf_hash=write.leaf_hash,
        closed=standing.closed_on is not None,
    )


def erase_of_house(
    bureau: Bureau, answers: Mapping[int, Sequence[str]], *, reason: str, actor: Actor, now: datetime
) -> int:
    """Erase answers of acts of the house, by position, within the caller's transaction; the position of the act of erasure."""
    told = {
        "fields": sorted({key.removeprefix(":") for some in answers.values() for key in some}),
        "reason": reason,
    }
    position = enter_house(
        bureau, ERASE, actor=actor, answers=told, now=now, refers=tuple(sorted(answers)), kind=Kind.ERASURE
    )
    for one, keys in answers.items():
        store.erase_answers(bureau.pk, one, keys)
    return position


def standing_marking(marking: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """A marking as an act of erasure tells it: without the answers that are erased."""
    kept = {key: value for key, value in marking.get("answers", {}).items() if key not in keys}
    told = {key: value for key, value in marking.items() if key != "answers"}
    return {**told, "answers": kept} if kept else told


def _positions_with(standing: Standing, keys: Sequence[str], positions: Sequence[int] | None) -> list[int]:
    """Positions of the case's entries that still hold one of the answers."""
    if not keys:
        return []
    entries = LogEntry.objects.filter(bureau_id=standing.bureau_id, case_id=standing.case_id)
    if positions is not None:
        entries = entries.filter(position__in=positions)
    mine = list(entries.values_list("position", flat=True))
    contents = ActContent.objects.filter(
        bureau_id=standing.bureau_id, position__in=mine, answers__has_any_keys=list(keys)
    )
    return sorted(contents.values_list("position", flat=True))
