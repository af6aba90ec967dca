"""Search in Chinese over cases and parties: by any two signs that stand together, without a dictionary.

A text is cut into pairs of neighbouring Han signs and into whole Latin words and numbers, so that any part of a name or a
sentence is found, and what was indexed years ago is found like what was indexed today. Words are taken from the log some time
after the act, never within it; a search first catches up with what is new.

What is personal is not indexed: names of natural persons, and answers to questions marked so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of
from yifa.cases.models import Case, File, Letter
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party, PartyKind
from yifa.procedure import types

_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+|[a-z0-9]+")
_MOST_SIGNS: Final = 8_000
_MOST_WORDS: Final = 30
_LOOKED_AT: Final = 2_000
_AT_ONCE: Final = 500


class Found(StrEnum):
    """Kinds of things that are found."""

    CASE = "case"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, its primary key, and its title."""

    kind: Found
    object_id: int
    title: str


def words_of(text: str) -> set[str]:
    """The words by which a text is found: pairs of neighbouring Han signs, single ones that stand alone, Latin words, numbers."""
    found: set[str] = set()
    for run in _RUN.findall(_flat(text)[:_MOST_SIGNS]):
        if run[0].isascii():
            found.add(run[:60])
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def query_of(text: str, bureau_id: int) -> str:
    """What is typed as a query of PostgreSQL: every word must be there, and the last letters of Latin words may be missing.

    Empty where there is nothing to look for.
    """
    terms: list[str] = []
    for run in _RUN.findall(_flat(text)[:200]):
        if run[0].isascii() or len(run) == 1:
            terms.append(f"'{run}':*")
        else:
            terms += [f"'{run[at : at + 2]}'" for at in range(len(run) - 1)]
    if not terms:
        return ""
    return " & ".join((f"'{_mark(bureau_id)}'", *list(dict.fromkeys(terms))[:_MOST_WORDS]))


def search(bureau: Bureau, text: str, *, kind: Found | None = None, limit: int = 50) -> list[Hit]:
    """Cases and parties of a bureau in which everything typed stands, the newest first; at most ``limit``.

    Costs the same for common words as for rare ones: at most 2,000 rows are looked at.
    """
    query = query_of(text, bureau.pk)
    if not query:
        return []
    with using_bureau(bureau):
        catch_up(bureau)
        rows = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select kind, object_id, title from yifa_search(%s::bigint, %s::text, %s::text, %s::integer, %s::integer)",
            (bureau.pk, query, kind or "", limit, _LOOKED_AT),
        ).fetchall()
    return [Hit(Found(row[0]), row[1], row[2]) for row in rows]


def catch_up(bureau: Bureau, most: int = 5_000) -> int:
    """Index what is new in the log and among the parties, at most ``most`` entries at once; the number of rows written.

    Two of them at once do the same work twice and harm nothing.
    """
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        row = store.execute(
            connection,
            "select position, party_id from search_head where bureau_id = %s::bigint",
            (bureau.pk,),
        ).fetchone()
        position, party_id = row or (0, 0)
        size, _ = store.head(bureau.pk)
        stop = min(size, position + most)
        written = 0
        if stop > position:
            touched = store.execute(
                connection,
                "select distinct case_id from log_entry where bureau_id = %s::bigint and position >= %s::bigint"
                " and position < %s::bigint and case_id is not null",
                (bureau.pk, position, stop),
            ).fetchall()
            written += index_cases(bureau, [case_id for (case_id,) in touched])
        fresh = list(Party.everywhere.filter(bureau=bureau, pk__gt=party_id).order_by("pk")[:most])
        written += index_parties(bureau, fresh)
        last_party = fresh[-1].pk if fresh else party_id
        if stop > position or fresh:
            store.execute(
                connection,
                "insert into search_head (bureau_id, position, party_id) values (%s::bigint, %s::bigint, %s::bigint)"
                " on conflict (bureau_id) do update set position = greatest(search_head.position, excluded.position),"
                " party_id = greatest(search_head.party_id, excluded.party_id)",
                (bureau.pk, stop, last_party),
            )
    return written


