"""How rows come into each register that takes them: a good row, another, what is refused, and what follows until it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.cases.registers.register import Register
from yifa.law.identifiers import make_uscc
from yifa.work.contracts.registers import Contract
from yifa.work.control.registers import Evaluation, RiskPoint, VehicleUse
from yifa.work.cooperation.registers import Commissioner, Contact, Need
from yifa.work.counsel.registers import Consultation, Engagement
from yifa.work.disclosure.registers import DisclosureDuty
from yifa.work.documents.registers import Document
from yifa.work.enforcers.registers import Course, Enforcer
from yifa.work.entitlements.registers import EnterpriseYear
from yifa.work.experts.registers import Expert
from yifa.work.funds.registers import BudgetLine, Obtained, RentRelief, VoucherProvider
from yifa.work.inspections.registers import Item
from yifa.work.inspections.registers import Object as InspectionObject
from yifa.work.integrity.registers import Commitment, CreditRecord
from yifa.work.leadership.registers import LeadingGroup
from yifa.work.legalwork.registers import (
    CourtHearing,
    FunctionTransfer,
    LegislationPart,
    PublicLawyer,
    ReviewList,
)
from yifa.work.penalties.registers import Penalty
from yifa.work.permits.registers import WorkPermit
from yifa.work.personnel.registers import AbroadTrip, FileUse
from yifa.work.planning.registers import PlannedTask
from yifa.work.popularisation.registers import Duty, Event, Policy
from yifa.work.projects.registers import Project
from yifa.work.promotion.registers import AwardBar, Honour
from yifa.work.recognition.registers import Recognition
from yifa.work.rulemaking.registers import NormativeDocument
from yifa.work.services.registers import ServiceItem, TechnicalContract
from yifa.work.statistics.registers import Statistic
from yifa.work.study.registers import Oath
from yifa.work.suggestions.registers import Suggestion
from yifa.work.supervision.registers import Finding, SupervisedItem
from yifa.work.voices.registers import Petition

USCC = make_uscc("91411100MA0000009")


@dataclass(frozen=True)
class Way:
    """A register's way in. row: a good one. second: what makes another of it. bad: a column with a value that is refused.

    who: records it. steps: what follows until the row is in the register. apart: who recorded may not take the first of them.
    at_once: the row is there from the first step on, and not yet in force.
    """

    register: type[Register]
    row: dict[str, Any]
    second: dict[str, Any]
    bad: tuple[str, Any]
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = ()
    who: str = "both"
    apart: bool = True
    at_once: bool = False


CHECKED = (("check", "lawyer", {"agrees": True}),)
WAYS = (
    Way(
        NormativeDocument,
        {
            "name": "某市科技创新券管理办法",
            "document_number": "某科〔2019〕5号",
            "kind": "办法",
            "issuing_body": "某市科学技术局",
            "issued_on": date(2019, 3, 1),
            "effective_on": date(2019, 4, 1),
            "is_published": "是",
        },
        {"document_number": "某科〔2019〕6号"},
        ("issued_on", "去年三月"),
        (("check", "lawyer", {"agrees": True}), ("register", "keeper", {})),
    ),
    Way(
        ServiceItem,
        {
            "item_code": "411100000010",
            "name": "科技成果登记",
            "item_kind": "公共服务",
            "basis": "科技成果登记办法第三条",
            "conditions": "成果真实",
            "materials": "登记表",
            "promised_days": 8,
            "visits": 0,
            "online": "是",
            "fee": "否",
        },
        {"item_code": "411100000011"},
        ("promised_days", 45),
        (
            ("review", "lawyer", {"opinion": "lawful", "reasons": "依据充分"}),
            ("publish", "keeper", {"published_on": "2026-05-20"}),
        ),
    ),
    Way(
        Recognition,
        {
            "platform_kind": "重点实验室",
            "level": "省级",
            "body_name": "某省休闲食品重点实验室",
            "party": "某食品有限公司",
            "uscc": USCC,
            "recognised_by": "省科学技术厅",
            "document_number": "豫科〔2020〕1号",
            "recognised_on": date(2020, 5, 20),
        },
        {"body_name": "某省肉制品重点实验室"},
        ("valid_until", date(2019, 1, 1)),
        (("check", "drafter", {"agrees": True}), ("enter", "keeper", {})),
    ),
    Way(
        Suggestion,
        {
            "kind": "人大代表建议",
            "role": "主办",
            "number": "2026-031",
            "name": "关于加强产学研合作的建议",
            "handed_over_on": date(2026, 4, 1),
            "proposer": "人大代表",
        },
        {"number": "2026-032"},
        ("role", "会办"),
        who="office",
        apart=False,
    ),
    Way(
        CreditRecord,
        {
            "record_kind": "荣誉信息",
            "list_kind": "红榜",
            "subject": "某食品有限公司",
            "uscc": USCC,
            "content": "获科技创新表彰",
            "document_number": "某科〔2026〕8号",
            "decided_on": date(2026, 5, 18),
            "grade": "不适用",
        },
        {"document_number": "某科〔2026〕9号"},
        ("decided_on", "去年"),
        (
            ("check", "second", {"agrees": True}),
            ("report", "drafter", {"reported_on": "2026-05-20", "platform": "local"}),
        ),
    ),
    Way(
        PlannedTask,
        {
            "plan_year": 2026,
            "name": "开展规范性文件清理",
            "owner_department": "政策法规科",
            "measure": "全部清理并公布",
            "due_on": date(2026, 9, 30),
        },
        {"name": "开展宪法宣传"},
        ("plan_year", "今年"),
        (("approve", "head", {}),),
        apart=False,
    ),
    Way(
        Contract,
        {
            "contract_number": "HT-2018-003",
            "name": "检测服务合同",
            "counterparty": "某食品有限公司",
            "uscc": USCC,
            "contract_kind": "服务合同",
            "amount_fen": 120000.5,
            "signed_on": date(2018, 6, 1),
            "state": "已履行或终止",
        },
        {"contract_number": "HT-2018-004"},
        ("amount_fen", "十二万"),
        (("check", "office", {"agrees": True}), ("enter", "keeper", {})),
    ),
    Way(
        Engagement,
        {
            "counsel_name": "样例律师",
            "term_from": date(2018, 1, 15),
            "term_until": date(2018, 12, 31),
            "fee_fen": 30000,
            "signed_on": date(2018, 1, 15),
        },
        {"term_from": date(2018, 1, 16)},
        ("signed_on", "年初"),
        (("check", "lawyer", {"agrees": True}), ("enter", "office", {})),
    ),
    Way(
        Document,
        {"name": "科研诚信管理工作制度", "kind": "制度、办法", "issued_on": date(2018, 1, 15)},
        {"name": "法律顾问工作规则"},
        ("issued_on", "年初"),
        (("check", "drafter", {"agrees": True}), ("enter", "office", {})),
    ),
    Way(
        Consultation,
        {
            "question": "劳务合同能否续签",
            "channel": "书面",
            "matter_kind": "合同",
            "asked_on": date(2018, 3, 1),
            "answered_on": date(2018, 3, 5),
            "treatment": "采纳",
        },
        {"question": "招标文件能否修改"},
        ("channel", "口头转达"),
        (("check", "lawyer", {"agrees": True}), ("enter", "office", {})),
    ),
    Way(
        TechnicalContract,
        {
            "certificate_number": "2019411100000001",
            "name": "低温肉制品技术开发",
            "seller": "某研究所",
            "buyer": "某食品有限公司",
            "contract_class": "技术开发",
            "amount_fen": 5000000,
            "technical_amount_fen": 4000000,
            "registered_on": date(2019, 11, 5),
        },
        {"certificate_number": "2019411100000002"},
        ("contract_class", "技术入股"),
        (("check", "examiner", {"agrees": True}), ("enter", "other_examiner", {})),
    ),
    Way(
        SupervisedItem,
        {
            "kind": "领导批示",
            "from_whom": "市政府主要领导",
            "said_on": date(2026, 5, 11),
            "demand": "抓紧出台科技创新券政策",
        },
        {"demand": "加快建设重点实验室"},
        ("kind", "口头"),
        who="office",
        apart=False,
    ),
    Way(
        Finding,
        {
            "source": "审计",
            "from_organ": "市审计局",
            "finding": "拨付不及时",
            "received_on": date(2026, 4, 1),
            "due_on": date(2026, 8, 31),
            "urgent": "否",
        },
        {"finding": "台账不完整"},
        ("due_on", "八月底"),
        who="office",
        apart=False,
    ),
    Way(
        Enforcer,
        {
            "holder": "甲",
            "duty": "行政检查",
            "certificate_kind": "省级统一行政执法证",
            "certificate_number": "00-1101",
            "issued_by": "省司法厅",
            "issued_on": date(2024, 3, 1),
            "valid_until": date(2029, 2, 28),
            "on_staff": "是",
        },
        {"holder": "乙", "certificate_number": "00-1102"},
        ("holder", "不在册"),
        (("check", "lawyer", {"agrees": True}),),
        who="office",
    ),
    Way(
        LeadingGroup,
        {
            "name": "法治政府建设工作领导小组",
            "document": "某科〔2026〕1号",
            "established_on": date(2026, 1, 6),
            "leader": "甲",
            "deputies": "乙",
            "members": "丙；丁；戊",
        },
        {"name": "科技创新工作领导小组", "document": "某科〔2026〕2号"},
        ("established_on", "年初"),
        who="office",
        apart=False,
    ),
    Way(
        PublicLawyer,
        {"lawyer": "甲", "certificate_number": "14111202000001", "since": date(2019, 6, 3)},
        {"lawyer": "乙", "certificate_number": "14111202000002"},
        ("since", "2019年"),
        CHECKED,
        who="office",
    ),
    Way(
        LegislationPart,
        {
            "kind": "立法征求意见",
            "subject": "某市科技创新条例（草案）",
            "organ": "市人大常委会",
            "done_on": date(2026, 4, 8),
            "result": "提出三条修改意见",
        },
        {"organ": "市司法局"},
        ("kind", "座谈"),
        CHECKED,
        who="office",
    ),
    Way(
        ReviewList,
        {"kind": "文件", "item": "涉及财政资金的管理办法", "basis": "本局合法性审查办法第五条"},
        {"kind": "合同", "item": "五十万元以上的合同"},
        ("kind", "会议纪要"),
        CHECKED,
        who="office",
    ),
    Way(
        Event,
        {
            "event_name": "科技活动周主会场",
            "event_kind": "科技活动周",
            "held_on": date(2026, 5, 16),
            "topic": "科学技术进步法",
            "audience": "市民",
            "people": 320,
            "counted_by": "签到名单",
            "handouts": 500,
        },
        {"event_name": "送法进园区"},
        ("people", "三百余"),
        CHECKED,
        who="office",
    ),
    Way(
        Duty,
        {
            "law": "行政许可法",
            "section": "政策法规科",
            "audience": "申请人",
            "channel": "办事窗口",
            "planned": "全年",
        },
        {"audience": "园区企业"},
        ("law", "不在目录中的法"),
        CHECKED,
        who="office",
    ),
    Way(
        Policy,
        {
            "policy": "科技创新券管理办法",
            "audience": "科技型中小企业",
            "audience_count": 120,
            "told_count": 90,
            "told_how": "短信",
            "told_on": date(2026, 5, 11),
            "not_told": "三十家，六月底前告知",
        },
        {"audience": "高新技术企业"},
        ("told_count", "大部分"),
        CHECKED,
        who="office",
    ),
    Way(
        RiskPoint,
        {
            "activity": "预算管理",
            "step": "预算编制",
            "risk": "项目论证不足",
            "measure": "集体审议",
            "does": "drafter",
            "checks": "finance",
            "frequency": "每季度",
        },
        {"risk": "编制依据不全"},
        ("frequency", "经常"),
        (("check", "office", {"agrees": True}),),
        who="finance",
    ),
    Way(
        VehicleUse,
        {
            "purpose": "企业实地核查",
            "destination": "经开区",
            "used_on": date(2014, 12, 3),
            "plate": "公务车1号",
            "kilometres": 36,
            "back_on": date(2014, 12, 3),
        },
        {"plate": "公务车2号"},
        ("kilometres", "三十六"),
        (("check", "drafter", {"agrees": True}),),
        who="office",
    ),
    Way(
        Course,
        {
            "course": "行政执法规范",
            "course_kind": "执法规范和作风",
            "organiser": "市司法局",
            "held_on": date(2026, 4, 8),
            "hours": 6,
            "trainees": "甲、乙",
            "passed": "甲",
        },
        {"course": "行政处罚法"},
        ("trainees", "不在册"),
        CHECKED,
        who="office",
    ),
    Way(
        CourtHearing,
        {
            "court": "市中级人民法院",
            "subject": "行政诉讼案",
            "attended_on": date(2026, 4, 8),
            "attendees": "甲、乙",
        },
        {"subject": "另一行政诉讼案"},
        ("attendees", "不在册"),
        CHECKED,
        who="office",
    ),
    Way(
        FunctionTransfer,
        {
            "direction": "承接",
            "function": "外国人来华工作许可",
            "other_organ": "市人力资源和社会保障局",
            "basis": "机构改革方案",
            "handed_on": date(2026, 4, 8),
            "open_matters": "无",
        },
        {"function": "引进国外智力"},
        ("direction", "借用"),
        CHECKED,
        who="office",
    ),
    Way(
        Honour,
        {
            "who": "甲",
            "honour_name": "先进工作者",
            "level": "市级",
            "awarded_by": "市人民政府",
            "awarded_on": date(2026, 4, 8),
            "document": "某政〔2026〕3号",
        },
        {"who": "乙"},
        ("who", "不在册"),
        (("check", "drafter", {"agrees": True}),),
        who="office",
    ),
    Way(
        AwardBar,
        {"who": "甲", "because": "扣分", "from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31)},
        {"who": "乙"},
        ("who", "不在册"),
        (("check", "drafter", {"agrees": True}),),
        who="office",
    ),
    Way(
        AbroadTrip,
        {
            "who": "甲",
            "trip": "因私",
            "destination": "新加坡",
            "leaves_on": date(2014, 4, 1),
            "back_on": date(2014, 4, 10),
            "approved_on": date(2014, 3, 8),
            "returned_on": date(2014, 4, 10),
            "papers_back_on": date(2014, 4, 12),
        },
        {"who": "乙"},
        ("who", "不在册"),
        (("check", "inspector", {"agrees": True}),),
        who="hr",
    ),
    Way(
        FileUse,
        {"who": "甲", "use": "审核", "done_on": date(2026, 4, 8), "complete": "齐全、真实"},
        {"who": "乙"},
        ("use", "翻看"),
        (("check", "inspector", {"agrees": True}),),
        who="hr",
    ),
    Way(
        Evaluation,
        {
            "year": 2025,
            "conclusion": "有效",
            "defects": "没有重大缺陷",
            "reported_on": date(2026, 3, 20),
            "reported_to": "市财政局",
        },
        {"year": 2024},
        ("conclusion", "良好"),
        (("check", "office", {"agrees": True}),),
        who="finance",
    ),
    Way(
        Expert,
        {
            "expert_name": "专家01",
            "employer": "某大学",
            "rank": "正高级",
            "kind": "技术",
            "knows": "食品工程、机械",
            "consented_on": date(2026, 3, 1),
        },
        {"expert_name": "专家02"},
        ("rank", "教授级"),
        (("check", "examiner", {"qualified": True}), ("enter", "keeper", {"until": "2029-05-19"})),
        at_once=True,
    ),
    Way(
        Commissioner,
        {
            "person": "特派员01",
            "unit": "某大学",
            "trade": "食品",
            "commissioner_kind": "科技特派员",
            "level": "市级",
            "served": "某食品公司",
            "term_from": date(2026, 3, 2),
            "term_until": date(2027, 12, 31),
            "has_agreement": "是",
        },
        {"person": "特派员02"},
        ("level", "校级"),
        (("check", "keeper", {"agrees": True}),),
        who="office",
    ),
    Way(
        Oath,
        {
            "officer_name": "甲",
            "post_name": "副科长",
            "appointed_on": date(2026, 4, 1),
            "document": "某科干〔2026〕1号",
        },
        {"officer_name": "乙"},
        ("officer_name", "不在册"),
        who="office",
        apart=False,
    ),
    Way(
        DisclosureDuty,
        {
            "code": "3-1",
            "head": "规划、计划、政策",
            "what": "年度工作计划",
            "where": "政府信息公开专栏",
            "when": "印发后二十个工作日内",
            "owner": "办公室",
            "duty_basis": "政府信息公开条例第二十条",
        },
        {"code": "3-2", "what": "科技发展规划"},
        ("code", "第三"),
        (("approve", "deputy", {}),),
        who="keeper",
        apart=False,
        at_once=True,
    ),
    Way(
        Project,
        {
            "project_title": "智能装备关键技术",
            "level": "省级",
            "programme": "省重大科技专项",
            "undertaker": "某食品有限公司",
            "uscc": USCC,
            "approved_by": "省科学技术厅",
            "document_number": "豫科〔2020〕1号",
            "approved_on": date(2020, 5, 20),
            "approved_fen": 150,
            "starts_on": date(2020, 7, 1),
            "ends_on": date(2022, 6, 30),
        },
        {"project_title": "冷链装备关键技术"},
        ("ends_on", date(2019, 6, 30)),
        (("check", "drafter", {"agrees": True}), ("enter", "drafter", {})),
    ),
    Way(
        BudgetLine,
        {
            "line_name": "科技创新专项",
            "line_year": 2020,
            "bearer": "市级",
            "line_document": "漯财预〔2020〕1号",
            "amount_fen": 2000,
        },
        {"line_name": "科技创新专项二"},
        ("bearer", "乡级"),
        (("check", "drafter", {"agrees": True}),),
        who="finance",
    ),
    Way(
        VoucherProvider,
        {
            "party": "某检测有限公司",
            "uscc": USCC,
            "services": "检验检测",
            "listed_from": date(2020, 1, 6),
            "listed_until": date(2022, 12, 31),
        },
        {"listed_from": date(2020, 1, 7)},
        ("listed_until", "长期有效吧"),
        (("check", "drafter", {"agrees": True}),),
    ),
    Way(
        RentRelief,
        {
            "party": "某孵化器有限公司",
            "uscc": USCC,
            "carrier": "科技企业孵化器",
            "tenants": 12,
            "relieved_from": date(2020, 2, 1),
            "relieved_until": date(2020, 4, 30),
            "amount_fen": 46.7,
        },
        {"carrier": "众创空间"},
        ("tenants", "十几家"),
        (("check", "drafter", {"agrees": True}),),
    ),
    Way(
        Obtained,
        {
            "money_kind": "企业研究开发财政补助",
            "bearer": "省级",
            "allotted_document": "豫财科〔2020〕5号",
            "allotted_on": date(2020, 5, 20),
            "amount_fen": 793,
        },
        {"allotted_document": "豫财科〔2020〕6号"},
        ("bearer", "乡级"),
        (("check", "drafter", {"agrees": True}),),
        who="finance",
    ),
    Way(
        Item,
        {
            "item_code": "KJ-01",
            "item": "科技计划项目资金使用检查",
            "item_basis": "某条例第一条",
            "object_category": "科技计划项目承担单位",
            "contents": "资金单独核算",
            "yearly_ceiling": 2,
        },
        {"item_code": "KJ-02", "item": "实验动物使用检查"},
        ("yearly_ceiling", 40),
        CHECKED,
        who="office",
    ),
    Way(
        Petition,
        {
            "national_number": "4100001",
            "received_on": date(2026, 4, 1),
            "channel": "来信",
            "source": "直接收到",
            "kind": "申诉求决",
            "ours": "是",
            "first": "是",
            "petitioner": "某甲",
            "matter": "请求兑付补助",
            "request": "补助没有到账。",
        },
        {"national_number": "4100002"},
        ("channel", "传真"),
        who="office",
        apart=False,
    ),
    Way(
        InspectionObject,
        {
            "party": "某食品有限公司",
            "uscc": USCC,
            "object_category": "科技计划项目承担单位",
            "risk": "低",
        },
        {"object_category": "实验动物使用单位"},
        ("risk", "不知道"),
        CHECKED,
        who="office",
    ),
    Way(
        Penalty,
        {
            "party": "某食品有限公司",
            "uscc": USCC,
            "matter": "提供虚假材料",
            "source": "监测发现",
            "clue_facts": "检测报告系伪造",
            "found_on": date(2026, 5, 11),
            "act_ended_on": date(2025, 11, 3),
            "harms": "否",
        },
        {"matter": "骗取荣誉称号"},
        ("source", "道听途说"),
        who="office",
        apart=False,
        at_once=True,
    ),
    Way(
        EnterpriseYear,
        {
            "party": "某食品有限公司",
            "uscc": USCC,
            "data_year": 2025,
            "source_kind": "纳税申报",
            "sales_fen": 12000,
            "rd_tax_fen": 480,
            "staff_total": 120,
            "st_staff": 24,
        },
        {"data_year": 2024},
        ("data_year", 1999),
        (("check", "drafter", {"agrees": True}),),
    ),
    Way(
        Need,
        {
            "need_name": "低温冻干节能工艺",
            "party": "某食品有限公司",
            "uscc": USCC,
            "need_kind": "技术攻关",
            "target": "单位能耗下降两成",
            "budget_fen": 80,
            "needed_by": date(2027, 6, 30),
            "is_public": "是",
        },
        {"need_name": "果蔬保鲜材料"},
        ("need_kind", "合作"),
        (("check", "drafter", {"clear": True}),),
    ),
    Way(
        Contact,
        {
            "contact_kind": "走访调研",
            "name": "某食品有限公司",
            "uscc": USCC,
            "contacted_on": date(2026, 5, 11),
            "section": "政策法规科",
            "difficulties": "缺少检测设备",
        },
        {"contacted_on": date(2026, 5, 12)},
        ("contact_kind", "检查"),
        (("check", "drafter", {"agrees": True}),),
    ),
    Way(
        Statistic,
        {
            "item": "研究与试验发展经费",
            "region_kind": "本地",
            "region": "某市",
            "stat_year": 2024,
            "scope": "全社会",
            "amount_fen": 12.5,
            "source_body": "某市统计局",
            "publication": "2024年科技统计公报",
            "released_on": date(2025, 9, 30),
            "release_state": "年报",
        },
        {"stat_year": 2023},
        ("scope", "规上"),
        (("check", "drafter", {"agrees": True}),),
    ),
    Way(
        WorkPermit,
        {
            "permit_number": "411100202400001",
            "act": "新办（90日以上）",
            "permit_class": "B类：专业人才",
            "holder": "MARTIN ANNE",
            "nationality": "法国",
            "employer": "某食品有限公司",
            "uscc": USCC,
            "position": "工程师",
            "decided_on": date(2024, 3, 11),
            "outcome": "准予",
            "valid_from": date(2024, 3, 11),
            "valid_until": date(2026, 3, 10),
        },
        {"permit_number": "411100202400002"},
        ("permit_class", "D类"),
        (("check", "other_examiner", {"agrees": True}),),
        who="examiner",
    ),
    Way(
        Commitment,
        {
            "subject": "某食品有限公司",
            "uscc": USCC,
            "commitment_kind": "申报承诺",
            "about": "科技计划项目申报",
            "promised": "材料真实",
            "signed_on": date(2024, 3, 4),
            "keep_until": date(2025, 3, 4),
        },
        {"about": "创新券申领"},
        ("commitment_kind", "口头承诺"),
        who="examiner",
        apart=False,
        at_once=True,
    ),
)
