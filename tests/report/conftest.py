"""A bureau that writes its report on 2020 from two indicators: closed days (within the year) and certificates (at its end)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.figures.conftest import bureau, certificates, closures
from tests.figures.test_compute import closed_days, valid_certificates
from yifa.cases.log.keys import ensure_key
from yifa.figures.indicators import Registry
from yifa.house.models import Bureau, Officer
from yifa.report import outlines, values
from yifa.report.drafting import begin, confirm, save
from yifa.report.models import Report

__all__ = ["bureau", "certificates", "closures"]

NOW = datetime(2021, 1, 22, 2, 0, tzinfo=UTC)
OWN_WORDS = {
    "head": "- 带头学法。\n- 亲自部署。",
    "shortcomings": "力量不足，原因是专职人员少。",
    "next-year": "继续努力。",
}
OUTLINE = """\
outline: small
title: {zh: 小报告, en: A small report}
basis: {zh: 督察工作规定, en: The provisions}
verified: V2
report_title: "{{bureau}}{{year}}年报告"
recipient: 市办公室
opening: |
  现将{{bureau_short}}{{year}}年情况报告如下：
sections:
  - key: results
    title: {zh: 主要举措和成效, en: Results}
    covers: results
    parts:
      - key: work
        title: {zh: 依法履职, en: Work}
        points:
          - key: closures
            title: {zh: 停办情况, en: Closures}
            figures: [house.closures]
            expects:
              - code: study.hours
                title: {zh: 学法学时, en: Hours of study}
                category: study
                supplied_by: {zh: 学法记录, en: study records}
            prose: |
              全年停办{{house.closures}}，其中{{house.closures:parts}}，比上年{{house.closures:change}}，增速{{house.closures:growth}}。
              {{house.closures:chart=2}}
          - key: certificates
            title: {zh: 持证情况, en: Certificates}
            figures: [house.certificates]
            prose: |
              年底有效证件{{house.certificates}}，其中省级执法证{{house.certificates:part=province.enforcement}}。
              {{house.certificates:table}}
  - key: head
    title: {zh: 第一责任人履职, en: The head}
    covers: first-responsible-person
    hint: 写带头学法、亲自部署的具体事项。
  - key: shortcomings
    title: {zh: 问题和原因, en: Shortcomings}
    covers: shortcomings
    hint: 写问题和原因。
  - key: next-year
    title: {zh: "{{year@+1}}年安排", en: "{{year@+1}}"}
    covers: next-year
    hint: 写安排。
"""


@pytest.fixture
def outline_file(tmp_path: Path) -> Path:
    """The outline as a file."""
    path = tmp_path / "small.yaml"
    path.write_text(OUTLINE, encoding="utf-8")
    return path


@pytest.fixture
def indicators(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The two indicators, and no others."""
    known = Registry()
    known.register(closed_days())
    known.register(valid_certificates())
    monkeypatch.setattr(values, "registry", known)
    return known


@pytest.fixture
def outline(outline_file: Path, monkeypatch: pytest.MonkeyPatch) -> outlines.Outline:
    """The outline, the only one there is."""
    loaded = outlines.load(outline_file)
    monkeypatch.setattr(outlines, "outlines", lambda: {loaded.outline: loaded})
    return loaded


@pytest.fixture
def officer(bureau: Bureau) -> Officer:
    """Who writes."""
    return Officer.objects.create(bureau=bureau, name="乙")


@pytest.fixture
def report(
    bureau: Bureau,
    officer: Officer,
    indicators: Registry,
    outline: outlines.Outline,
    closures: None,
    certificates: None,
) -> Report:
    """The report as begun, with records behind it, and with the bureau's own words, which its officer stands for."""
    ensure_key(bureau)
    begun = begin(bureau, 2020, now=NOW)
    for path, words in OWN_WORDS.items():
        save(begun, path, words, officer=officer, now=NOW, expected=0)
        confirm(begun, path, basis="会议记录", officer=officer, now=NOW)
    return begun
