"""The catalogue of indicators, as the reference page shows it; made from what the fields register, never written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.figures.indicators import Indicator, Registry, registry
from yifa.figures.units import Category

HEAD = """# Indicators 指标

Made by `yifa report indicators --out docs/reference/indicators.md`. Indicators are [written](indicator-files.md) in
`indicators/*.yaml`; edit those, not this page.

由 `yifa report indicators` 生成。指标写在 `indicators/*.yaml` 里，写法见[这里](indicator-files.md)，请改那里。

A token in a report names an indicator by its code: `{{service.items}}`. How tokens are written is in [outlines](outlines.md).
"""


def reference(indicators: Registry = registry) -> str:
    """The page as Markdown: by category, each indicator with code, words, unit, period, growth and the keys of its parts."""
    return "\n".join([HEAD, *_sections(indicators)]).rstrip() + "\n"


def _sections(indicators: Registry) -> Iterator[str]:
    for category in Category:
        found = [indicator for indicator in indicators if indicator.category is category]
        if not found:
            continue
        yield f"## {category.words.zh} {category.words.en}\n"
        for indicator in found:
            yield from _entry(indicator)


def _entry(indicator: Indicator) -> Iterator[str]:
    yield f"### `{indicator.code}` {indicator.title.zh} {indicator.title.en}\n"
    yield f"{indicator.definition.zh}。\n{indicator.definition.en}.\n"
    if indicator.basis is not None:
        yield f"依据：{indicator.basis.zh}。\nBasis: {indicator.basis.en}.\n"
    if indicator.zero is not None:
        yield f"没有时：{indicator.zero.zh}。\nWhere there was none: {indicator.zero.en}.\n"
    facts = [
        f"unit {indicator.unit.value} ({indicator.words.zh})",
        f"{indicator.period_kind.words.en} ({indicator.period_kind.words.zh})",
        f"field `{indicator.field}`",
    ]
    if indicator.growth:
        facts.append("with growth (有增速)")
    yield f"- {'; '.join(facts)}\n"
    if indicator.parts is not None:
        for axis in indicator.parts.axes:
            values = ", ".join(f"`{key}` {title.zh} {title.en}" for key, title in axis.titles.items())
            yield f"- parts by `{axis.field}`: {values or '(any value)'}\n"
