"""Questions put to counsel, told in advance."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays

_QUESTIONS = (
    "科技计划项目任务书违约条款应当如何约定？",
    "企业申请撤回研发补助申报，已公示的名单如何处理？",
    "合作协议中的知识产权归属条款是否合法？",
    "政府信息公开申请涉及企业商业秘密，如何征求意见？",
    "项目承担单位更名后，原合同主体是否需要变更？",
    "科技创新券兑付逾期申请是否应当受理？",
    "行政确认事项不予认定，是否需要告知救济途径？",
    "财政资金追回应当采取何种程序？",
)
# Telephone is how a bureau asks most of the time.
_CHANNELS = ("telephone", "telephone", "telephone", "written", "telephone", "meeting")


@plays("counsel.consultations")
def consultations(brief: Brief, target: Target) -> Iterator[Story]:
    """Questions over the year, each answered and followed."""
    channels = (
        target.spelled_out()
        if target.parts
        else tuple(_CHANNELS[i % len(_CHANNELS)] for i in range(target.total))
    )
    for index, channel in enumerate(channels):
        asked = brief.spread(index, target.total, target.year, leave=12)
        question = f"{_QUESTIONS[index % len(_QUESTIONS)]}（第{index + 1}次咨询）"
        answered = brief.after(asked, 2)
        yield Story(
            "counsel-consultation",
            question,
            (
                Beat(asked, "ask", {"question": question, "channel": channel, "matter_kind": "other"}),
                Beat(
                    answered,
                    "answer",
                    {
                        "no_conflict": True,
                        "answer_text": "已核对有关法律规定，意见如下：按程序办理并留存书面材料。",
                        "answered_on": answered.isoformat(),
                    },
                ),
                Beat(brief.after(asked, 3), "adopt", {"adoption_note": "按意见办理。"}),
            ),
        )


@lives("counsel")
def open_questions(brief: Brief) -> Iterator[Story]:
    """Two questions that wait for an answer."""
    for number, ago in ((0, 1), (5, 6)):
        yield Story(
            "counsel-consultation",
            _QUESTIONS[number],
            (
                Beat(
                    brief.before_today(ago),
                    "ask",
                    {"question": _QUESTIONS[number], "channel": "written", "matter_kind": "contract"},
                ),
            ),
        )
