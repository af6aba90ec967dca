"""The room of procedures and law: what the bureau's matters rest on, readable by those who work by it.

A procedure is shown as a picture, as sentences step by step, each with its article, and with what the checker found; a
statute with its rules, what stays unsure about them, and the procedures that they bind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yifa.cases.library import library, with_walks
from yifa.desk import checks
from yifa.desk.access import DeskRequest
from yifa.desk.law_lines import article_text
from yifa.desk.law_words import KINDS, LEVELS, STANCE_HELP, STANCES, UNSURE, VERIFIED
from yifa.desk.phrases import either, listed
from yifa.desk.register_pages import field_title
from yifa.interface.formats import language, show_date, words
from yifa.law.text import Bilingual
from yifa.procedure import Procedure, Question, Rule, Statute, Step
from yifa.procedure.exchange import graph_of_procedure, write_bpmn, write_dcr
from yifa.procedure.library import NoProcedure
from yifa.procedure.model import InForce, Omission, Verified
from yifa.procedure.picture import checklist_items, render_svg
from yifa.procedure.sentences import who_may
from yifa.procedure.walks import run_walks
from yifa.typesetting.letters import title_of as letter_title

_COLUMN_WIDTH: Final = 640

# The list -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What the checker says of a procedure, for a chip: a colour with its word, or nothing yet."""

    light: str
    word: str


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure in the list."""

    title: str
    url: str
    summary: str
    stance: str
    in_force: str
    versions: int
    laws: int
    state: State
    check_url: str


@dataclass(frozen=True, slots=True)
class StatuteLine:
    """A statute in the list."""

    title: str
    url: str
    number: str
    in_force: str
    gone: bool
    rules: int
    used_by: int
    verified: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Procedures of a field, or statutes of a rank."""

    title: str
    lines: tuple[ProcedureLine | StatuteLine, ...]


def law(request: DeskRequest) -> HttpResponse:
    """Every procedure and every statute."""
    books = library()
    fields: dict[str, list[ProcedureLine]] = {}
    for key in books.procedures:
        procedure = shown_version(key, request.today)
        fields.setdefault(procedure.field, []).append(_procedure_line(procedure, len(books.versions(key))))
    used = _uses()
    ranks: dict[str, list[StatuteLine]] = {}
    for statute in sorted(books.statutes.values(), key=lambda one: (one.level.rank, one.in_force.first)):
        line = _statute_line(statute, len(used.get(statute.key, ())), request.today)
        ranks.setdefault(words(LEVELS[statute.level]), []).append(line)
    return render(
        request,
        "desk/law/list.html",
        {
            "fields": [Shelf(_field(label), tuple(lines)) for label, lines in fields.items()],
            "ranks": [Shelf(title, tuple(lines)) for title, lines in ranks.items()],
            "unchecked": any(not line.state.word for lines in fields.values() for line in lines),
        },
    )


def _procedure_line(procedure: Procedure, versions: int) -> ProcedureLine:
    return ProcedureLine(
        words(procedure.title),
        reverse("desk:procedure", args=[procedure.key]),
        words(procedure.summary),
        words(STANCES[procedure.stance]),
        _span(procedure.in_force),
        versions,
        len(procedure.statutes),
        _state(checks.known(procedure)),
        f"{reverse('desk:procedure-check', args=[procedure.key])}?version={procedure.version}&brief=1",
    )


def _state(found: checks.Checked | None) -> State:
    if found is None:
        return State("", "")
    if not found.sound:
        return State("red", _("有错误"))
    if found.warnings:
        return State("amber", _("可用，有提示"))
    return State("green", _("检查通过"))


# A procedure ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A rule in plain words, with what it rests on."""

    text: str
    kind: str
    says: str
    authority: str
    url: str
    verified: str
    unsure: bool
    gate: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a step."""

    label: str
    type: str
    required: bool
    help: str
    choices: str
    personal: bool
    computed: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with everything about it."""

    key: str
    title: str
    who: str
    says: str
    marks: tuple[str, ...]
    asks: tuple[Asked, ...]
    letter: str
    public: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class WalkShown:
    """A walk of the procedure's own tests, with its result."""

    name: str
    steps: str
    refused: str
    ok: bool
    problem: str


