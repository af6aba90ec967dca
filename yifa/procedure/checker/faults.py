"""What the checker finds: faults that make a procedure unsound, and warnings that a lawyer should read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yifa.law.text import Bilingual
from yifa.procedure.model import Json, Level, Procedure, Rule, Source


class Code(StrEnum):
    """Kinds of fault."""

    DEAD_STEP = "dead-step"
    DEADLOCK = "deadlock"
    NO_CLOSING_STEP = "no-closing-step"
    NO_WAY_TO_CLOSE = "no-way-to-close"
    CLOSES_WHILE_OWED = "closes-while-owed"
    LIMIT_CANNOT_BE_MET = "limit-cannot-be-met"
    GATE_GONE_ROUND = "gate-gone-round"
    GATE_UNANSWERED = "gate-unanswered"
    GATE_SUSPENDED = "gate-suspended"
    NOT_STAFFABLE = "not-staffable"
    NO_LEGAL_BASIS = "no-legal-basis"
    LAXER_LIMIT = "laxer-limit"
    OTHER_START = "other-start"
    LOOSENS_CLOCK = "loosens-clock"
    SILENT_ACT = "silent-act"
    REOPENED = "reopened"
    DUTY_LIFTED = "duty-lifted"
    OMITTED_THOUGH_PLAYED = "omitted-though-played"
    PLAYED_BY_PARTY = "played-by-party"
    LINK_UNFIT = "link-unfit"
    LETTER_LACKS = "letter-lacks"
    WRITES_UNFIT = "writes-unfit"
    STATUTE_NOT_IN_FORCE = "statute-not-in-force"
    WALK_FAILS = "walk-fails"
    NEVER_APPLIES = "never-applies"
    NEVER_BY_SYSTEM = "never-by-system"
    NOT_EXHAUSTIVE = "not-exhaustive"
    FROM_MEMORY = "from-memory"
    NO_WALKS = "no-walks"


@dataclass(frozen=True, slots=True)
class Taking:
    """One step of a walk that shows a fault, with the answers that matter."""

    step: str
    answers: Mapping[str, Json] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.answers:
            return self.step
        given = ", ".join(f"{name}={value}" for name, value in self.answers.items())
        return f"{self.step} ({given})"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: its kind, the rule and article at fault, the steps concerned, the shortest walk that shows it, a sentence."""

    code: Code
    sentence: Bilingual
    rule: Rule | None = None
    steps: tuple[str, ...] = ()
    walk: tuple[Taking, ...] = ()
    source: Source = field(default_factory=Source)

    @property
    def rule_id(self) -> str:
        return self.rule.id if self.rule is not None else ""

    @property
    def article(self) -> str:
        return self.rule.article if self.rule is not None else ""

    def to_json(self, procedure: Procedure) -> dict[str, object]:
        """For ``yifa procedures check --json``."""
        walk = walk_text(procedure, self.walk)
        return {
            "code": self.code.value,
            "rule": self.rule_id or None,
            "article": self.article or None,
            "steps": list(self.steps),
            "walk": [str(taking) for taking in self.walk],
            "walk_zh": walk.zh,
            "walk_en": walk.en,
            "file": self.source.path or None,
            "line": self.source.line or None,
            "zh": self.sentence.zh,
            "en": self.sentence.en,
        }


@dataclass(frozen=True, slots=True)
class Soundness:
    """The result of a check. exhaustive: every state was seen; states: how many."""

    procedure: Procedure
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    states: int
    exhaustive: bool
    officers_needed: int

    @property
    def sound(self) -> bool:
        """Whether no fault was found."""
        return not self.faults

    def to_json(self) -> dict[str, object]:
        return {
            "procedure": self.procedure.key,
            "version": self.procedure.version,
            "hash": self.procedure.hash,
            "sound": self.sound,
            "states": self.states,
            "exhaustive": self.exhaustive,
            "officers_needed": self.officers_needed,
            "walks": len(self.procedure.walks),
            "kept_elsewhere": {
                rule_id: omission.kept_in
                for rule_id, omission in self.procedure.omitted.items()
                if omission.kept_in is not None
            },
            "omitted": list(self.procedure.omitted),
            "faults": [fault.to_json(self.procedure) for fault in self.faults],
            "warnings": [warning.to_json(self.procedure) for warning in self.warnings],
        }


LEVELS = {
    Level.LAW: Bilingual("法律", "law"),
    Level.REGULATION: Bilingual("行政法规", "administrative regulation"),
    Level.RULE: Bilingual("规章、司法解释", "rule"),
    Level.PARTY: Bilingual("党内法规", "Party regulation"),
    Level.NORMATIVE: Bilingual("规范性文件", "normative document"),
    Level.LOCAL: Bilingual("地方规定", "local rule"),
    Level.HOUSE: Bilingual("本局规定", "house rule"),
}


def named(rule: Rule) -> Bilingual:
    """A rule with its rank and what it rests on, for a refusal: ``规则“x/y”（法律，《…》第三十二条）``."""
    level, authority = LEVELS[rule.level], rule.authority
    zh = f"规则“{rule.id}”（{level.zh}" + (f"，{authority.zh}）" if authority.zh else "）")
    return Bilingual(zh, f"rule {rule.id!r} ({level.en}" + (f", {authority.en})" if authority.en else ")"))


def walk_text(procedure: Procedure, walk: tuple[Taking, ...]) -> Bilingual:
    """``提交申请 → 受理 → …`` with the answers that matter."""

    def zh(taking: Taking) -> str:
        title = procedure.steps[taking.step].title.zh
        given = "，".join(
            f"{procedure.questions[name].label.zh if name in procedure.questions else name}={_shown(value)}"
            for name, value in taking.answers.items()
        )
        return f"{title}（{given}）" if given else title

    return Bilingual(" → ".join(map(zh, walk)), " → ".join(map(str, walk)))


def _shown(value: Json) -> str:
    if value is True:
        return "是"
    if value is False:
        return "否"
    return str(value)
