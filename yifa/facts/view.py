"""The upper office's view of a roll-up: pages that open from a disk, the rows as JSON, and a workbook.

Bureaus stand in the order of their codes: nothing is ranked. Beside each number stands what keeps it from being compared, and
each opens its bureau's page: the figure's definition, how many records it counts, and the head of the log that proves it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from yifa.facts.published import PublishedBureau
from yifa.figures.compute import change
from yifa.figures.units import Unit
from yifa.figures.words import digits_of, said
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual
from yifa.rollup import schema
from yifa.rollup.packages import Package
from yifa.rollup.sums import Sums, Table, Taken

SIDE_BY_SIDE: Final = 500
"""Up to so many bureaus stand side by side on pages; of more, pages tell the divisions, and JSON and the workbook the bureaus."""

_LANGUAGES: Final = (("zh-hans", ""), ("en", ".en"))
_LEVELS: Final = {
    "province": Bilingual("省级", "Province"),
    "city": Bilingual("市级", "City"),
    "county": Bilingual("县级", "County"),
    schema.WHOLE: Bilingual("合计", "All"),
}
_ROWS_OF_A_SHEET: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a bureau in a year as it is read: the value in words, what to take it with, and its share of the largest."""

    text: str
    marks: tuple[str, ...]
    url: str
    part: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a page: a name with its address, and what stands beside it by year."""

    name: str
    url: str
    cells: Sequence[Any]
    growth: str = ""


def write(out: Path, taken: Taken, found: Sums, by: str, read: Sequence[PublishedBureau] = ()) -> None:
    """Write pages, ``rollup.json`` and ``rollup.xlsx`` into the folder. read: who stands beside by what they published."""
    (out / "rollup.json").write_text(
        json.dumps(_told(taken, found, by, read), ensure_ascii=False, default=_plain), encoding="utf-8"
    )
    _workbook(out / "rollup.xlsx", found)
    style = finders.find("interface/yifa.css")
    assert isinstance(style, str)
    (out / "yifa.css").write_bytes(Path(style).read_bytes())
    for folder in ("figures", "bureaus"):
        (out / folder).mkdir(exist_ok=True)
    for language, ending in _LANGUAGES:
        with translation.override(language):
            for name, html in _pages(taken, found, ending, read):
                (out / f"{name}{ending}.html").write_text(html, encoding="utf-8")


def _pages(
    taken: Taken, found: Sums, ending: str, read: Sequence[PublishedBureau]
) -> Iterable[tuple[str, str]]:
    pages = _Pages(taken, found, ending, read)
    yield "index", pages.front()
    for indicator in pages.indicators:
        yield f"figures/{indicator}", pages.figure(indicator)
    if pages.side_by_side:
        for package in taken.packages:
            yield f"bureaus/{package.manifest.bureau}", pages.bureau(package)


class _Pages:
    """The pages of one language."""

    def __init__(self, taken: Taken, found: Sums, ending: str, read: Sequence[PublishedBureau]) -> None:
        self._taken, self._found, self._ending, self._read = taken, found, ending, read
        self.side_by_side = len(taken.packages) <= SIDE_BY_SIDE
        self._years = taken.years
        self._packages = sorted(taken.packages, key=lambda one: one.manifest.bureau)
        self._names = {
            one.manifest.bureau: words(
                Bilingual(one.manifest.name, one.manifest.name_en or one.manifest.name)
            )
            for one in self._packages
        }
        self._defined = {row["indicator"]: row for row in found.indicators.dicts()}
        self._figures: dict[str, dict[tuple[str, int], dict[str, Any]]] = {}
        for row in found.figures.dicts():
            self._figures.setdefault(row["indicator"], {})[row["bureau"], row["year"]] = row
        self._scopes = {(row["indicator"], row["year"]): row for row in found.scopes.dicts()}
        self._sums: dict[str, list[dict[str, Any]]] = {}
        for row in found.sums.dicts():
            if row["part"] == schema.WHOLE:
                self._sums.setdefault(row["indicator"], []).append(row)
        self.indicators = sorted(self._figures)

    def front(self) -> str:
        """Who was added up and who was not, who reported when, and what there is to look at."""
        reported = {(row["bureau"], row["year"]): row for row in self._found.bureau_reports.dicts()}
        lines = [
            Line(
                self._names[code],
                self._link("bureaus", code),
                [self._report(reported.get((code, year)), year) for year in self._years],
            )
            for code in self._names
        ]
        return self._render(
            "facts/index.html",
            {
                "packages": len(self._packages),
                "refused": [words(one.reason) for one in self._taken.refused],
                "notes": [words(one) for one in self._taken.notes],
                "reports": lines if self.side_by_side else [],
                "report_sums": [
                    (self._division(row), words(_LEVELS.get(row["level"], row["level"])), row)
                    for row in self._found.reports.dicts()
                ],
                "indicators": [
                    (self._title(code), self._link("figures", code), self._reach(code))
                    for code in self.indicators
                ],
                "read": [(one.name, len(one.values)) for one in self._read],
                "digest": self._found.digest,
            },
            "",
        )

    def figure(self, code: str) -> str:
        """One indicator: the bureaus side by side over the years, and the sums."""
        defined = self._defined[code]
        rows = self._figures[code]
        largest = max(
            (abs(row["value"]) for row in rows.values() if row["value"] is not None), default=Decimal(0)
        )
        lines = []
        for bureau in self._names if self.side_by_side else ():
            numbers = [self._number(code, rows.get((bureau, year)), largest) for year in self._years]
            lines.append(
                Line(
                    self._names[bureau],
                    self._link("bureaus", bureau, up=True),
                    numbers,
                    self._growth(code, bureau),
                )
            )
        lines += [
            Line(one.name, "", [self._stated(code, one, year) for year in self._years])
            for one in self._read
            if any((code, year) in one.values for year in self._years)
        ]
        return self._render(
            "facts/figure.html",
            {
                "title": self._title(code),
                "code": code,
                "says": words(Bilingual(defined["says_zh"], defined["says_en"])),
                "stock": defined["period"] == "stock",
                "definitions": defined["definitions"],
                "lines": lines,
                "scopes": [
                    (year, self._scopes[code, year]) for year in self._years if (code, year) in self._scopes
                ],
                "sums": [
                    (
                        self._division(row),
                        words(_LEVELS.get(row["level"], row["level"])),
                        row,
                        self._sum(defined, row),
                    )
                    for row in self._sums.get(code, ())
                ],
            },
            "../",
        )

    def bureau(self, package: Package) -> str:
        """One bureau: the package with its proof, and every figure with what it counts."""
        manifest = package.manifest
        figures = [
            Line(
                self._title(code),
                self._link("figures", code, up=True),
                [
                    self._number(code, self._figures[code].get((manifest.bureau, year)), Decimal(0))
                    for year in self._years
                ],
                self._growth(code, manifest.bureau),
            )
            for code in self.indicators
        ]
        return self._render(
            "facts/bureau.html",
            {
                "title": self._names[manifest.bureau],
                "manifest": manifest,
                "level": words(_LEVELS.get(manifest.level, manifest.level)),
                "made": show_date(manifest.made_on),
                "package": package,
                "origin": package.checkpoint.origin,
                "witnesses": package.witnesses,
                "figures": figures,
            },
            "../",
        )

    def _render(self, template: str, context: Mapping[str, Any], up: str) -> str:
        other = "" if self._ending else ".en"
        return render_to_string(
            template,
            {
                **context,
                "up": up,
                "ending": self._ending,
                "other": other,
                "years": self._years,
                "path": self._here(context),
            },
        )

    def _here(self, context: Mapping[str, Any]) -> str:
        if "code" in context:
            return f"figures/{context['code']}"
        return f"bureaus/{context['manifest'].bureau}" if "manifest" in context else "index"

    def _link(self, folder: str, name: str, *, up: bool = False) -> str:
        return (
            f"{'../' if up else ''}{folder}/{name}{self._ending}.html"
            if folder == "figures" or self.side_by_side
            else ""
        )

    def _title(self, code: str) -> str:
        row = self._defined[code]
        return words(Bilingual(row["title_zh"], row["title_en"]))

    def _division(self, row: Mapping[str, Any]) -> str:
        return _("全部") if row["division"] == schema.WHOLE else str(row["division"])

    def _reach(self, code: str) -> int:
        return len({bureau for (bureau, _year), row in self._figures[code].items() if row["records"]})

    def _report(self, row: Mapping[str, Any] | None, year: int) -> tuple[str, str]:
        """What a bureau did with the report of a year, and its light."""
        if row is None:
            return _("没有交来"), ""
        delivered, published = row["delivered_on"], row["published_on"]
        if published is None:
            return (_("已报送，未公开"), "amber") if delivered is not None else (_("没有"), "red")
        late = published >= date(year + 1, 4, 1)
        return show_date(published), "amber" if late else "green"

    def _number(self, code: str, row: Mapping[str, Any] | None, largest: Decimal) -> Number | None:
        if row is None:
            return None
        marks = []
        value = row["value"]
        if row["source"] == "stated":
            marks.append(_("取自公布的报告"))
        if row["provisional"]:
            marks.append(_("年度未完"))
        if not row["records"] and row["source"] == "records" and not row["attested"]:
            marks.append(_("没有记录，未经确认"))
            # Nothing on record is not nothing done, unless somebody said so.
            value = None
        part = round(100 * abs(value) / largest) if largest and value is not None else 0
        return Number(
            self._said(code, value), tuple(marks), self._link("bureaus", row["bureau"], up=True), part
        )

    def _stated(self, code: str, bureau: PublishedBureau, year: int) -> Number | None:
        value = bureau.values.get((code, year))
        return None if value is None else Number(self._said(code, value), (_("由公布的报告读出"),), "", 0)

    def _said(self, code: str, value: Decimal | None) -> str:
        if value is None:
            return "—"
        row = self._defined[code]
        number = int(value) if value == value.to_integral_value() else value.normalize()
        return words(said(number, Unit(row["unit"]), Bilingual(row["counter_zh"], row["counter_en"])))

    def _growth(self, code: str, bureau: str) -> str:
        if len(self._years) < 2:
            return ""
        before, now = (self._figures[code].get((bureau, year)) for year in self._years[-2:])
        if before is None or now is None or before["value"] is None or now["value"] is None:
            return ""
        told = change(before["value"], now["value"])
        return "" if told.growth is None else f"{told.growth:+}%"

    def _sum(self, defined: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, str]:
        unit = Decimal(1).scaleb(-defined["scale"])
        told = {
            "amount": ""
            if row["amount"] is None or defined["measure"] != "sum"
            else digits_of(row["amount"] * unit),
            "share": ""
            if not row["wholes"]
            else f"{digits_of(Decimal(1000 * row['hits'] // row['wholes']) / 10)}%",
            "median": "" if row["median_amount"] is None else digits_of(row["median_amount"] * unit),
            "days": "" if row["median_days"] is None else str(row["median_days"]),
        }
        growth = row["growth_of_amount"] if defined["measure"] == "sum" else row["growth_of_records"]
        told["growth"] = "" if growth is None else f"{Decimal(growth) / 10:+}%"
        return told


def _told(taken: Taken, found: Sums, by: str, read: Sequence[PublishedBureau]) -> dict[str, Any]:
    return {
        "by": by,
        "years": taken.years,
        "digest": found.digest,
        "packages": [
            {
                "bureau": one.manifest.bureau,
                "name": one.manifest.name,
                "division": one.manifest.division,
                "level": one.manifest.level,
                "made_on": one.manifest.made_on,
                "log": {
                    "origin": one.checkpoint.origin,
                    "size": one.manifest.size,
                    "root": one.manifest.root,
                },
                "witnesses": one.witnesses,
                "known_key": one.is_known,
            }
            for one in taken.packages
        ],
        "refused": [
            {"folder": one.folder.name, "zh": one.reason.zh, "en": one.reason.en} for one in taken.refused
        ],
        "published": [
            {
                "bureau": one.code,
                "name": one.name,
                "division": one.division,
                "figures": [
                    {"indicator": code, "year": year, "value": value}
                    for (code, year), value in sorted(one.values.items())
                ],
            }
            for one in read
        ],
        "notes": [{"zh": one.zh, "en": one.en} for one in taken.notes],
        **{
            name: getattr(found, name).dicts()
            for name in ("sums", "reports", "bureau_reports", "figures", "indicators", "scopes")
        },
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return digits_of(value)
    raise TypeError(type(value))


def _workbook(path: Path, found: Sums) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets: tuple[tuple[str, Table], ...] = (
        ("合计 sums", found.sums),
        ("各机关 figures", found.figures),
        ("报告 reports", found.bureau_reports),
        ("指标 indicators", found.indicators),
        ("可比性 scopes", found.scopes),
    )
    for title, table in sheets:
        sheet = book.create_sheet(title)
        sheet.append(table.columns)
        for row in table.rows[:_ROWS_OF_A_SHEET]:
            sheet.append(row)
    book.save(path)
