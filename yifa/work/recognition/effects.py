"""What recognitions write: an entry when it is checked and entered, its renewals, and its end."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.law.limits import add_years
from yifa.work.recognition.registers import Recognition


@effect("recognition-elsewhere/enter")
def enter(of: EffectContext) -> None:
    """Another body's recognition enters the register once a second officer has checked it."""
    _enter(of, of.text("level"), of.text("recognised_by"))


@effect("recognition/recognise")
def recognise(of: EffectContext) -> None:
    """The bureau's own recognition enters the register when it is made."""
    _enter(of, "municipal", of.case.bureau.name)


def _enter(of: EffectContext, level: str, recognised_by: str) -> None:
    Recognition.objects.create(
        **of.row,
        platform_kind=of.text("platform_kind"),
        level=level,
        body_name=of.text("body_name"),
        party=of.party,
        recognised_by=recognised_by,
        document_number=of.text("document_number"),
        certificate_number=of.text("certificate_number"),
        recognised_on=of.day("recognised_on") or of.on,
        valid_until=of.day("valid_until"),
    )


@effect("recognition/issue-certificate")
def issue_certificate(of: EffectContext) -> None:
    """The certificate's number stands beside the recognition."""
    Recognition.objects.filter(case=of.case).update(certificate_number=of.text("certificate_number"))


@effect("recognition-elsewhere/renew")
def renew(of: EffectContext) -> None:
    """A renewal moves the last day; the recognition stays one. A document that names no last day leaves it open, but a high-tech
    enterprise's stands for three years whatever it names (高新技术企业认定管理办法 §9).
    """
    until = of.day("new_valid_until")
    if until is None and of.text("platform_kind") == "high_tech_enterprise":
        until = add_years(of.day("renewed_on") or of.on, 3)
    Recognition.objects.filter(case=of.case).update(valid_until=until, ended_on=None)


@effect("recognition-elsewhere/expire")
def expire(of: EffectContext) -> None:
    """Its term ran out."""
    Recognition.objects.filter(case=of.case).update(ended_on=of.day("expired_on") or of.on)


@effect("recognition-elsewhere/revoke")
def revoke(of: EffectContext) -> None:
    """It was taken away."""
    Recognition.objects.filter(case=of.case).update(ended_on=of.day("revoked_on") or of.on)
