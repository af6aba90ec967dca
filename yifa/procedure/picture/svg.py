"""A procedure as a picture: boxes for steps, distinct lines for relations, limits on the arrows, the law on hover.

The SVG carries no ``style`` attribute or element, so that it may stand in a page with a strict content policy: colours are
presentation attributes that the page's stylesheet may override by class. Widths of text are
estimated: a Chinese character is one em wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from yifa.law.calendar import Calendar
from yifa.law.limits import Light, light
from yifa.law.text import Bilingual
from yifa.procedure.deadlines import deadline
from yifa.procedure.marking import Marking, Owed
from yifa.procedure.model import Procedure, Quorum, Step
from yifa.procedure.picture.graph import MAIN, Drawn, Graph, Line, graph_of
from yifa.procedure.picture.layout import Box, Link, Placed, lay_out
from yifa.procedure.sentences import who_may
from yifa.procedure.stepping import owed, possible_steps

_WIDTH = 158.0
_TITLE = 14.0
_SMALL = 11.0
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    dash: str
    head: str
    tail: str
    name: Bilingual


_LOOKS: Mapping[Line, _Look] = {
    Line.CONDITION: _Look("#475569", "", "arrow-dot", "", Bilingual("先办后办", "must come first")),
    Line.RESPONSE: _Look("#1d4ed8", "", "arrow", "dot", Bilingual("办后应办", "is then owed")),
    Line.CONDITION_RESPONSE: _Look(
        "#1d4ed8", "", "arrow-dot", "dot", Bilingual("办后方可并应办", "then possible and owed")
    ),
    Line.MILESTONE: _Look(
        "#b45309", "2 4", "diamond", "", Bilingual("应办未办时不得办", "waits while it is owed")
    ),
    Line.EXCLUDE: _Look("#b91c1c", "5 4", "cross", "", Bilingual("办后不再办", "takes out")),
    Line.INCLUDE: _Look("#15803d", "5 4", "plus", "", Bilingual("办后可以办", "brings in")),
    Line.SEPARATION: _Look("#7c3aed", "1 3", "", "", Bilingual("不得同一人办", "different people")),
    Line.RETURN: _Look("#7c3aed", "6 3", "arrow", "", Bilingual("可以退回", "may be returned")),
}

_LIGHTS = {Light.GREEN: "#15803d", Light.AMBER: "#b45309", Light.RED: "#b91c1c"}


@dataclass(frozen=True, slots=True)
class _State:
    """How a step stands in a case: a class, colours, and a line of text."""

    name: str
    fill: str
    stroke: str
    ink: str
    note: Bilingual | None = None
    note_ink: str = "#475569"


def render_svg(
    procedure: Procedure,
    marking: Marking | None = None,
    *,
    language: str = "zh-hans",
    highlight: Collection[str] = (),
    today: date | None = None,
    calendar: Calendar | None = None,
    lines: frozenset[Line] = MAIN,
    legend: bool = True,
    ident: str = "procedure",
) -> str:
    """The picture as an SVG document.

    marking: where a case stands; with ``today`` and ``calendar`` its deadlines are shown with their lights. highlight: steps to
    set off. lines: which relations to draw. ident: prefix of ids, unique within the page.
    """
    graph = graph_of(procedure, lines)
    states = _states(procedure, marking, today, calendar)
    words = _Words(language)
    boxes = [_box(procedure, key, words, states.get(key)) for key in graph.steps]
    boxes += [Box(junction.key, 26, 18) for junction in graph.junctions]
    roots = tuple(key for key in procedure.openers if key in graph.steps)
    placed = _laid_out(tuple(boxes), tuple(_links(graph, words)), roots)
    painter = _Painter(procedure, words, placed, {box.key: box for box in boxes}, ident)
    body = [painter.line(drawn, graph) for drawn in graph.lines]
    body += [painter.junction(junction.key) for junction in graph.junctions]
    body += [painter.step(key, states.get(key), key in highlight) for key in graph.steps]
    # Labels come last, so that no line runs through them.
    body += painter.labels
    width, height = max(placed.width, 320.0), placed.height
    if legend:
        extra, drawn_legend = painter.legend({drawn.line for drawn in graph.lines}, width, height)
        body.append(drawn_legend)
        height += extra
    title = words.pick(procedure.title)
    summary = words.pick(procedure.summary)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure-picture" role="img" width="{width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" font-family={quoteattr(_FONT)} '
        f'aria-labelledby="{ident}-title {ident}-desc" lang="{words.tag}">'
        f'<title id="{ident}-title">{escape(title)}</title><desc id="{ident}-desc">{escape(summary)}</desc>'
        f"{_markers(ident)}{''.join(body)}</svg>"
    )


@lru_cache(maxsize=256)
def _laid_out(boxes: tuple[Box, ...], links: tuple[Link, ...], roots: tuple[str, ...]) -> Placed:
    """The layout, which is the slow part of a picture and the same for many cases of one kind; read, never changed."""
    return lay_out(boxes, links, roots=roots)


class _Words:
    def __init__(self, language: str) -> None:
        self.language = language
        self.tag = "en" if language.lower().startswith("en") else "zh-Hans"

    def pick(self, text: Bilingual) -> str:
        return text.in_language(self.language)


def text_width(text: str, size: float) -> float:
    """Estimated width of a text in pixels: a full-width character takes one em, any other 0.56."""
    ems = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.56 for char in text)
    return ems * size


def wrap(text: str, size: float, width: float, most: int = 3) -> list[str]:
    """Lines no wider than ``width``: Chinese breaks anywhere but before punctuation, other text between words."""
    lines = [""]
    for part in _parts(text):
        if (
            lines[-1]
            and text_width(lines[-1] + part.rstrip(), size) > width
            and part[0] not in "，。、；：）」》”"
        ):
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    lines = [line.rstrip() for line in lines]
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and text_width(lines[-1] + "…", size) > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return lines


def _parts(text: str) -> Iterable[str]:
    word = ""
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            if word:
                yield word
                word = ""
            yield char
        else:
            word += char
            if char == " ":
                yield word
                word = ""
    if word:
        yield word


def _states(
    procedure: Procedure, marking: Marking | None, today: date | None, calendar: Calendar | None
) -> dict[str, _State]:
    if marking is None:
        return {}
    due = owed(procedure, marking)
    possible = possible_steps(procedure, marking, today, calendar)
    return {
        key: _state(
            procedure,
            marking,
            key,
            [item for item in due if key in item.steps],
            key in possible,
            today,
            calendar,
        )
        for key in procedure.steps
    }


def _state(
    procedure: Procedure,
    marking: Marking,
    key: str,
    due: Sequence[Owed],
    possible: bool,
    today: date | None,
    calendar: Calendar | None,
) -> _State:
    done = marking.done.get(key)
    if due and not marking.closed:
        return _owed_state(procedure, marking, due, today, calendar)
    if done is not None:
        times = f"×{done.times}" if done.times > 1 else ""
        note = Bilingual(f"✓ {done.last.isoformat()}{times}", f"✓ {done.last.isoformat()}{times}")
        return _State("done", "#ecfdf5", "#15803d", "#14532d", note, "#15803d")
    if possible:
        return _State(
            "possible", "#ffffff", "#1d4ed8", "#0f172a", Bilingual("现在可以办理", "possible now"), "#1d4ed8"
        )
    if not marking.includes(key):
        return _State(
            "gone", "#f8fafc", "#cbd5e1", "#64748b", Bilingual("不需办理", "not part of it"), "#64748b"
        )
    return _State("barred", "#f8fafc", "#94a3b8", "#475569")


def _owed_state(
    procedure: Procedure,
    marking: Marking,
    due: Sequence[Owed],
    today: date | None,
    calendar: Calendar | None,
) -> _State:
    ink, note = "#1d4ed8", Bilingual("应办", "owed")
    if calendar is not None:
        deadlines = [
            found for item in due if (found := deadline(procedure, marking, item, calendar)) is not None
        ]
        if deadlines:
            first = min(deadlines, key=lambda item: item.due_on)
            note = Bilingual(f"应办：{first.due_on}前", f"owed by {first.due_on}")
            if today is not None:
                ink = _LIGHTS[light(first, today)]
        elif any(item.stopped_since for item in due):
            note = Bilingual("应办，期限中止", "owed, clock stopped")
    fill = {"#b91c1c": "#fef2f2", "#b45309": "#fffbeb", "#15803d": "#f0fdf4"}.get(ink, "#eff6ff")
    return _State("owed", fill, ink, "#0f172a", note, ink)


def _box(procedure: Procedure, key: str, words: _Words, state: _State | None) -> Box:
    step = procedure.steps[key]
    titles = wrap(words.pick(step.title), _TITLE, _WIDTH - 20)
    lines = 1 + (1 if state is not None and state.note is not None else 0)
    return Box(key, _WIDTH, 14 + len(titles) * (_TITLE + 4) + lines * (_SMALL + 4))


def _links(graph: Graph, words: _Words) -> list[Link]:
    weights = {Line.CONDITION_RESPONSE: 3, Line.RESPONSE: 2, Line.CONDITION: 2, Line.MILESTONE: 1}
    return [
        Link(
            drawn.key,
            drawn.source,
            drawn.target,
            weights.get(drawn.line, 1),
            drawn.line in weights,
            text_width(words.pick(drawn.label), _SMALL) if drawn.label else 0,
        )
        for drawn in graph.lines
    ]


def _markers(ident: str) -> str:
    made = [
        _marker(f"{ident}-{line}-{end}", shape, look.colour, start=end == "tail")
        for line, look in _LOOKS.items()
        for end, shape in (("head", look.head), ("tail", look.tail))
        if shape
    ]
    return f"<defs>{''.join(made)}</defs>"


def _marker(name: str, shape: str, colour: str, *, start: bool) -> str:
    shapes = {
        "arrow": f'<path d="M1 1 L11 6 L1 11 z" fill="{colour}"/>',
        "dot": f'<circle cx="6" cy="6" r="4" fill="{colour}"/>',
        # A condition ends in an arrow that stands on a dot (DCR: →•).
        "arrow-dot": f'<path d="M0 2.4 L6.4 6 L0 9.6 z" fill="{colour}"/><circle cx="9" cy="6" r="3" fill="{colour}"/>',
        "diamond": f'<path d="M1 6 L6 1.5 L11 6 L6 10.5 z" fill="#fff" stroke="{colour}" stroke-width="1.6"/>',
        "cross": f'<path d="M2 2 L10 10 M10 2 L2 10" stroke="{colour}" stroke-width="2.2" fill="none"/>',
        "plus": f'<path d="M6 1 V11 M1 6 H11" stroke="{colour}" stroke-width="2.2" fill="none"/>',
    }
    picture = shapes[shape]
    reference = 6 if start else 11.5
    size = 13 if shape == "arrow-dot" else 10
    return (
        f'<marker id="{name}" viewBox="0 0 12 12" refX="{reference}" refY="6" markerWidth="{size}" markerHeight="{size}" '
        f'markerUnits="userSpaceOnUse" orient="auto">{picture}</marker>'
    )


class _Painter:
    def __init__(
        self, procedure: Procedure, words: _Words, placed: Placed, boxes: Mapping[str, Box], ident: str
    ) -> None:
        self.procedure = procedure
        self.words = words
        self.placed = placed
        self.boxes = boxes
        self.ident = ident
        self.labels: list[str] = []
        self._taken: list[tuple[float, float, float, float]] = []

    def step(self, key: str, state: _State | None, highlighted: bool) -> str:
        step = self.procedure.steps[key]
        box = self.boxes[key]
        centre_x, centre_y = self.placed.centres[key]
        x, y = centre_x - box.width / 2, centre_y - box.height / 2
        look = state or _plain_state(step)
        border = 2.4 if highlighted or look.name in ("owed", "possible") else 1.4
        dash = ' stroke-dasharray="4 3"' if step.system or look.name == "gone" else ""
        parts = [
            f'<g class="step {look.name}{" highlight" if highlighted else ""}" data-step="{escape(key)}">',
            f"<title>{escape(self._step_title(step))}</title>",
            (
                f'<rect class="step-box" x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
                f'rx="8" fill="{look.fill}" stroke="{look.stroke}" stroke-width="{border}"{dash}/>'
            ),
        ]
        if step.closes:
            parts.append(
                f'<rect x="{x + 3.5:.1f}" y="{y + 3.5:.1f}" width="{box.width - 7:.1f}" height="{box.height - 7:.1f}" '
                f'rx="5.5" fill="none" stroke="{look.stroke}" stroke-width="0.9"/>'
            )
        if step.opens:
            parts.append(
                f'<path d="M{x + 1:.1f} {y + 9:.1f} v{box.height - 18:.1f}" stroke="{look.stroke}" stroke-width="5" '
                'stroke-linecap="round"/>'
            )
        baseline = y + 10 + _TITLE
        for text in wrap(self.words.pick(step.title), _TITLE, _WIDTH - 20):
            parts.append(_text(centre_x, baseline, text, _TITLE, look.ink, "600", "step-title"))
            baseline += _TITLE + 4
        baseline += _SMALL - _TITLE
        parts.append(_text(centre_x, baseline, self._who(step), _SMALL, "#475569", "400", "step-who"))
        if look.note is not None:
            baseline += _SMALL + 4
            parts.append(
                _text(
                    centre_x, baseline, self.words.pick(look.note), _SMALL, look.note_ink, "600", "step-note"
                )
            )
        parts.append("</g>")
        return "".join(parts)

    def _who(self, step: Step) -> str:
        by = step.by
        names = []
        if by.applicant:
            names.append(Bilingual("申请人", "applicant"))
        if by.officer:
            names.append(Bilingual("工作人员", "any officer"))
        names += [
            self.procedure.power_titles.get(power, Bilingual(power, power)) for power in sorted(by.powers)
        ]
        if by.system:
            names.append(Bilingual("系统", "system"))
        people = max(
            (
                rule.relation.people
                for rule in self.procedure.rules
                if isinstance(rule.relation, Quorum) and step.key in rule.relation.steps
            ),
            default=1,
        )
        suffix = {"zh": f" ×{people}人", "en": f" ×{people}"} if people > 1 else {"zh": "", "en": ""}
        room = _WIDTH - 14
        zh = "、".join(name.zh for name in names) + suffix["zh"]
        en = ", ".join(name.en for name in names) + suffix["en"]
        return wrap(self.words.pick(Bilingual(zh, en)), _SMALL, room, 1)[0]

    def _step_title(self, step: Step) -> str:
        who = who_may(step.by, self.procedure.power_titles)
        lines = [f"{self.words.pick(step.title)}（{self.words.pick(who)}）"]
        if step.says is not None:
            lines.append(self.words.pick(step.says))
        lines += [
            f"· {self.words.pick(rule.says)} {self.words.pick(rule.authority)}".rstrip()
            for rule in self.procedure.rules
            if step.key in getattr(rule.relation, "steps", ())
            or any(step.key in group for group in getattr(rule.relation, "groups", ()))
        ]
        return "\n".join(dict.fromkeys(lines))

    def junction(self, key: str) -> str:
        x, y = self.placed.centres[key]
        look = _LOOKS[Line.RESPONSE]
        word = self.words.pick(Bilingual("或", "or"))
        return (
            f'<g class="junction"><circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="#fff" stroke="{look.colour}" '
            f'stroke-width="1.4"/>{_text(x, y + 3.8, word, 10.5, look.colour, "600", "junction-word")}</g>'
        )

    def line(self, drawn: Drawn, graph: Graph) -> str:
        points = self.placed.paths.get(drawn.key)
        if not points:
            return ""
        look = _LOOKS[drawn.line]
        junctions = {junction.key for junction in graph.junctions}
        head = (
            f' marker-end="url(#{self.ident}-{drawn.line}-head)"'
            if look.head and drawn.target not in junctions
            else ""
        )
        tail = (
            f' marker-start="url(#{self.ident}-{drawn.line}-tail)"'
            if look.tail and drawn.source not in junctions
            else ""
        )
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        if drawn.label is not None:
            self._label(points, self.words.pick(drawn.label), look.colour)
        return (
            f'<g class="relation {drawn.line}"><title>{escape(self._line_title(drawn))}</title>'
            f'<path d="{_curve(points)}" fill="none" stroke="{look.colour}" stroke-width="1.6"{dash}{head}{tail}/></g>'
        )

    def _line_title(self, drawn: Drawn) -> str:
        lines = [
            f"{self.words.pick(rule.says)} {self.words.pick(rule.authority)}".strip() for rule in drawn.rules
        ]
        if drawn.line is Line.RETURN:
            lines.append(
                self.words.pick(Bilingual("可以写明理由退回重新办理", "may be returned with a reason"))
            )
        return "\n".join(dict.fromkeys(lines)) or self.words.pick(_LOOKS[drawn.line].name)

    def _label(self, points: Sequence[tuple[float, float]], text: str, colour: str) -> None:
        width, height = text_width(text, _SMALL) + 10, _SMALL + 7
        for share in (0.5, 0.36, 0.64, 0.25, 0.75):
            x, y = _along(points, share)
            rectangle = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if not any(_overlap(rectangle, other) for other in self._taken):
                break
        self._taken.append(rectangle)
        self.labels.append(
            f'<g class="limit"><rect x="{rectangle[0]:.1f}" y="{rectangle[1]:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="4" fill="#fff" stroke="{colour}" stroke-width="0.7"/>'
            f"{_text(x, y + _SMALL * 0.36, text, _SMALL, colour, '500', 'limit-text')}</g>"
        )

    def legend(self, used: set[Line], width: float, top: float) -> tuple[float, str]:
        shown = [line for line in Line if line in used]
        parts = ['<g class="legend" aria-hidden="true">']
        x, y = 16.0, top + 12
        for line in shown:
            look = _LOOKS[line]
            name = self.words.pick(look.name)
            need = 44 + text_width(name, _SMALL) + 18
            if x + need > width - 8 and x > 16:
                x, y = 16.0, y + 20
            head = f' marker-end="url(#{self.ident}-{line}-head)"' if look.head else ""
            tail = f' marker-start="url(#{self.ident}-{line}-tail)"' if look.tail else ""
            dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
            parts.append(
                f'<path d="M{x + 4:.1f} {y:.1f} h32" stroke="{look.colour}" stroke-width="1.6" fill="none"{dash}{head}{tail}/>'
            )
            parts.append(
                f'<text x="{x + 44:.1f}" y="{y + 4:.1f}" font-size="{_SMALL}" fill="#475569">{escape(name)}</text>'
            )
            x += need
        parts.append("</g>")
        return y - top + 18, "".join(parts)


def _plain_state(step: Step) -> _State:
    if step.by.applicant and not step.by.by_office:
        return _State("by-applicant", "#fffbeb", "#92400e", "#451a03")
    if step.system:
        return _State("by-system", "#f5f3ff", "#6d28d9", "#2e1065")
    return _State("by-office", "#f8fafc", "#475569", "#0f172a")


def _text(x: float, y: float, text: str, size: float, ink: str, weight: str, name: str) -> str:
    return (
        f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{ink}" '
        f'text-anchor="middle">{escape(text)}</text>'
    )


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """A smooth path through the points that leaves and enters vertically."""
    start_x, start_y = points[0]
    path = [f"M{start_x:.1f} {start_y:.1f}"]
    if len(points) == 2 and abs(points[0][1] - points[1][1]) < 1:
        return f"{path[0]} L{points[1][0]:.1f} {points[1][1]:.1f}"
    if len(points) == 3 and points[1][1] < min(points[0][1], points[2][1]):
        (peak_x, peak_y), (end_x, end_y) = points[1], points[2]
        return f"{path[0]} Q{peak_x:.1f} {peak_y - 14:.1f} {end_x:.1f} {end_y:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        bend = (y1 - y0) * 0.5
        path.append(f"C{x0:.1f} {y0 + bend:.1f} {x1:.1f} {y1 - bend:.1f} {x1:.1f} {y1:.1f}")
    return " ".join(path)


def _along(points: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    """The point at a share of the way, taking the curve between two points for its cubic."""
    position = share * (len(points) - 1)
    number = min(int(position), len(points) - 2)
    t = position - number
    (x0, y0), (x1, y1) = points[number], points[number + 1]
    if abs(y1 - y0) < 1:
        return x0 + (x1 - x0) * t, y0
    ease = t * t * (3 - 2 * t)
    bend = (y1 - y0) * 0.5
    y = (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * (y0 + bend) + 3 * (1 - t) * t * t * (y1 - bend) + t**3 * y1
    return x0 + (x1 - x0) * ease, y


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
