"""A notice in words, for the desk and for what leaves the house: names of procedures and steps, a matter's number, a day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from yifa.desk.models import Notice, NoticeKind
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual


def says(notice: Notice) -> str:
    """One line, in the language of the moment."""
    told = notice.told
    if notice.kind == NoticeKind.DIGEST:
        return str(_("应办%(owed)s件，其中超期%(late)s件、临近%(near)s件；等您答复%(items)s件。") % told)
    given = {
        "step": words(Bilingual(*told["step"])),
        "procedure": words(Bilingual(*told["procedure"])),
        "number": told["number"],
        "due": show_date(date.fromisoformat(told["due"])) if told.get("due") else "",
    }
    if notice.kind == NoticeKind.AT_RISK:
        late = notice.key.startswith("late/")
        text = (
            _("已超期：%(number)s（%(procedure)s）的「%(step)s」应于%(due)s前办理")
            if late
            else _("将到期：%(number)s（%(procedure)s）的「%(step)s」应于%(due)s前办理")
        )
    elif notice.kind == NoticeKind.RETURNED:
        text = _("已退回：%(number)s（%(procedure)s），「%(step)s」")
    elif notice.kind == NoticeKind.DECIDED:
        text = _("已办结：%(number)s（%(procedure)s），「%(step)s」")
    elif notice.kind == NoticeKind.CONSULTED:
        text = _("%(step)s：%(number)s（%(procedure)s）")
        if given["due"]:
            text = _("%(step)s：%(number)s（%(procedure)s），请于%(due)s前答复")
    else:
        text = _("应办：%(number)s（%(procedure)s）的「%(step)s」")
        if given["due"]:
            text = _("应办：%(number)s（%(procedure)s）的「%(step)s」，%(due)s到期")
    return text % given