def index_cases(bureau: Bureau, case_ids: Iterable[int]) -> int:
    """Index these cases anew; their number."""
    ids = sorted(case_ids)
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        texts = _texts_of(part)
        cases = Case.everywhere.filter(bureau=bureau, pk__in=part).select_related("party")
        _write(
            bureau,
            [
                (
                    Found.CASE,
                    case.pk,
                    case.pk,
                    f"{case.number} {case.title}",
                    " ".join(_case_texts(case, texts)),
                )
                for case in cases
            ],
        )
    return len(ids)


def index_parties(bureau: Bureau, parties: Iterable[Party]) -> int:
    """Index these parties anew; their number. Natural persons are found by no name; they are found through their cases."""
    rows: list[tuple[Found, int, int | None, str, str]] = []
    count = 0
    for party in parties:
        count += 1
        if party.kind != PartyKind.PERSON:
            text = f"{party.name} {party.name_normalised} {party.uscc}"
            rows.append((Found.PARTY, party.pk, None, party.name, text))
    _write(bureau, rows)
    return count


def _texts_of(case_ids: list[int]) -> dict[int, list[str]]:
    """What was answered, filed and issued in cases, without what is personal."""
    found: dict[int, list[str]] = {case_id: [] for case_id in case_ids}
    asked = {
        row[0]: row[1:]
        for row in Case.everywhere.filter(pk__in=case_ids).values_list(
            "pk", "procedure_key", "procedure_version", "procedure_hash"
        )
    }
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select e.case_id, a.key, a.value ->> 1 from log_entry e"
        " join act_content c on c.bureau_id = e.bureau_id and c.position = e.position"
        " cross join lateral jsonb_each(c.answers) a"
        " where e.case_id = any (%s::bigint[]) and e.kind in ('act', 'import')"
        " and jsonb_typeof(a.value -> 1) in ('string', 'array')",
        (case_ids,),
    ).fetchall()
    for case_id, key, text in rows:
        try:
            question = procedure_of(*asked[case_id]).questions.get(key)
        except ProcedureMissing:
            continue
        if question is None or question.personal:
            continue
        if question.type.is_prose:
            found[case_id].append(text)
        elif question.type is types.ROWS:
            found[case_id].extend(
                cell for row in json.loads(text) for cell in row.values() if isinstance(cell, str)
            )
    for letter in Letter.everywhere.filter(case_id__in=case_ids):
        found[letter.case_id].append(letter.document_number)
    for file in File.everywhere.filter(case_id__in=case_ids, erased_at__isnull=True):
        try:
            question = procedure_of(*asked[file.case_id]).questions.get(file.field)
        except ProcedureMissing:
            continue
        if question is None or not question.personal:
            found[file.case_id].append(file.name)
    return found


def _case_texts(case: Case, texts: dict[int, list[str]]) -> Iterator[str]:
    yield case.number
    yield case.title
    if case.party is not None and case.party.kind != PartyKind.PERSON:
        yield case.party.name
    yield from texts.get(case.pk, ())


def _write(bureau: Bureau, rows: list[tuple[Found, int, int | None, str, str]]) -> None:
    if not rows:
        return
    # A word is given as text in which it alone stands between quotes; the signs of words need no escape.
    vectors = [
        " ".join(f"'{word}'" for word in sorted({*words_of(row[4]), _mark(bureau.pk)})) for row in rows
    ]
    store.execute(
        connections[DEFAULT_DB_ALIAS],
        "insert into search_entry (bureau_id, kind, object_id, case_id, title, words)"
        " select %s::bigint, r.kind, r.object_id, r.case_id, r.title, r.words::tsvector"
        " from unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[])"
        " as r (kind, object_id, case_id, title, words)"
        " on conflict (bureau_id, kind, object_id) do update set title = excluded.title, words = excluded.words",
        (
            bureau.pk,
            [str(row[0]) for row in rows],
            [row[1] for row in rows],
            [row[2] for row in rows],
            [row[3] for row in rows],
            vectors,
        ),
    )


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _mark(bureau_id: int) -> str:
    return f"@{bureau_id}"
