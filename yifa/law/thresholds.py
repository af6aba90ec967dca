"""Thresholds of high-tech enterprises and technology SMEs, exactly where the boundaries fall.

高新技术企业认定管理办法 (国科发火〔2016〕32号) §11 and its guide (国科发火〔2016〕195号);
科技型中小企业评价办法 (国科发政〔2017〕115号) §§6–8. Ratios are fractions, never
floats: 5% of exactly 50 million yuan must be exactly 5%. Amounts are whole fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from yifa.law.errors import LawError
from yifa.law.text import Bilingual

YUAN = 100
MILLION_YUAN = 1_000_000 * YUAN


class FiguresMissing(LawError):
    """A threshold cannot be judged on the figures given."""


@dataclass(frozen=True, slots=True)
class Band:
    """Range of points that experts may give, both ends in it."""

    low: int
    high: int


# --- 高新技术企业
# --------------------------------------------------------------------------------------------------


class RecognitionRole(StrEnum):
    """What a body does in recognising high-tech enterprises."""

    RECOGNISES = "recognises"
    RECOMMENDS = "recommends"


def recognition_role(level: str) -> RecognitionRole:
    """Only the province's joint body recognises; city and county bureaus mobilise, pre-check and recommend
    (32号).
    """
    return RecognitionRole.RECOGNISES if level == "province" else RecognitionRole.RECOMMENDS


@dataclass(frozen=True, slots=True)
class YearOfResearch:
    """One accounting year: sales, research expense, and the part of it spent in China, all in fen."""

    sales_fen: int
    research_fen: int
    research_in_china_fen: int


@dataclass(frozen=True, slots=True)
class ResearchTest:
    """Condition 5: the ratio reached and required, the share in China, and whether both hold."""

    ratio: Fraction
    required: Fraction
    share_in_china: Fraction
    passes: bool


def required_research_ratio(last_year_sales_fen: int) -> Fraction:
    """5% up to and with 50 million yuan of last year's sales, 4% up to and with 200 million, 3% above (32号
    §11(5)).
    """
    if last_year_sales_fen <= 50 * MILLION_YUAN:
        return Fraction(5, 100)
    if last_year_sales_fen <= 200 * MILLION_YUAN:
        return Fraction(4, 100)
    return Fraction(3, 100)


def research_test(years: Sequence[YearOfResearch]) -> ResearchTest:
    """Condition 5 over up to three accounting years, oldest first: sums over sums, not a mean of ratios; 60%
    of it in China.

    Raises FiguresMissing without a year, or when there were no sales in all of them.
    """
    if not 1 <= len(years) <= 3:
        raise FiguresMissing(
            "应有一至三个会计年度的数据。", "Figures of one to three accounting years are needed."
        )
    sales = sum(year.sales_fen for year in years)
    research = sum(year.research_fen for year in years)
    if sales <= 0:
        raise FiguresMissing(
            "各年度销售收入合计为零，无法计算研发费用占比。",
            "There were no sales in any year, so there is no ratio.",
        )
    ratio, required = Fraction(research, sales), required_research_ratio(years[-1].sales_fen)
    in_china = (
        Fraction(sum(year.research_in_china_fen for year in years), research) if research else Fraction(0)
    )
    return ResearchTest(ratio, required, in_china, ratio >= required and in_china >= Fraction(60, 100))


def innovation_score_passes(score: Fraction | int) -> bool:
    """Condition 7: more than 70; 70 itself fails (32号 §11(7))."""
    return score > 70


def mean_growth(values: Sequence[int]) -> Fraction | None:
    """Mean growth over two or three years, oldest first: ½ × (y2 ÷ y1 + y3 ÷ y2) − 1; None means zero points.

    First year zero: the later two years. Second year zero, or a single year: None. A negative base (net
    assets) has no meaning as a rate and gives None, as negative growth gives zero points (195号).
    """
    years = list(values)
    if len(years) == 3 and years[0] == 0:
        years = years[1:]
    if len(years) < 2 or any(base <= 0 for base in years[:-1]):
        return None
    ratios = [Fraction(later, earlier) for earlier, later in pairwise(years)]
    return sum(ratios, Fraction(0)) / len(ratios) - 1


def growth_band(growth: Fraction | None) -> Band:
    """Points for the growth of net assets or of sales, 10 at most; negative growth and None are 0, not an
    error.

    Bands of 195号, from memory of the table: 35%, 25%, 15%, 5%, above 0.
    """
    if growth is None or growth <= 0:
        return Band(0, 0)
    for percent, band in ((35, Band(9, 10)), (25, Band(7, 8)), (15, Band(5, 6)), (5, Band(3, 4))):
        if growth >= Fraction(percent, 100):
            return band
    return Band(1, 2)


def rights_band(class_one: int, class_two: int) -> Band:
    """Points for the number of rights: one of class I, or five, three, one of class II (195号)."""
    if class_one >= 1:
        return Band(7, 8)
    for least, band in ((5, Band(5, 6)), (3, Band(3, 4)), (1, Band(1, 2))):
        if class_two >= least:
            return band
    return Band(0, 0)


def results_band(results: int, years: int = 3) -> Band:
    """Points for the mean number of results converted a year. One result in several products counts once
    (195号).
    """
    mean = Fraction(results, years)
    for least, band in (
        (5, Band(25, 30)),
        (4, Band(19, 24)),
        (3, Band(13, 18)),
        (2, Band(7, 12)),
        (1, Band(1, 6)),
    ):
        if mean >= least:
            return band
    return Band(0, 0)


def staff_ratio_passes(technical: int, staff: int) -> bool:
    """Condition 4: at least 10% of the year's staff in research and related technology."""
    return staff > 0 and Fraction(technical, staff) >= Fraction(10, 100)


