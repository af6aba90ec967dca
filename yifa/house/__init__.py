"""Bureaus, departments, posts and officers: who may act, in what post, with which powers, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yifa.house.models import Bureau, Officer

__all__ = ["find_bureau", "officer_of_user"]


def find_bureau(text: str) -> Bureau:
    """The bureau with this code, or the one whose name is or contains this text. Raises NoSuchBureau, naming those that fit."""
    from django.db.models import Q

    from yifa.house.errors import NoSuchBureau
    from yifa.house.models import Bureau

    wanted = text.strip()
    exact = Bureau.objects.filter(Q(code=wanted) | Q(name=wanted) | Q(short_name=wanted))[:2]
    found = list(exact)
    if len(found) != 1 and wanted:
        found = list(Bureau.objects.filter(Q(name__icontains=wanted) | Q(name_en__icontains=wanted))[:10])
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(f"{bureau.name}（{bureau.code}）" for bureau in found)
        raise NoSuchBureau(
            zh=f"“{wanted}”对应多个机关：{shown}；请用代码指明。",
            en=f"“{wanted}” fits several bureaus: {', '.join(bureau.code for bureau in found)}; name one by its code.",
        )
    known = "、".join(f"{bureau.name}（{bureau.code}）" for bureau in Bureau.objects.all()[:10])
    codes = ", ".join(Bureau.objects.values_list("code", flat=True)[:10])
    raise NoSuchBureau(
        zh=f"没有代码或名称为“{wanted}”的机关。" + (f"现有：{known}。" if known else "还没有任何机关。"),
        en=f"No bureau has the code or name “{wanted}”. "
        + (f"There are: {codes}." if codes else "There is none yet."),
    )


def officer_of_user(user_id: int) -> Officer | None:
    """The officer that a signed-in user is, in whatever bureau; None for a user who is no officer.

    Found before any bureau is set, so that the page can then work for the officer's bureau.
    """
    from yifa.house.models import Officer
    from yifa.house.tenancy import using_user

    with using_user(user_id):
        return Officer.everywhere.select_related("bureau").filter(user_id=user_id).first()
