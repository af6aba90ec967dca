"""Evidence beside applications and acceptances: what resembles them, who is in what else, what was reached and left over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.standing import Standing, source
from yifa.procedure import Json
from yifa.procedure.answers import rows_of
from yifa.work.projects.parameters import FILED_AT_MOST, LEADS_AT_MOST, LIKENESS_SHOWN, TAKES_PART_AT_MOST
from yifa.work.projects.registers import RUNNING, Project, ProjectBar, ProjectDevice, ProjectMember

_SHOWN: Final = 20
_LEADER: Final = "负责"
_MEMBER: Final = "参加"


@computation("done-by-another-body", always=True, alone=True)
def done_by_another_body(_facts: Facts) -> Json:
    """What the nation or the province approved is never the bureau's own doing."""
    return False


@computation("resembling-projects")
def resembling_projects(facts: Facts) -> Json:
    """Other projects whose title or content is like this one's, the likest first; None where there is none.

    Likeness is that of trigrams (0 to 100); both columns have an index for it.
    """
    title, aim = str(facts.answers.get("title") or ""), str(facts.answers.get("aim") or "")
    least = LIKENESS_SHOWN.number_on(facts.bureau_id, facts.on) / 100
    with using_bureau(facts.bureau_id):
        rows = (
            Project.objects.exclude(case_id=facts.case_id or 0)
            .exclude(state="withdrawn")
            .filter(Q(project_title__trigram_similar=title) | Q(aim__trigram_similar=aim))
            .annotate(
                likeness=Greatest(TrigramSimilarity("project_title", title), TrigramSimilarity("aim", aim))
            )
            .filter(likeness__gte=least)
            .select_related("case")
            .order_by("-likeness", "pk")[:_SHOWN]
        )
        found = [
            {"number": _number(one), "title": one.project_title, "likeness": round(100 * one.likeness)}
            for one in rows
        ]
    return list(found) or None


def _number(one: Project) -> str:
    return one.project_number or (one.case.number if one.case is not None else one.project_title[:60])


@computation("same-devices")
def same_devices(facts: Facts) -> Json:
    """Equipment of this application that the same undertaker asked for before."""
    devices = [str(row["device"]) for row in rows_of(facts.answers, "equipment") if row.get("device")]
    if not devices:
        return None
    with using_bureau(facts.bureau_id):
        rows = (
            ProjectDevice.objects.filter(
                device__in=devices, project__undertaker_id=facts.answers.get("applicant") or 0
            )
            .exclude(project__case_id=facts.case_id or 0)
            .exclude(project__state__in=("declined", "withdrawn"))
            .select_related("project__case")
            .order_by("pk")[:_SHOWN]
        )
        return [{"number": _number(one.project), "device": one.device} for one in rows] or None


def _people(answers: dict[str, Any]) -> list[str]:
    names = [str(answers["leader"])] if answers.get("leader") else []
    return [*names, *(str(row["name"]) for row in rows_of(answers, "members") if row.get("name"))]


def _running(facts: Facts) -> list[tuple[str, str, Project]]:
    """What the people of an application lead and take part in besides it, read once for a step. A sealed name is found by its
    whole value."""
    return facts.here("running projects", lambda: _read_running(facts))


def _read_running(facts: Facts) -> list[tuple[str, str, Project]]:
    people = list(dict.fromkeys(_people(dict(facts.answers))))
    if not people:
        return []
    with using_bureau(facts.bureau_id):
        others = Project.objects.filter(state__in=RUNNING).exclude(case_id=facts.case_id or 0)
        found = [
            (one.leader, _LEADER, one)
            for one in others.filter(leader__in=people).select_related("case").order_by("pk")
        ]
        members = ProjectMember.objects.filter(name__in=people, project__in=others)
        found += [
            (one.name, _MEMBER, one.project) for one in members.select_related("project__case").order_by("pk")
        ]
    return found


@computation("running-projects")
def running_projects(facts: Facts) -> Json:
    """What the leader and the members are in already; people of one name are for the examiner to tell apart."""
    return [
        {"name": name, "role": role, "number": _number(project)} for name, role, project in _running(facts)
    ] or None


@computation("over-project-limit", always=True)
def over_project_limit(facts: Facts) -> Json:
    """Whether with this one the leader leads, or anybody is in, more projects than the bureau's rules let them."""
    found = _running(facts)
    leads = Counter(name for name, role, _project in found if role == _LEADER)
    parts = Counter(name for name, _role, _project in found)
    leader = str(facts.answers.get("leader") or "")
    if leads[leader] + 1 > LEADS_AT_MOST.number_on(facts.bureau_id, facts.on):
        return True
    most = TAKES_PART_AT_MOST.number_on(facts.bureau_id, facts.on)
    return any(parts[name] + 1 > most for name in _people(dict(facts.answers)))


@computation("decided-grant", always=True)
def decided_grant(facts: Facts) -> Json:
    """What the meeting decided: nobody types another sum when the project is approved."""
    decided: Json = facts.answers.get("approved_amount")
    return decided


@computation("may-file-record", always=True)
def may_file_record(facts: Facts) -> Json:
    """Whether a project's grant is small enough to be closed by filing."""
    granted = facts.linked("project").get("decided_amount")
    return isinstance(granted, int) and granted <= FILED_AT_MOST.number_on(facts.bureau_id, facts.on)


@computation("reached-share", always=True, alone=True)
def reached_share(facts: Facts) -> Json:
    """How many of the targets were reached, in whole percent."""
    rows = rows_of(facts.answers, "achieved")
    pairs = [(row.get("promised"), row.get("reached")) for row in rows]
    told = [(a, b) for a, b in pairs if isinstance(a, int | float) and isinstance(b, int | float)]
    return 100 * sum(1 for promised, reached in told if reached >= promised) // len(told) if told else None


@computation("project-surplus", always=True, alone=True)
def project_surplus(facts: Facts) -> Json:
    """What is left of the grant that came; nought where it was spent."""
    got, spent = facts.answers.get("money_got"), facts.answers.get("money_spent")
    if not isinstance(got, int) or not isinstance(spent, int):
        return None
    return max(0, got - spent)


@source("projects")
def bars_on_projects(parties: Collection[int], on: date) -> dict[int, list[Standing]]:
    """The years in which the undertaker of a revoked project may not apply."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for row in ProjectBar.objects.filter(party__in=parties, barred_from__lte=on, barred_until__gte=on):
        assert row.party_id is not None
        found[row.party_id].append(
            Standing(
                Bilingual(
                    f"项目被撤销，{row.barred_until}之前不得申报（{row.because[:60]}）",
                    f"a project was revoked; no application until {row.barred_until}",
                ),
                row.barred_from,
                row.barred_until,
                bars=True,
            )
        )
    return found
