"""What the files cannot say of rows: a result whose owner did not agree, an enterprise that stands twice in one list."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.law.identifiers import normalise
from yifa.procedure import Reason
from yifa.procedure.answers import rows_of

_reason: Final = partial(against, "cooperation")


@guard("publishing-results/record")
def offered_with_consent(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a result that its owner did not agree to offer, or that is secret."""
    rows = rows_of(ctx.answers, "results")
    unasked = [str(row.get("result_name")) for row in rows if row.get("agreed") is not True]
    secret = [str(row.get("result_name")) for row in rows if row.get("secret") is True]
    found = []
    if unasked:
        found.append(
            _reason(
                "owner-did-not-agree",
                f"权利人没有书面同意发布：{'、'.join(unasked)}",
                f"their owners did not agree in writing: {', '.join(unasked)}",
                "取得权利人的书面同意，或者把这几项从表中去掉",
                "get the owner's written consent, or leave these out",
            )
        )
    if secret:
        found.append(
            _reason(
                "secret-is-not-offered",
                f"涉及国家秘密或者约定保密，不得发布：{'、'.join(secret)}",
                f"these are secret and are not offered in public: {', '.join(secret)}",
                "把这几项从表中去掉；需要对接的，由双方另行约定",
                "leave these out; whoever is to see them agrees on that with the owner",
            )
        )
    return tuple(found)


@guard("contacting-enterprises/record")
def an_enterprise_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an enterprise that stands twice in one list."""
    codes = Counter(normalise(str(row.get("uscc") or "")) for row in rows_of(ctx.answers, "enterprises"))
    twice = [code for code, times in codes.items() if times > 1]
    if not twice:
        return ()
    return (
        _reason(
            "enterprise-twice",
            f"同一企业在表中出现两次：{'、'.join(twice)}",
            f"an enterprise stands twice in the table: {', '.join(twice)}",
            "一家一行，把困难和需要合并到一行",
            "one line an enterprise; bring what it needs into one line",
        ),
    )
