"""What is published of suggestions and proposals: the replies that were marked fit to publish, once they are published.

国办发〔2014〕46号 二（一）. Who made the suggestion is not named.
"""

from __future__ import annotations

from yifa.cases.models import ActContent, LogEntry
from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified
from yifa.work.suggestions.registers import Suggestion


def reply_text(row: Suggestion) -> str:
    """The reply as it was last drafted and then signed; empty where its content was erased."""
    if row.case_id is None:
        return ""
    drafted = LogEntry.objects.filter(bureau_id=row.bureau_id, case_id=row.case_id, step="draft")
    position = drafted.order_by("-case_version").values_list("position", flat=True).first()
    if position is None:
        return ""
    kept = ActContent.objects.filter(bureau_id=row.bureau_id, position=position).values_list(
        "answers", flat=True
    )
    found = (kept.first() or {}).get("draft_text")
    return str(found[1]) if found else ""


publications.add(
    Publication(
        key="replies",
        title=Bilingual("建议提案答复", "Replies to suggestions and proposals"),
        summary=Bilingual(
            "人大代表建议、政协提案的办理结果",
            "How suggestions of deputies and proposals of members were handled",
        ),
        room=Room.DISCLOSURE,
        register=Suggestion,
        rows=lambda on: Suggestion.objects.filter(published_on__lte=on),
        columns=("name", "kind", "replied_on", "result_class", "published_on"),
        details=("number", "role"),
        dated="published_on",
        filters=("kind",),
        body=reply_text,
        duty=Duty(
            basis=Bilingual(
                "国办发〔2014〕46号第二条第（一）项",
                "State Council General Office Notice No. 46 of 2014, item 2(1)",
            ),
            within=Bilingual("答复之后", "after the reply"),
            masked=Bilingual(
                "不公开提出人；依法不公开的答复不在其中",
                "Who suggested is left out, and replies that the law closes",
            ),
            verified=Verified.MEMORY,
        ),
    )
)
