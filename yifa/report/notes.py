"""What the page of an annual report's matter says of the report itself: where it stands, and where its papers are."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.links import answers_of
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.report.models import Correction, Report


@note_source
def report_of_matter(case: Case) -> Iterable[Note]:
    """The report that the matter is about; no query for other matters."""
    if case.procedure_key in composers("correcting-report/begin"):
        found = Correction.objects.filter(case=case).select_related("report__publication").last()
        report = None if found is None else found.report
    elif case.procedure_key in composers("yearly-report/sign"):
        year = answers_of(case).get("report_year")
        report = Report.objects.filter(year=year, edition=1).first() if isinstance(year, int) else None
    else:
        return
    if report is None:
        return
    edition = Bilingual(f"第{report.edition}版", f"edition {report.edition}")
    yield Note(
        Bilingual(f"{report.year}年度报告（{edition.zh}）", f"Report on {report.year}, {edition.en}"),
        report.status_words,
        "green" if report.published_on else "amber" if report.is_frozen else "plain",
        url=reverse("report:workspace", args=[report.year]),
    )