def procedure(request: DeskRequest, key: str) -> HttpResponse:
    """A procedure: picture, steps and rules in plain words, versions, tests, and what the checker found."""
    shown = _asked_version(request, key)
    versions = library().versions(key)
    found = checks.known(shown)
    if found is None and "check" in request.GET:
        found = checks.checked(with_walks(shown), library())
    address = reverse("desk:procedure", args=[key])
    picture = _picture(shown.hash, language())
    return render(
        request,
        "desk/law/procedure.html",
        {
            "key": key,
            "title": words(shown.title),
            "field": _field(shown.field),
            "summary": words(shown.summary),
            "stance": words(STANCES[shown.stance]),
            "stance_help": words(STANCE_HELP[shown.stance]),
            "version": shown.version,
            "in_force": _span(shown.in_force),
            "current": request.today in shown.in_force,
            "versions": [
                (
                    _span(one.in_force),
                    f"{address}?version={one.version}",
                    one.version == shown.version,
                )
                for one in reversed(versions)
            ],
            "picture": picture,
            "picture_is_wide": _is_wide(picture),
            "steps": _steps(shown),
            "statutes": [
                (words(one.title), reverse("desk:statute", args=[one.key]), words(LEVELS[one.level]))
                for one in map(library().statutes.__getitem__, shown.statutes)
            ],
            "omitted": [
                (_rule_title(rule_id), _why_omitted(shown, omission), _rule_url(rule_id))
                for rule_id, omission in shown.omitted.items()
            ],
            "walks": _walks(shown),
            "hash": shown.hash,
            "file": shown.source.path,
            "check_url": f"{reverse('desk:procedure-check', args=[key])}?version={shown.version}",
            "check_now_url": f"{address}?version={shown.version}&check=1#check",
            **_result(found),
        },
    )


def procedure_check(request: DeskRequest, key: str) -> HttpResponse:
    """The checker's result as a part of a page; it may take seconds the first time."""
    shown = _asked_version(request, key)
    found = checks.checked(with_walks(shown), library())
    if "brief" in request.GET:
        return render(request, "desk/law/_state.html", {"state": _state(found)})
    return render(request, "desk/law/_check.html", _result(found))


def export_dcr(request: DeskRequest, key: str) -> HttpResponse:
    """The procedure in the DCR exchange format."""
    shown = _asked_version(request, key)
    return _download(write_dcr(graph_of_procedure(shown)), f"{shown.key}-{shown.version}.dcr.xml")


def export_bpmn(request: DeskRequest, key: str) -> HttpResponse:
    """The procedure as BPMN 2.0."""
    shown = _asked_version(request, key)
    return _download(write_bpmn(shown, language()), f"{shown.key}-{shown.version}.bpmn")


