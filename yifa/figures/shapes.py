"""What a file of indicators may say: the entries of ``indicators/*.yaml``, before they meet the registers that they name."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, StrictInt, Tag, model_validator

from yifa.figures.units import Category, Unit
from yifa.law.two_languages import Text
from yifa.procedure.shapes import Saying, Shape

Scalar: TypeAlias = bool | int | str | date


def _scalar(value: Any) -> Scalar:
    if not isinstance(value, bool | int | str | date):
        raise Saying(
            "应为一个值、一列值 […]，或者 not、over 等一种比较",
            "must be a value, a list of values […], or a comparison such as not or over",
        )
    return value


def _form(value: Any) -> str:
    return (
        "[compared]"
        if isinstance(value, dict | Compared)
        else "[several]"
        if isinstance(value, list)
        else "[one]"
    )


_Scalar: TypeAlias = Annotated[Scalar, PlainValidator(_scalar)]
OneOrMore: TypeAlias = Annotated[
    Annotated[list[_Scalar], Tag("[several]")] | Annotated[_Scalar, Tag("[one]")], Discriminator(_form)
]


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Columns: TypeAlias = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]


class Compared(Shape):
    """A column compared: not one of these, more than a number, at least it; no later or no earlier than another column's day."""

    unlike: OneOrMore | None = Field(None, alias="not")
    over: StrictInt | None = None
    at_least: StrictInt | None = None
    not_after: str | None = None
    not_before: str | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Compared:
        if len(self.model_fields_set) != 1:
            raise Saying(
                "一列只作一种比较：not、over、at_least、not_after 或 not_before",
                "a column is compared in one way: not, over, at_least, not_after or not_before",
            )
        return self


Condition: TypeAlias = Annotated[
    Annotated[Compared, Tag("[compared]")]
    | Annotated[list[_Scalar], Tag("[several]")]
    | Annotated[_Scalar, Tag("[one]")],
    Discriminator(_form),
]
Where: TypeAlias = dict[str, Condition]


class LatestOf(Shape):
    """The value of one column on the row that is last by another."""

    of: str
    last_by: str


_DATINGS = ("on", "year", "begins")
_MEASURES = ("distinct", "sum", "mean", "latest", "share")


class ShortcomingShape(Shape):
    """When a figure is a shortcoming, and the sentence that the report is offered for it."""

    over: StrictInt | None = None
    below: StrictInt | None = None
    says: str

    @model_validator(mode="after")
    def _has_one_bound(self) -> ShortcomingShape:
        if (self.over is None) is (self.below is None):
            raise Saying(
                "写 over（多于）或者 below（低于）之一", "write one of over (more than) and below (less than)"
            )
        return self


class IndicatorShape(Shape):
    """One indicator. ``on``, ``year`` or ``from`` say which rows belong to a period; ``records`` names a query in Python."""

    title: Text
    counter: Text | None = None
    definition: Text
    zero: Text | None = None
    basis: Text | None = None
    unit: Unit
    category: Category
    register_named: str = Field(alias="register")
    records: str = ""
    on: str = ""
    year: str = ""
    begins: str = Field("", alias="from")
    until: Annotated[list[str], BeforeValidator(_as_list)] = Field(default_factory=list)
    ended: Annotated[list[str], BeforeValidator(_as_list)] = Field(default_factory=list)
    where: Where = Field(default_factory=dict)
    distinct: str = ""
    sum: str = ""
    mean: str = ""
    latest: LatestOf | None = None
    share: Where = Field(default_factory=dict)
    share_of: Where = Field(default_factory=dict)
    by: Columns | None = None
    show_empty: bool = False
    growth: bool = False
    names: str = ""
    titles: bool = False
    shortcoming: ShortcomingShape | None = None
    carried_over: str = ""

    @model_validator(mode="after")
    def _is_dated_once(self) -> IndicatorShape:
        given = [name for name in _DATINGS if getattr(self, name)]
        if len(given) > 1 or not (given or self.records):
            raise Saying(
                "写明一个时点：on（发生日）、year（所属年度）或者 from（起算日，计期末数）",
                "say one day that counts: on (when it happened), year (to which it belongs) or from (since when it stands)",
                given[1] if len(given) > 1 else "",
            )
        if (self.until or self.ended) and not self.begins:
            raise Saying(
                "until、ended 只用于期末数，与 from 同写",
                "until and ended belong to what stands at a period's end; write them with from",
                "until" if self.until else "ended",
            )
        return self

    @model_validator(mode="after")
    def _is_measured_once(self) -> IndicatorShape:
        given = [name for name in _MEASURES if getattr(self, name)]
        if len(given) > 1:
            raise Saying(f"{'、'.join(given)}只能有一个", f"only one of {', '.join(given)} can be", given[1])
        if self.titles and not self.names:
            raise Saying("titles 与 names 同写", "titles is written with names", "titles")
        if self.share_of and not self.share:
            raise Saying("share_of 与 share 同写", "share_of is written with share", "share_of")
        # A percentage that somebody published is the latest value of a column.
        if bool(self.share) != (self.unit is Unit.PERCENT) and not self.latest:
            raise Saying(
                "占比的单位是 percent，其他指标不用 percent",
                "a share is in percent, and nothing else is",
                "unit",
            )
        if self.sum.endswith("_fen") and self.unit is not Unit.CNY:
            raise Saying("金额的单位是 CNY", "an amount is in CNY", "unit")
        if self.show_empty and len(self.by or ()) != 1:
            raise Saying(
                "show_empty 只用于按一列分项的", "show_empty is for parts by one column", "show_empty"
            )
        return self
