"""Instructions, findings and consultations, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.work.supervision.registers import SOURCES

_DEMANDS = (
    "加快推进重大创新平台建设",
    "抓紧兑现研发补助资金",
    "研究提出科技成果转化措施",
    "做好高新技术企业培育",
    "压缩政务服务办理时限",
)
_FINDINGS = (
    "部分项目资金拨付不及时",
    "规范性文件清理结果公布不及时",
    "合同审核台账要素不全",
    "行政执法人员培训学时不足",
    "重大事项会前听取法律意见不够规范",
)
_FROM = {
    "audit": "市审计局",
    "law_supervision": "市委依法治市办",
    "inspection": "市委巡察组",
    "judicial_document": "市中级人民法院",
    "judicial_other": "市中级人民法院",
    "procuratorial": "市人民检察院",
    "procuratorial_public": "市人民检察院",
    "reconsideration": "市人民政府",
}


def _item(brief: Brief, index: int, kind: str, start: date, days: int = 15) -> Story:
    demand = _DEMANDS[index % len(_DEMANDS)]
    deadline = brief.after(start, days)
    done = brief.after(start, days - 2)
    return Story(
        "supervised-item",
        f"督办：{demand}（{index + 1}）",
        (
            Beat(
                start,
                "enter",
                {
                    "kind": kind,
                    "from_whom": "市政府分管领导" if kind == "instruction" else "市政府督查室",
                    "said_on": brief.before(start, 1).isoformat(),
                    "demand": demand,
                },
            ),
            Beat(
                brief.after(start, 1),
                "assign",
                {"owner_department": "高新技术科", "deadline": deadline.isoformat()},
            ),
            Beat(done, "report-result", {"result": "已按要求办结，附工作情况报告。"}),
            Beat(brief.after(done, 1), "verify", {"done": True}),
            Beat(brief.after(done, 2), "close", {"reported_back": "书面专报。"}),
        ),
    )


@plays("supervision.items")
def items(brief: Brief, target: Target) -> Iterator[Story]:
    """Entered, assigned, done in time, verified by another, closed."""
    for index, kind in enumerate(target.spelled_out("instruction")):
        yield _item(brief, index, kind, brief.spread(index, target.total, target.year))


def _finding(brief: Brief, index: int, source: str, start: date) -> Story:
    finding = _FINDINGS[index % len(_FINDINGS)]
    deadline = brief.after(start, 30)
    done = brief.after(start, 18)
    beats = [
        Beat(
            start,
            "receive",
            {
                "source": source,
                "from_organ": _FROM.get(source, SOURCES[source].zh),
                "finding": f"{finding}。",
                "urgent": False,
                "deadline": deadline.isoformat(),
            },
        ),
        Beat(
            brief.after(start, 5),
            "set-measures",
            {
                "owner_department": "计划财务科",
                "measures": "完善制度，逐项整改，明确专人。",
                "measures_due_on": deadline.isoformat(),
            },
        ),
        Beat(done, "rectify", {"rectified": "已逐项整改到位，附整改材料。"}),
        Beat(brief.after(done, 2), "confirm", {"confirmed": True}),
        Beat(brief.after(done, 4), "reply", {"reply_text": "报告整改情况。"}),
        Beat(brief.after(done, 6), "close"),
    ]
    if source == "own":
        del beats[4]
    return Story("supervision-finding", f"整改：{finding}（{index + 1}）", tuple(beats))


@plays("supervision.findings")
def findings(brief: Brief, target: Target) -> Iterator[Story]:
    """Received, rectified, confirmed by another, answered, closed."""
    for index, source in enumerate(target.spelled_out("audit")):
        yield _finding(brief, index, source, brief.spread(index, target.total, target.year))


@lives("supervision")
def under_way(brief: Brief) -> Iterator[Story]:
    """An instruction under way, one that is overdue and was told to the head of section, and a procuratorial suggestion."""
    running = _item(brief, 0, "instruction", brief.before_today(6))
    yield Story(running.procedure, f"{running.title}：办理中", running.beats[:2])
    start = brief.before_today(22)
    late = _item(brief, 1, "superior", start)
    yield Story(
        late.procedure,
        f"{late.title}：逾期",
        (*late.beats[:2], Beat(brief.after(start, 16), "overdue-to-section")),
    )
    received = _finding(brief, 3, "procuratorial", brief.before_today(24))
    yield Story(received.procedure, received.title, received.beats[:2])
    audited = _finding(brief, 0, "audit", brief.before_today(22))
    yield Story(audited.procedure, f"{audited.title}：待确认", audited.beats[:3])
