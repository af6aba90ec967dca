"""The catalogue drawn up and published, applications from first to last, and technical contracts, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.procedure import Json

_NAMES = {
    "public_service": (
        "科技创新券申领",
        "科技型中小企业评价服务",
        "高新技术企业申报辅导",
        "科技成果登记服务",
        "科技政策咨询",
        "科技特派员对接",
        "大型科学仪器共享服务",
        "科技计划项目申报受理",
        "科技项目验收受理",
        "研发投入统计辅导",
        "科技奖励提名受理",
        "技术需求征集",
        "科技成果发布",
        "创新平台备案",
        "众创空间备案",
        "星创天地备案",
        "科学技术普及基地申报",
        "科技查新服务指引",
        "院士工作站备案",
        "科技金融对接",
        "外国专家项目申报受理",
    ),
    "confirmation": ("技术合同认定登记", "市级高新技术企业认定", "市级工程技术研究中心认定"),
    "other_power": ("科技计划项目管理", "科技成果评价备案", "创新型试点企业评定", "科技企业孵化器备案"),
    "permit": ("实验动物使用许可",),
}
_ENGLISH = {
    "科技创新券申领": "Applying for innovation vouchers",
    "科技型中小企业评价服务": "Evaluation of technology-based small enterprises",
    "高新技术企业申报辅导": "Help with high-tech enterprise applications",
    "科技成果登记服务": "Registering research results",
    "科技政策咨询": "Advice on science and technology policy",
    "科技特派员对接": "Finding a technology commissioner",
    "大型科学仪器共享服务": "Sharing large scientific instruments",
    "科技计划项目申报受理": "Taking in proposals for science projects",
    "科技项目验收受理": "Taking in projects for final acceptance",
    "研发投入统计辅导": "Help with R&D expenditure statistics",
    "科技奖励提名受理": "Taking in award nominations",
    "技术需求征集": "Collecting technical needs",
    "科技成果发布": "Publishing research results",
    "创新平台备案": "Filing of innovation platforms",
    "众创空间备案": "Filing of maker spaces",
    "星创天地备案": "Filing of rural innovation spaces",
    "科学技术普及基地申报": "Applying as a science-popularisation base",
    "科技查新服务指引": "Guide to novelty searches",
    "院士工作站备案": "Filing of academicians' workstations",
    "科技金融对接": "Finding finance for technology",
    "外国专家项目申报受理": "Taking in foreign-expert projects",
    "技术合同认定登记": "Registration of technical contracts",
    "市级高新技术企业认定": "Recognition as a municipal high-tech enterprise",
    "市级工程技术研究中心认定": "Recognition as a municipal engineering research centre",
    "科技计划项目管理": "Management of science projects",
    "科技成果评价备案": "Filing of evaluations of results",
    "创新型试点企业评定": "Assessment of innovation pilot enterprises",
    "科技企业孵化器备案": "Filing of technology incubators",
    "实验动物使用许可": "Permit to use laboratory animals",
}
_KIND_CODES = {"confirmation": "07", "other_power": "10", "public_service": "20", "permit": "01"}


def _name(kind: str, number: int) -> str:
    names = _NAMES.get(kind, ("其他服务",))
    return names[number % len(names)] + (f"（{number // len(names) + 1}）" if number >= len(names) else "")


def _code(brief: Brief, kind: str, number: int) -> str:
    return f"{brief.division_code}{_KIND_CODES.get(kind, '10')}{number + 1:05d}000"


@plays("service.items")
def items(brief: Brief, target: Target) -> Iterator[Story]:
    """Every item is drawn up, reviewed and published early in the year."""
    counted: dict[str, int] = {}
    kinds = target.spelled_out("public_service")
    for index, kind in enumerate(kinds):
        number = counted.get(kind, 0)
        counted[kind] = number + 1
        start = brief.spread(index, len(kinds) * 8, target.year)
        published = brief.after(start, 4)
        name = _name(kind, number)
        yield Story(
            "service-item",
            name,
            (
                Beat(
                    start,
                    "draft",
                    {
                        "item_code": _code(brief, kind, number),
                        "name": name,
                        "name_en": _ENGLISH.get(name, ""),
                        "item_kind": kind,
                        "basis": "《优化营商环境条例》第三十五条、本部门权责清单",
                        "conditions": "在本市注册的企业、事业单位、社会组织或者在本市工作的个人",
                        "materials": "申请表\n与申请事项有关的证明材料",
                        "statutory_days": 30,
                        "statutory_unit": "calendar_days",
                        "promised_days": 8,
                        "visits": 0 if kind == "public_service" else 1,
                        "online": kind == "public_service",
                        "fee": False,
                        "result_name": "办理结果通知",
                        "place": "市行政服务中心科技窗口",
                    },
                ),
                Beat(
                    brief.after(start, 2),
                    "review",
                    {"opinion": "lawful", "reasons": "设定依据充分，材料和环节均有依据。"},
                ),
                Beat(published, "publish", {"published_on": published.isoformat()}),
            ),
        )


# What a bureau is asked for most, where the published figure has no breakdown.
_ASKED = (
    ("public_service", 0),
    ("public_service", 1),
    ("confirmation", 0),
    ("public_service", 7),
    ("other_power", 0),
)


def _applied(brief: Brief, kind: str, number: int, channel: str) -> dict[str, Json]:
    return {
        "item_code": _code(brief, kind, number),
        "item_name": _name(kind, number),
        "item_kind": kind,
        "contact_name": "经办人",
        "contact_phone": "0000-0000000",
        "statement": "按办事指南提交申请。",
        "channel": channel,
        "delivery_mode": "post" if kind == "confirmation" else "online",
        "promised_days": 8,
        "statutory_days": 30,
        "statutory_unit": "calendar_days",
    }


def _application(brief: Brief, index: int, kind: str, number: int, start: date) -> Story:
    corrected = index % 6 == 5
    beats = [Beat(start, "apply", _applied(brief, kind, number, "online"))]
    accepted = brief.after(start, 1)
    if corrected:
        beats += [
            Beat(brief.after(start, 1), "ask-correction", {"missing": "申请表第二页未填写经办人，请补正。"}),
            Beat(brief.after(start, 4), "correct", {"correction_note": "已补正。"}),
        ]
        accepted = brief.after(start, 5)
    decided = brief.after(accepted, 2 + index % 4)
    refused = index % 40 == 39
    delivered = brief.after(decided, 1)
    beats += [
        Beat(accepted, "accept"),
        Beat(
            brief.after(accepted, 1),
            "examine",
            {
                "conclusion": "does_not_meet" if refused else "meets",
                "examination_opinion": "不在受理范围规定的条件之内。" if refused else "材料齐全，符合条件。",
            },
        ),
        Beat(decided, "refuse", {"refuse_reasons": "不符合办事指南载明的第一项条件。"})
        if refused
        else Beat(decided, "grant", {"result_number": f"{start.year}-{index + 1:04d}"}),
        Beat(
            delivered,
            "deliver",
            {
                "delivered_by": "post" if kind == "confirmation" else "online",
                "visits": 1 if index % 9 == 8 else 0,
            },
        ),
    ]
    if index % 3 == 0:
        beats.append(
            Beat(
                brief.after(delivered, 1),
                "rate",
                {"rating": "very_satisfied" if index % 2 == 0 else "satisfied"},
            )
        )
    beats.append(Beat(brief.after(delivered, 3), "archive"))
    body = brief.enterprise(1 + index * 7 % 120)
    return Story("service-application", f"{_name(kind, number)}：{body.name}", tuple(beats), body=body)


@plays("service.completed")
def completed(brief: Brief, target: Target) -> Iterator[Story]:
    """Applications over the year: some corrected once, a few refused, all delivered within the promise."""
    kinds = target.spelled_out()
    for index in range(target.total):
        kind, number = _ASKED[index % len(_ASKED)]
        if kinds and kinds[index]:
            kind, number = kinds[index], 0
        start = brief.spread(index, target.total, target.year, leave=30)
        yield _application(brief, index, kind, number, start)


@plays("service.technical_contracts")
def technical_contracts(brief: Brief, target: Target) -> Iterator[Story]:
    """Contracts registered within the promised eight working days."""
    for index, contract_class in enumerate(target.spelled_out("development")):
        start = brief.spread(index, target.total, target.year, leave=20)
        yield _technical_contract(brief, index, contract_class, start, finish=True)


def _technical_contract(brief: Brief, index: int, contract_class: str, start: date, *, finish: bool) -> Story:
    seller, buyer = brief.enterprise(201 + index), brief.enterprise(401 + index)
    amount = (120 + 37 * (index % 9)) * 1_000_000
    beats = [
        Beat(
            start,
            "apply",
            {
                "contract_name": f"技术合同第{index + 1}号",
                "seller": seller.name,
                "buyer": buyer.name,
                "contract_class": contract_class,
                "amount": amount,
                "technical_amount": amount * 8 // 10,
                "signed_on": brief.before(start, 10).isoformat(),
                "is_written": True,
                "electronic": True,
            },
        ),
        Beat(brief.after(start, 1), "accept"),
    ]
    if finish:
        beats += [
            Beat(
                brief.after(start, 3),
                "examine",
                {
                    "qualifies": True,
                    "class_confirmed": contract_class,
                    "amount_confirmed": amount,
                    "technical_amount_confirmed": amount * 8 // 10,
                    "reasons": "标的为技术成果，条款完备，类别和金额核定无误。",
                },
            ),
            Beat(
                brief.after(start, 5),
                "register",
                {"certificate_number": f"{start.year}{brief.division_code}{index + 1:06d}"},
            ),
        ]
    return Story("technical-contract-registration", f"技术合同第{index + 1}号", tuple(beats), body=seller)


@lives("services")
def open_applications(brief: Brief) -> Iterator[Story]:
    """Applications at every stage, one near its promise and one past it, and technical contracts under examination."""
    for index, (ago, stage) in enumerate(((1, 0), (2, 0), (4, 1), (8, 2), (9, 2), (14, 2), (6, 1))):
        start = brief.before_today(ago)
        kind, number = _ASKED[index % len(_ASKED)]
        beats = [Beat(start, "apply", _applied(brief, kind, number, "online"))]
        if stage >= 1:
            beats.append(Beat(brief.after(start, 1), "accept"))
        if stage >= 2:
            beats.append(
                Beat(
                    brief.after(start, 3),
                    "examine",
                    {"conclusion": "meets", "examination_opinion": "材料齐全，符合条件。"},
                )
            )
        body = brief.enterprise(501 + index)
        yield Story("service-application", f"{_name(kind, number)}：{body.name}", tuple(beats), body=body)
    for index, ago in ((900, 2), (901, 7)):
        yield _technical_contract(brief, index, "service", brief.before_today(ago), finish=False)