def _download(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@lru_cache(maxsize=128)
def _picture(content_hash: str, shown_in: str) -> SafeString:
    # The painter escapes every word of the file.
    return SafeString(render_svg(library().by_hash(content_hash), language=shown_in))


def _is_wide(svg: str) -> bool:
    """Whether a picture needs the whole page's width."""
    found = re.search(r' width="(\d+)"', svg)
    return found is not None and int(found[1]) > _COLUMN_WIDTH


def _steps(shown: Procedure) -> list[StepShown]:
    told: dict[str, list[Sentence]] = {}
    for item in checklist_items(shown):
        if item.rule is not None:
            told.setdefault(item.step, []).append(_sentence(item.sentence, item.rule))
    return [
        StepShown(
            key,
            words(step.title),
            words(who_may(step.by, shown.power_titles)),
            words(step.says),
            tuple(_marks(shown, step)),
            tuple(_asked(question) for question in step.asks.values()),
            listed(words(letter_title(kind)) for kind in step.produces.values()),
            words(step.public),
            tuple(told.get(key, ())),
        )
        for key, step in shown.steps.items()
        if step.return_of is None
    ]


def _marks(shown: Procedure, step: Step) -> Iterable[str]:
    if step.opens:
        yield _("开始")
    if step.closes:
        yield _("办结")
    if step.repeat:
        yield _("可多次")
    if step.dormant:
        yield _("出现后才办")
    if step.returns_to is not None:
        yield _("可退回“%(step)s”") % {"step": words(shown.steps[step.returns_to].title)}


def _asked(question: Question) -> Asked:
    return Asked(
        words(question.label),
        words(question.type.called),
        question.required,
        words(question.help),
        listed(words(title) for title in question.choices.values()),
        question.personal,
        question.computes is not None,
    )


def _sentence(text: Bilingual, rule: Rule) -> Sentence:
    return Sentence(
        words(text),
        words(KINDS[rule.kind]),
        words(rule.says),
        words(rule.authority),
        _rule_url(rule.id),
        words(VERIFIED[rule.verified]) if rule.verified is not None else "",
        rule.verified in UNSURE,
        rule.gate,
    )


def _walks(shown: Procedure) -> list[WalkShown]:
    arrow = " → "
    return [
        WalkShown(
            words(result.walk.name),
            arrow.join(_step_title(shown, one.step) for one in result.walk.steps),
            _refused(shown, result.walk.refused.step, result.walk.refused.rule)
            if result.walk.refused is not None
            else "",
            result.ok,
            words(result.problem),
        )
        for result in run_walks(with_walks(shown))
    ]


def _refused(shown: Procedure, step: str, rule_id: str) -> str:
    rule = shown.by_id.get(rule_id)
    title = _step_title(shown, step)
    if rule is None or not words(rule.authority):
        return _("「%(step)s」被拒绝") % {"step": title}
    return _("「%(step)s」被拒绝，依据%(authority)s") % {"step": title, "authority": words(rule.authority)}


def _step_title(shown: Procedure, step: str) -> str:
    return words(shown.steps[step].title) if step in shown.steps else step


def _result(found: checks.Checked | None) -> dict[str, object]:
    if found is None:
        return {"checked": None}
    return {
        "checked": found,
        "state": _state(found),
        "faults": [_found(one) for one in found.faults],
        "warnings": [_found(one) for one in found.warnings],
    }


def _found(one: checks.Finding) -> tuple[str, str]:
    return words(one.sentence), _rule_url(one.rule_id)


# A statute ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of a statute, and the procedures that it binds."""

    anchor: str
    article: str
    says: str
    kind: str
    roles: str
    verified: str
    unsure: bool
    gate: bool
    used_by: tuple[tuple[str, str], ...]
    text: str


def statute(request: DeskRequest, key: str) -> HttpResponse:
    """A statute: its rules, what stays unsure, and the procedures that compose it."""
    found = library().statutes.get(key)
    if found is None:
        raise Http404
    using = _uses().get(key, ())
    return render(
        request,
        "desk/law/statute.html",
        {
            "title": words(found.title),
            "level": words(LEVELS[found.level]),
            "number": found.number,
            "in_force": _span(found.in_force),
            "amended": show_date(found.in_force.amended),
            "gone": found.in_force.last is not None and found.in_force.last < request.today,
            "verified": words(VERIFIED[found.verified]),
            "unsure": found.verified in UNSURE,
            "note": words(found.note),
            "rules": [_rule_line(found, rule, using, request.today) for rule in found.rules],
            "procedures": [
                (
                    words(one.title),
                    f"{reverse('desk:procedure', args=[one.key])}?version={one.version}",
                    _span(one.in_force),
                )
                for one in using
            ],
            "file": found.source.path,
        },
    )


def _rule_line(found: Statute, rule: Rule, using: tuple[Procedure, ...], on: date) -> RuleLine:
    verified = rule.verified or found.verified
    return RuleLine(
        rule.id.partition("/")[2],
        words(_article(found, rule)),
        words(rule.says),
        words(KINDS[rule.kind]),
        _roles(found, rule),
        words(VERIFIED[verified]),
        verified in UNSURE,
        rule.gate,
        _users(one for one in using if rule.id in one.by_id),
        article_text(rule, on),
    )


def _users(using: Iterable[Procedure]) -> tuple[tuple[str, str], ...]:
    """Procedures with their addresses, each once, however many versions compose a rule."""
    latest = {one.key: one for one in using}
    return tuple((words(one.title), reverse("desk:procedure", args=[one.key])) for one in latest.values())


def _article(found: Statute, rule: Rule) -> Bilingual:
    """The article without the statute's name, which stands at the head of the page."""
    authority = rule.authority
    return Bilingual(
        authority.zh.removeprefix(f"《{found.title.zh}》"), authority.en.removeprefix(f"{found.title.en}, ")
    )


def _roles(found: Statute, rule: Rule) -> str:
    """The roles that a rule is about, as arrows where they have an order: 受理 → 准予、不予."""

    def titles(keys: Iterable[str]) -> str:
        named = [words(found.roles[key]) if key in found.roles else key for key in keys]
        return either(named)

    relation = rule.relation
    for first, then in (
        ("needs", "steps"),
        ("after", "owed"),
        ("waits_for", "steps"),
        ("on", "steps"),
        ("start", "until"),
    ):
        if hasattr(relation, first) and hasattr(relation, then) and relation.kind.value != "power":
            return f"{titles(getattr(relation, first))} → {titles(getattr(relation, then))}"
    if hasattr(relation, "groups"):
        return " ≠ ".join(titles(group) for group in relation.groups)
    if hasattr(relation, "becomes"):
        return titles([relation.becomes])
    return titles(getattr(relation, "steps", ()) or getattr(relation, "on", ()))


# Shared ---------------------------------------------------------------------------------------------------------------------


def _asked_version(request: DeskRequest, key: str) -> Procedure:
    asked = request.GET.get("version", "")
    if not asked:
        return shown_version(key, request.today)
    for one in _versions(key):
        if str(one.version) == asked:
            return one
    raise Http404


def shown_version(key: str, on: date) -> Procedure:
    """The version in force on a day; where there is none, the newest."""
    versions = _versions(key)
    return next((one for one in versions if on in one.in_force), versions[-1])


def _versions(key: str) -> tuple[Procedure, ...]:
    try:
        return library().versions(key)
    except NoProcedure:
        raise Http404 from None


def _uses() -> dict[str, tuple[Procedure, ...]]:
    """For each statute, the versions of procedures that compose it."""
    found: dict[str, list[Procedure]] = {}
    for one in library():
        for key in one.statutes:
            found.setdefault(key, []).append(one)
    return {key: tuple(listed) for key, listed in found.items()}


def _statute_line(found: Statute, used_by: int, on: date) -> StatuteLine:
    unsure = sum((rule.verified or found.verified) in UNSURE for rule in found.rules)
    return StatuteLine(
        words(found.title),
        reverse("desk:statute", args=[found.key]),
        found.number,
        _span(found.in_force),
        found.in_force.last is not None and found.in_force.last < on,
        len(found.rules),
        used_by,
        _("%(unsure)d条待核对") % {"unsure": unsure} if unsure else words(VERIFIED[Verified.READ]),
        bool(unsure),
    )


def _rule_url(rule_id: str) -> str:
    statute_key, _mark, name = rule_id.partition("/")
    if statute_key not in library().statutes:
        return ""
    return f"{reverse('desk:statute', args=[statute_key])}#{name}"


def _why_omitted(shown: Procedure, omission: Omission) -> str:
    """The reason, and the question for the linked matter in which the rule is kept."""
    if omission.kept_in is None:
        return words(omission.because)
    question = shown.questions.get(omission.kept_in)
    return _("%(reason)s（在“%(question)s”中保证）") % {
        "reason": words(omission.because),
        "question": omission.kept_in if question is None else words(question.label),
    }


def _rule_title(rule_id: str) -> str:
    statute_key, _mark, _name = rule_id.partition("/")
    found = library().statutes.get(statute_key)
    try:
        return (
            rule_id
            if found is None
            else f"{words(found.rule(rule_id).authority)}：{words(found.rule(rule_id).says)}"
        )
    except KeyError:
        return rule_id


def _span(found: InForce) -> str:
    if found.last is None:
        return _("%(first)s起") % {"first": show_date(found.first)}
    return _("%(first)s至%(last)s") % {"first": show_date(found.first), "last": show_date(found.last)}


def _field(label: str) -> str:
    try:
        return field_title(label)
    except LookupError:
        return label