def product_income_passes(high_tech_fen: int, total_fen: int) -> bool:
    """Condition 6: at least 60% of last year's total income from high-tech products and services."""
    return total_fen > 0 and Fraction(high_tech_fen, total_fen) >= Fraction(60, 100)


# --- 科技型中小企业
# ------------------------------------------------------------------------------------------------


class ResearchBasis(StrEnum):
    """Which of the two research ratios the enterprise chooses; it chooses one."""

    SALES = "sales"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class SmeFacts:
    """What a technology SME states of last year; amounts in fen. Rights are undisputed and of its main
    products.
    """

    staff: int
    technical_staff: int
    sales_fen: int
    assets_fen: int
    cost_fen: int
    research_fen: int
    basis: ResearchBasis
    class_one: int
    class_two: int
    is_resident: bool = True
    in_barred_trade: bool = False
    has_grave_record: bool = False
    has_shortcut: bool = False


@dataclass(frozen=True, slots=True)
class SmeResult:
    """The three scores, their sum, whether the enterprise passes, and why not.

    by_shortcut: it passes on a valid high-tech certificate, a national award, a recognised institution or a
    standard led, whatever the score.
    """

    staff_score: int
    research_score: int
    rights_score: int
    passes: bool
    by_shortcut: bool
    reasons: tuple[Bilingual, ...]

    @property
    def total(self) -> int:
        return self.staff_score + self.research_score + self.rights_score


_STAFF_LADDER = ((30, 20), (25, 16), (20, 12), (15, 8), (10, 4))
_SALES_LADDER = ((6, 50), (5, 40), (4, 30), (3, 20), (2, 10))
_COST_LADDER = ((30, 50), (25, 40), (20, 30), (15, 20), (10, 10))


def sme_staff_score(technical: int, staff: int) -> int:
    """20 from 30% down to 4 from 10%; below that 0, which fails whatever the total."""
    return _on_ladder(Fraction(technical, staff) if staff else Fraction(0), _STAFF_LADDER)


def sme_research_score(
    research_fen: int, *, sales_fen: int = 0, cost_fen: int = 0, basis: ResearchBasis
) -> int:
    """50 at most, on the one ratio chosen: over sales (6% … 2%) or over cost and expense (30% … 10%)."""
    base = sales_fen if basis is ResearchBasis.SALES else cost_fen
    if base <= 0:
        return 0
    ladder = _SALES_LADDER if basis is ResearchBasis.SALES else _COST_LADDER
    return _on_ladder(Fraction(research_fen, base), ladder)


def sme_rights_score(class_one: int, class_two: int) -> int:
    """One of class I: 30; of class II four: 24, three: 18, two: 12, one: 6. Not the ladder of high-tech
    enterprises.
    """
    if class_one >= 1:
        return 30
    return 6 * min(max(class_two, 0), 4)


def sme_evaluate(facts: SmeFacts) -> SmeResult:
    """The self-evaluation of a technology SME: every condition that fails is named (115号 §§6–8)."""
    staff = sme_staff_score(facts.technical_staff, facts.staff)
    research = sme_research_score(
        facts.research_fen, sales_fen=facts.sales_fen, cost_fen=facts.cost_fen, basis=facts.basis
    )
    rights = sme_rights_score(facts.class_one, facts.class_two)
    tests = (
        (facts.is_resident, "不是居民企业。", "It is not a resident enterprise."),
        (facts.staff <= 500, "职工总数超过500人。", "It has more than 500 staff."),
        (
            facts.sales_fen <= 200 * MILLION_YUAN,
            "年销售收入超过2亿元。",
            "Its sales exceed 200 million yuan.",
        ),
        (
            facts.assets_fen <= 200 * MILLION_YUAN,
            "资产总额超过2亿元。",
            "Its assets exceed 200 million yuan.",
        ),
        (not facts.in_barred_trade, "属于禁止、限制或淘汰类。", "Its trade is barred."),
        (
            not facts.has_grave_record,
            "上年及当年有重大事故、严重违法失信或科研严重失信行为。",
            "It has a grave accident, breach or research dishonesty last year or this year.",
        ),
    )
    reasons = [Bilingual(zh, en) for holds, zh, en in tests if not holds]
    by_shortcut = facts.has_shortcut and not reasons
    if not by_shortcut:
        total = staff + research + rights
        if staff == 0:
            reasons.append(Bilingual("科技人员指标得分为0。", "The staff score is 0."))
        if total < 60:
            reasons.append(Bilingual(f"综合得分{total}分，不足60分。", f"The score is {total}, below 60."))
    return SmeResult(staff, research, rights, not reasons, by_shortcut, tuple(reasons))


def _on_ladder(ratio: Fraction, ladder: Sequence[tuple[int, int]]) -> int:
    for percent, score in ladder:
        if ratio >= Fraction(percent, 100):
            return score
    return 0
