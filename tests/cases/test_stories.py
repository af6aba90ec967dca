"""Files of stories: what is told of a record, and what a file says wrongly is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yifa.cases.stories import Brief, Story, StoryBook, Target
from yifa.cases.story_files import StoryFile, read_story_files
from yifa.cases.telling import CannotBeTold, Lives, Play, Record
from yifa.law.calendar import Calendar, Reckoning
from yifa.procedure.reading import FileProblems

BRIEF = Brief(
    bureau_name="某市科学技术局",
    short_name="某市科技局",
    document_code="某科",
    division_code="411100",
    place="某市",
    calendar=Calendar.china().reckoned(Reckoning.PLAIN),
    today=date(2020, 11, 20),
    members=("书记", "甲", "乙"),
)
ITEM = """\
texts:
  demands: [加快建设, 抓紧兑现]
  gaps: [1, 2]
  givers: {instruction: 领导, else: 督查室}
stories:
  item:
    procedure: supervised-item
    title: "{demands}{demands#}"
    steps:
      - enter: {kind: "{part}", from_whom: "{givers[part]}", said_on: "{day-1}", demand: "{demands}"}
      - assign +gaps: {owner_department: 办公室, deadline: "{enter+15}", responsible_leader: {2021-01-01: 局长}}
      - report-result +3
      - verify +1
      - close on {verify+2d} if it comes
  undone: {after: item, until: report-result, without: assign, with: {enter: {demand: null}}}
  any: {turn: [item, undone], by_part: {own: undone}, every: {3: undone}}
plays:
  supervision.items: {each: item, part: [instruction, superior]}
  supervision.findings: {each: any}
lives:
  - {story: item, ago: 2, part: own}
