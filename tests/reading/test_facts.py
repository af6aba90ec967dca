"""Which figures a text holds, in which unit, in which role, of which part of the work."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.reading.explanations import explain, rules
from yifa.reading.facts import Approx, Category, Fact, FactsRead, Role, Unit, read_facts
from yifa.reading.layout import layout


def read(text: str, year: int | None = 2022) -> FactsRead:
    return read_facts(text, report_year=year, layout=layout(text))


def facts(text: str, year: int | None = 2022) -> tuple[Fact, ...]:
    return read(text, year).facts


def only(text: str) -> Fact:
    found = facts(text)
    assert len(found) == 1, [fact.span for fact in found]
    return found[0]


def spans(text: str) -> list[str]:
    return [fact.span for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("获得补助资金5720.58万元。", "5720.58万元", 57_205_800, Unit.CNY),
        ("召开党组会两次。", "两次", 2, Unit.SESSION),
        ("出台政策措施十余项。", "十余项", 10, Unit.ITEM),
        ("考核得分96.8分，位居前列。", "96.8分", 96.8, Unit.SCORE),
        ("网上办理率达到九成以上。", "九成", 90, Unit.PERCENT),
        ("九成企业表示满意。", "九成", 90, Unit.PERCENT),
        ("合格率为百分之九十八点五。", "百分之九十八点五", 98.5, Unit.PERCENT),
        ("办结率９８．５％。", "９８．５％", 98.5, Unit.PERCENT),
        ("出庭率提高2.3个百分点。", "2.3个百分点", 2.3, Unit.PERCENTAGE_POINT),
        ("承诺时限压缩至8个工作日。", "8个工作日", 8, Unit.WORKDAY),
        ("人均学习不少于40学时。", "40学时", 40, Unit.HOUR),
        ("处罚有效期3年。", "3年", 3, Unit.YEAR),
        ("专项整治为期3个月。", "3个月", 3, Unit.MONTH),
        ("培训执法人员1,200余人次。", "1,200余人次", 1200, Unit.PERSON_TIME),
        ("持证执法人员42名。", "42名", 42, Unit.PERSON),
        ("法治考核位列全省第3。", "第3", 3, Unit.RANK),
        ("综合排名居全市第5位。", "第5位", 5, Unit.RANK),
        ("发放宣传资料1.2万份。", "1.2万份", 12_000, Unit.COPY),
        ("形成调研报告12份。", "12份", 12, Unit.ITEM),
        ("进驻事项达到三星级标准。", "三星级", 3, Unit.GRADE),
        ("举办讲座 3 场次。", "3 场次", 3, Unit.SESSION),
    ],
)
def test_a_figure_has_its_span_value_and_unit(text: str, span: str, value: float, unit: Unit) -> None:
    fact = only(text)
    assert (fact.span, fact.value, fact.unit) == (span, value, unit)
    assert text[fact.start : fact.end] == span


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("全市高新技术企业达到120家。", Unit.ENTERPRISE),
        ("省级企业技术中心6家。", Unit.ORGANISATION),
        ("联合12个部门开展工作。", Unit.ORGANISATION),
        ("出台4个文件。", Unit.ITEM),
        ("新登记市场主体4217户。", Unit.ENTERPRISE),
        ("培育35家国家级高新技术企业备选名单。", Unit.ENTERPRISE),
        ("建设22家省级工程技术研究中心。", Unit.ORGANISATION),
        ("组建3支执法队伍。", Unit.ORGANISATION),
    ],
)
def test_the_noun_beside_a_measure_tells_what_is_counted(text: str, unit: Unit) -> None:
    assert only(text).unit is unit


@pytest.mark.parametrize(
    "text",
    [
        "根据2020年7月13日印发的通知。",
        "党的十九届四中全会以来。",
        "一是加强领导，二是落实责任。",
        "深入推进“双随机、一公开”和“最多跑一次”改革。",
        "贯彻《关于进一步优化服务的十条措施》。",
        "组织学习《习近平谈治国理政》第三卷。",
        "获得第二批科技计划支持。",
        "严格落实“三重一大”制度。",
        "增强四个意识、坚定四个自信、做到两个维护。",
        "依法行政工作统一部署，一次性告知，进一步规范。",
        "切实履行第一责任人职责。",
        "一系列制度、一批项目、一方面要求。",
        "深入开展国企改革三年行动。",
        "文号为建办〔2021〕12号。",
        "开展“八五”普法和“四不两直”检查。",
        "浏览次数：1253次",
        "邮编：100000 电话：0379-1234567",
        "每年第一季度向上级报告。",
        "全市第一书记驻村。",
    ],
)
def test_dates_names_slogans_and_numbering_are_no_figures(text: str) -> None:
    assert spans(text) == []


def test_a_zero_with_a_numeral_is_a_figure_and_one_without_is_implied() -> None:
    said = read("全年无一起行政诉讼案件。")
    assert [(fact.span, fact.value) for fact in said.facts] == [("无一起", 0)]
    meant = read("全年未发生行政复议和行政诉讼案件。")
    assert meant.facts == ()
    assert [(fact.value, fact.category) for fact in meant.implied] == [(0, Category.DISPUTE)]


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("走访企业500多家。", Approx.MORE_THAN),
        ("走访企业超500家。", Approx.MORE_THAN),
        ("走访企业约500家。", Approx.ABOUT),
        ("走访企业近500家。", Approx.ABOUT),
        ("每年学法不少于4次。", Approx.AT_LEAST),
        ("满意率达98%以上。", Approx.AT_LEAST),
        ("走访企业500家。", Approx.EXACT),
    ],
)
def test_the_words_around_a_number_tell_how_exact_it_is(text: str, approx: Approx) -> None:
    assert only(text).approx is approx


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("全年获得资金500万元，同比增长12%。", [Role.TOTAL, Role.GROWTH]),
        ("高新技术企业达到152家，比上年增加84家。", [Role.TOTAL, Role.CHANGE]),
        ("受理建议5件，其中主办2件、协办3件。", [Role.TOTAL, Role.PART, Role.PART]),
        ("受理申请8件，办结8件。", [Role.TOTAL, Role.PART]),
        ("清理文件9件，保留5件，废止4件。", [Role.TOTAL, Role.PART, Role.PART]),
        ("制定规范性文件3件，修订1件。", [Role.TOTAL, Role.TOTAL]),
        ("研发投入占GDP比重2.4%。", [Role.PART]),
        ("列全省第9位，前移2个位次。", [Role.RANK, Role.CHANGE]),
        ("承诺时限由20个工作日压缩到7个工作日。", [Role.LIMIT, Role.LIMIT]),
        ("计划登记技术合同300项，实际登记310项。", [Role.LIMIT, Role.TOTAL]),
        ("目标120项，完成135项。", [Role.LIMIT, Role.TOTAL]),
        ("考核得分98分。", [Role.SCORE]),
        ("建成我市第一家科技企业孵化器。", [Role.ORDINAL]),
        ("共有平台28个（国家级3个、省级25个）。", [Role.TOTAL, Role.PART, Role.PART]),
    ],
)
def test_a_figure_has_its_role(text: str, roles: list[Role]) -> None:
    assert [fact.role for fact in facts(text)] == roles


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("党组中心组集中学法7次。", Category.STUDY),
        ("聘请法律顾问，提供法律意见12条。", Category.COUNSEL),
        ("审查合同14份。", Category.CONTRACT),
        ("办理政协提案5件。", Category.SUPERVISION),
        ("作出行政处罚决定36件。", Category.ENFORCEMENT),
        ("主动公开政府信息213条。", Category.DISCLOSURE),
        ("化解信访积案6件。", Category.PETITION),
        ("办理行政复议案件3件。", Category.DISPUTE),
        ("开展法治宣传活动12场次。", Category.POPULARISATION),
        ("全社会研发经费投入12.3亿元。", Category.STATISTICS),
        ("归集信用信息351条。", Category.CREDIT),
        ("研究“三重一大”事项26项。", Category.DECISION),
    ],
)
def test_the_words_around_a_figure_tell_its_category(text: str, category: Category) -> None:
    assert only(text).category is category


def test_every_decision_has_a_sentence_in_both_languages() -> None:
    known = set(rules())
    text = (
        "一、2022年工作情况\n2020年、2021年、2022年企业数分别为53家、72家、101家，增速分别为32.5%、35.8%、40.3%。"
        "受理12件，其中主办3件；居全省第3位。近年来累计投入6413万元，满意率不低于95%。未发生行政诉讼。\n"
        "二、下一步工作安排\n力争新增企业20家。"
    )
    read_text = read(text)
    for fact in (*read_text.facts, *read_text.implied):
        assert fact.why
        assert set(fact.why) <= known, fact.why
        for sentence in explain(fact):
            assert sentence.zh.endswith("。")
            assert "{" not in sentence.zh + sentence.en


def test_where_no_year_is_known_the_explanation_says_so() -> None:
    fact = facts("目前办结12件。", None)[0]
    assert (fact.year, fact.why[0]) == (None, "year_unknown")
    assert "看不出来" in explain(fact)[0].zh


def test_a_named_year_is_quoted_in_its_explanation() -> None:
    fact = only("2019年召开党组会8次。")
    assert "2019年" in explain(fact)[0].zh


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789零一二两三十百千万亿第年月日个家项件次%％分成位名人余多、，。；：（）《》“”\n\t ",
                "2020年",
                "其中",
                "同比增长",
                "分别为",
                "百分之",
                "翻一番",
                "不少于",
                "近三年",
                "以来",
                "第一家",
                "工作日",
                "下降",
                "企业",
                "合同",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_no_text_breaks_the_reading(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_no_characters_break_the_reading(text: str) -> None:
    check(text)


def check(text: str) -> None:
    read_text = read(text)
    last = 0
    for fact in read_text.facts:
        assert last <= fact.start < fact.end <= len(text)
        assert fact.span == text[fact.start : fact.end]
        assert fact.value >= 0
        last = fact.end
    for year in (None, 2020):
        read(text, year)


def test_a_long_text_without_line_or_stop_is_read_in_linear_time() -> None:
    text = "全市共办理案件12件其中主办3件," * 4000
    assert len(facts(text)) == 8000
