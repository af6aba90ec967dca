"""Small forms of the house: a few fields, told what is wrong beside each and above all of them, with everything kept as typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from yifa.cases.errors import CasesError
from yifa.house.errors import HouseError
from yifa.interface.form import Choice, Field
from yifa.interface.formats import words
from yifa.law.errors import LawError
from yifa.law.text import Bilingual

Made = TypeVar("Made")


@dataclass(slots=True)
class Control:
    """A field. kind: ``text``, ``long``, ``date``, ``select`` or ``checks``; ``values`` holds what was chosen of several."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    choices: Sequence[tuple[str, str]] = ()
    error: str = ""

    @property
    def id(self) -> str:
        """The element's id."""
        return f"f-{self.name}"

    def field(self) -> Field:
        """The field as the template draws it."""
        chosen = self.values if self.kind == "checks" else (self.value,)
        return Field(
            key=self.name,
            name=self.name,
            id=self.id,
            kind=self.kind,
            label=self.label,
            required=self.required,
            help=self.help,
            error=self.error,
            value=self.value,
            choices=[
                Choice(value, title, value in chosen, f"{self.id}-{number}")
                for number, (value, title) in enumerate(self.choices)
            ],
        )


@dataclass(slots=True)
class SmallForm:
    """Fields in order, and what was refused as a whole (``notice``)."""

    controls: list[Control]
    notice: str = ""
    sent: bool = field(default=False)

    def take(self, data: QueryDict) -> bool:
        """Fill in what was sent and look for what is missing or cannot be read; whether all is well."""
        self.sent = True
        for control in self.controls:
            if control.kind == "checks":
                known = {value for value, _title in control.choices}
                control.values = tuple(value for value in data.getlist(control.name) if value in known)
            else:
                control.value = data.get(control.name, "").strip()
            control.error = _problem(control)
        return not any(control.error for control in self.controls)

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self._control(name).value

    def day(self, name: str) -> date | None:
        """A field's day; None where it is empty."""
        value = self.text(name)
        return date.fromisoformat(value) if value else None

    def chosen(self, name: str) -> tuple[str, ...]:
        """What was chosen of several."""
        return self._control(name).values

    def refuse(self, text: Bilingual, name: str = "") -> None:
        """Tell what was refused: beside a field if it is named, else above all of them."""
        if name:
            self._control(name).error = words(text)
        else:
            self.notice = words(text)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Fields with their ids and what is wrong, for the summary."""
        return [(one.id, one.label, one.error) for one in self.controls if one.error]

    @property
    def fields(self) -> list[Field]:
        """The fields as the template draws them."""
        return [control.field() for control in self.controls]

    def _control(self, name: str) -> Control:
        return next(control for control in self.controls if control.name == name)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around a small form."""

    title: str
    lead: str
    verb: str
    back_url: str
    back: str


def ordered(request: HttpRequest, form: SmallForm, order: Callable[[], Made]) -> tuple[Made] | None:
    """What the order behind a form made, once the form is sent and complete; None before that, and where it was refused, which
    the form then tells."""
    if request.method != "POST" or not form.take(request.POST):
        return None
    try:
        return (order(),)
    except (CasesError, HouseError, LawError) as refused:
        form.refuse(refused.text)
        return None


def show_form(request: HttpRequest, page: Page, form: SmallForm) -> HttpResponse:
    """The form in its page; 422 where it was sent and refused."""
    status = 422 if form.sent else 200
    return render(request, "desk/house/form.html", {"page": page, "form": form}, status=status)


def _problem(control: Control) -> str:
    if control.kind == "checks":
        return _("请至少选一项。") if control.required and not control.values else ""
    if not control.value:
        return _("请填写“%(label)s”。") % {"label": control.label} if control.required else ""
    if control.kind == "date" and not _is_day(control.value):
        return _("“%(text)s”不是日期，请写成2020-03-06。") % {"text": control.value}
    if control.kind == "select" and control.value not in {value for value, _title in control.choices}:
        return _("请从列出的各项中选择。")
    return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