"""


def told(root: Path, text: str = ITEM) -> StoryFile:
    folder = root / "stories"
    folder.mkdir(exist_ok=True)
    (folder / "tried.yaml").write_text(text, encoding="utf-8")
    (found,) = read_story_files(root)
    return found


def play(file: StoryFile, code: str, target: Target) -> list[Story]:
    return list(Play(file, file.plays[code])(BRIEF, target))


def test_a_record_takes_the_next_text_and_the_next_gap(tmp_path: Path) -> None:
    stories = play(told(tmp_path), "supervision.items", Target("supervision.items", 2020, 3))
    assert [story.title for story in stories] == ["加快建设", "抓紧兑现", "加快建设（2）"]
    assert [story.beats[0].answers["from_whom"] for story in stories] == ["领导", "督查室", "领导"]
    gaps = [BRIEF.after(story.beats[0].on, gap) for story, gap in zip(stories, (1, 2, 1), strict=True)]
    assert [story.beats[1].on for story in stories] == gaps


def test_parts_of_the_target_go_before_those_of_the_play(tmp_path: Path) -> None:
    target = Target("supervision.items", 2020, 2, {"own": 2})
    stories = play(told(tmp_path), "supervision.items", target)
    assert [story.beats[0].answers["kind"] for story in stories] == ["own", "own"]


def test_what_is_not_said_comes_from_the_walks_and_a_day_is_the_steps_own(tmp_path: Path) -> None:
    (story,) = play(told(tmp_path), "supervision.items", Target("supervision.items", 2020, 1))
    beats = {beat.step: beat for beat in story.beats}
    assert beats["verify"].answers["done"] is True
    assert beats["assign"].answers["deadline"] == BRIEF.after(story.beats[0].on, 15).isoformat()
    assert "item_number" not in beats["enter"].answers


def test_an_answer_that_begins_later_is_not_given_before(tmp_path: Path) -> None:
    file = told(tmp_path)
    (before,) = play(file, "supervision.items", Target("supervision.items", 2020, 1))
    (after,) = play(file, "supervision.items", Target("supervision.items", 2022, 1))
    assert "responsible_leader" not in before.beats[1].answers
    assert after.beats[1].answers["responsible_leader"] == "局长"


def test_a_story_goes_on_from_another_without_steps_and_answers(tmp_path: Path) -> None:
    (story,) = play(told(tmp_path), "supervision.findings", Target("x.y", 2020, 1, {"own": 1}))
    assert [beat.step for beat in story.beats] == ["enter", "report-result"]
    assert "demand" not in story.beats[0].answers


def test_a_story_is_chosen_every_so_many_by_part_or_in_turn(tmp_path: Path) -> None:
    stories = play(told(tmp_path), "supervision.findings", Target("x.y", 2020, 6))
    assert [len(story.beats) for story in stories] == [5, 2, 2, 2, 5, 2]


def test_what_has_not_come_is_left_out(tmp_path: Path) -> None:
    (story,) = Lives(told(tmp_path))(BRIEF)
    assert [beat.step for beat in story.beats] == ["enter", "assign"]
    (late,) = play(told(tmp_path), "supervision.items", Target("supervision.items", 2021, 1))
    assert "close" not in [beat.step for beat in late.beats]


def test_a_series_of_a_stock_enters_what_was_added_and_one_of_a_flow_all(tmp_path: Path) -> None:
    file, series = told(tmp_path), {2020: 1, 2021: 3}
    for stock, expected in ((True, [2020, 2021, 2021]), (False, [2020, 2021, 2021, 2021])):
        stories = play(
            file, "supervision.items", Target("supervision.items", 2021, 3, series=series, stock=stock)
        )
        assert [story.beats[0].on.year for story in stories] == expected


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("n:03", "005"),
        ("n+40", 45),
        ("start+31d", date(2020, 4, 2)),
        ("start+1m", date(2020, 4, 2)),
        ("start+5y-1d", date(2025, 3, 1)),
        ("start+1", date(2020, 3, 3)),
        ("start-1", date(2020, 2, 27)),
        ("start.year", 2020),
        ("month_end[5]", date(2020, 5, 29)),
        ("outer", "provincial"),
        ("inner", "key_laboratory"),
        ("speakers", ["甲", "乙", "书记"]),
        ("demands@", 1),
    ],
)
def test_a_placeholder_stands_for_what_is_known(tmp_path: Path, expression: str, value: object) -> None:
    record = Record(BRIEF, told(tmp_path), 4, 4, "provincial.key_laboratory", date(2020, 3, 2))
    assert record.value(expression) == value


def test_lines_and_lists_are_told_of_each(tmp_path: Path) -> None:
    record = Record(BRIEF, told(tmp_path), 0, 0, "", date(2020, 3, 2))
    assert record.fill({"lines": "{it}：同意。", "of": "members"}) == "书记：同意。\n甲：同意。\n乙：同意。"
    assert record.within(records=[record, record]).fill({"each": "第{at}"}) == ["第1", "第2"]


def test_a_placeholder_that_stands_for_nothing_is_a_fault(tmp_path: Path) -> None:
    record = Record(BRIEF, told(tmp_path), 0, 0, "", date(2020, 3, 2))
    for wrong in ("{nothing}", "{n + 1}"):
        with pytest.raises(CannotBeTold, match=r"stories/tried\.yaml"):
            record.fill(wrong)


@pytest.mark.parametrize(
    ("old", "new", "line", "zh", "en"),
    [
        ("procedure: supervised-item", "procedure: supervised-itme", 7, "没有这个程序：不认识", "no such procedure"),
        ("- verify +1", "- verifi +1", 9, "程序没有这一步骤：不认识“verifi”", "no such step"),
        ("demand: \"{demands}\"}", "demmand: x}", 9, "不问这一项：不认识“demmand”", "does not ask that"),
        ("- verify +1", "- verify 1", 9, "应写作“步骤 +3”", "write"),
        ("+gaps", "+gasp", 9, "没有这个列表：不认识“gasp”", "no such list"),
        ("after: item", "after: itme", 15, "没有这个故事：不认识“itme”", "no such story"),
        ("until: report-result", "until: report", 15, "前面的故事没有这一步骤", "the story before has no such step"),
        ("turn: [item, undone]", "turn: [itm, undone]", 16, "没有这个故事", "no such story"),
        ("{each: item, part", "{each: itm, part", 18, "没有这个故事", "no such story"),
        ("{story: item, ago", "{story: itm, ago", 21, "没有这个故事", "no such story"),
        ("plays:", "palys:", 17, "不认识“palys”，是否为“plays”", "did you mean 'plays'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, zh: str, en: str
) -> None:
    assert old in ITEM
    with pytest.raises(FileProblems) as refused:
        told(tmp_path, ITEM.replace(old, new, 1))
    first = refused.value.problems[0]
    assert (first.path, first.line) == ("stories/tried.yaml", line), refused.value.zh
    assert zh in first.zh
    assert en in first.en


def test_a_name_has_one_player() -> None:
    book = StoryBook()
    book.plays("x.y")(lambda *_: [])
    with pytest.raises(ValueError, match=r"two of 'x\.y'"):
        book.plays("x.y")(lambda *_: [])


def test_what_was_published_by_name_comes_first_with_its_own_part(tmp_path: Path) -> None:
    named = ({"title": "督办甲", "part": "superior", "begun": date(2020, 3, 2)},)
    target = Target("supervision.items", 2020, 3, {"instruction": 2, "superior": 1}, named=named)
    stories = play(told(tmp_path), "supervision.items", target)
    assert [(story.title, story.beats[0].answers["kind"]) for story in stories] == [
        ("督办甲", "superior"),
        ("抓紧兑现", "instruction"),
        ("加快建设（2）", "instruction"),
    ]
    assert stories[0].beats[0].on == date(2020, 3, 2)
