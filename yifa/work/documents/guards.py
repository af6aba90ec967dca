"""What the procedure's file cannot say: a number that another document has is not given again."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.document_numbers import DocumentNumber
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.documents.registers import Document


@guard("official-document/issue", "official-document-elsewhere/record", "official-document-elsewhere/enter")
def number_is_free(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a number that stands in the register already."""
    given = str(ctx.all_answers.get("document_number") or "")
    if not given:
        return ()
    number = str(DocumentNumber.read(given))
    others = Document.objects.filter(document_number=number)
    other = (others if ctx.case_id is None else others.exclude(case_id=ctx.case_id)).first()
    if other is None:
        return ()
    return (
        Reason(
            rule=None,
            code="documents/number-taken",
            sentence=Bilingual(
                zh=f"发文字号{number}已用于《{other.name}》。",
                en=f"The number {number} stands already on “{other.name}”.",
            ),
            remedy=Bilingual(
                zh="请核对字号；由本局编号的，不填，由登记簿依次取得。",
                en="Check it; leave it empty to take the next of the bureau's own series.",
            ),
            who=Bilingual(zh="登记编号人员", en="the registrar"),
        ),
    )
