"""A consultation that is open on the day of the demonstration, with opinions of several kinds."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.stories import Beat, Brief, Story, lives
from yifa.law.limits import add_days

_DRAFT = """第一条　为引导企业加大研发投入，规范科技创新券的申领、使用和兑付，制定本办法。
第二条　本办法所称科技创新券，是本级财政安排、用于企业购买科技服务的电子凭证。
第三条　符合条件的企业均可申领；服务机构不限所在地，符合公布条件的均可入库。
第四条　单个企业每年度兑付总额不超过二十万元，兑付比例不超过合同实际支付额的百分之五十。
第五条　申请材料齐全的，自受理之日起十五个工作日内审核完毕，并公示五个工作日。
第六条　本办法自印发之日起三十日后施行，有效期五年。"""
# Provision, opinion, side, treatment, and the reason for it.
_OPINIONS = (
    (
        "第四条",
        "建议提高检验检测类服务的兑付比例，小企业负担较重。",
        "enterprise",
        "partly",
        "对首次申领的小微企业，比例提高到百分之六十。",
    ),
    (
        "第五条",
        "建议写明公示的网址和提出异议的方式。",
        "association",
        "adopted",
        "已在第五条增加公示网址和异议期限。",
    ),
    ("", "建议把个体工商户也纳入申领范围。", "person", "", ""),
)


@lives("consultation")
def an_open_consultation(brief: Brief) -> Iterator[Story]:
    """A measure on vouchers, open for thirty days of which some are over; one opinion waits to be dealt with."""
    opened = brief.before_today(8)
    title = f"{brief.short_name}科技创新券管理办法（征求意见稿）"
    yield Story(
        "public-consultation",
        title,
        (
            Beat(
                opened,
                "open",
                {
                    "title": title,
                    "touches_market_actors": True,
                    "is_major_decision": False,
                    "closes_on": add_days(opened, 31).isoformat(),
                    "draft_text": _DRAFT,
                    "explanation": "现行办法将于年内到期。修订稿取消了服务机构的地域限制，明确了审核时限和公示要求。",
                    "contact": "政策法规科，办公时间来电、来信均可",
                },
            ),
        ),
    )
    for index, (provision, opinion, side, treatment, reason) in enumerate(_OPINIONS):
        given = brief.after(opened, 1 + index)
        beats = [
            Beat(
                given,
                "submit",
                {"consultation": title, "provision": provision, "opinion": opinion, "side": side},
            )
        ]
        if treatment:
            beats.append(
                Beat(brief.after(given, 2), "treat", {"treatment": treatment, "treatment_reason": reason})
            )
        yield Story("public-opinion", f"对“{title}”的意见", tuple(beats))
