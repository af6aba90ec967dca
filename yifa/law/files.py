"""Reading the YAML files that lawyers write, so that every mistake is reported with its file and line.

A file is loaded with its positions (ruamel round-trip), checked against a pydantic model, and each of
pydantic's complaints is traced back to the line of the value it is about.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from yifa.law.errors import FileProblem

Model = TypeVar("Model", bound=BaseModel)

DATA = Path(__file__).parent / "data"

_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})")

_SAYINGS = {
    "missing": ("缺少这一项", "this entry is missing"),
    "extra_forbidden": ("不认识这一项", "this entry is not known"),
    "date_from_datetime_parsing": ("不是日期，应写作 2027-01-31", "not a date; write it as 2027-01-31"),
    "date_parsing": ("不是日期，应写作 2027-01-31", "not a date; write it as 2027-01-31"),
    "date_type": ("不是日期，应写作 2027-01-31", "not a date; write it as 2027-01-31"),
    "int_parsing": ("不是整数", "not a whole number"),
    "int_type": ("不是整数", "not a whole number"),
    "string_type": ("不是文字", "not text"),
    "list_type": ("应是列表，每行以“- ”开头", "a list is expected, each line beginning with '- '"),
    "enum": ("不是允许的值", "not one of the allowed values"),
}


def read_yaml(path: Path) -> CommentedMap:
    """The mapping in a YAML file, with line positions (``.lc``). Raises FileProblem with the line of a syntax
    error.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileProblem(
            str(path), 0, "没有这个文件，请检查路径。", "there is no such file; check the path."
        ) from None
    except IsADirectoryError:
        raise FileProblem(str(path), 0, "这是文件夹，不是文件。", "this is a folder, not a file.") from None
    except UnicodeDecodeError:
        raise FileProblem(
            str(path), 0, "不是 UTF-8 编码的文本，请另存为 UTF-8。", "not UTF-8 text; save it as UTF-8."
        ) from None
    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = error.problem or "syntax"
        raise FileProblem(
            str(path), line, f"YAML 写法有误（{what}）。", f"the YAML cannot be read ({what})."
        ) from None
    except ValueError:
        # ruamel turns 2027-04-33 into a date without saying where.
        line, token = _impossible_date(text)
        raise FileProblem(
            str(path),
            line,
            f"“{token}”不是日期，应写作 2027-01-31。",
            f"{token!r} is not a date; write it as 2027-01-31.",
        ) from None
    except YAMLError as error:
        raise FileProblem(
            str(path), 0, f"YAML 写法有误（{error}）。", f"the YAML cannot be read ({error})."
        ) from None
    if not isinstance(loaded, CommentedMap):
        raise FileProblem(
            str(path), 1, "文件应是“名称: 值”的形式。", "the file must be a mapping of 'name: value'."
        )
    return loaded


def read_model(path: Path, model: type[Model]) -> Model:
    """The file read and checked against ``model``. Raises FileProblem naming the first offending line."""
    loaded = read_yaml(path)
    try:
        return model.model_validate(_plain(loaded))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        location = (*first["loc"], *getattr(first.get("ctx", {}).get("error"), "location", ()))
        zh, en = _saying(first)
        where = ".".join(str(part) for part in location)
        prefix_zh, prefix_en = (f"{where}：", f"{where}: ") if where else ("", "")
        raise FileProblem(
            str(path), line_of(loaded, location), f"{prefix_zh}{zh}。", f"{prefix_en}{en}."
        ) from None


def line_of(node: object, location: tuple[int | str, ...]) -> int:
    """The 1-based line on which the value at ``location`` stands; the nearest enclosing one if it is
    absent.
    """
    line = 1
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
            node = node[part]
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
            node = node[part]
        else:
            break
    return line


def _impossible_date(text: str) -> tuple[int, str]:
    for number, line in enumerate(text.splitlines(), 1):
        for year, month, day in _DATE.findall(line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number, f"{year}-{month}-{day}"
    return 0, ""


def _saying(error: Any) -> tuple[str, str]:
    raised = error.get("ctx", {}).get("error")
    text = getattr(raised, "text", None)
    if text is not None:
        return text.zh.rstrip("。"), text.en.rstrip(".")
    known = _SAYINGS.get(error["type"])
    if known is not None:
        return known
    return f"值不合要求（{error['msg']}）", f"the value does not fit ({error['msg']})"


def _plain(node: object) -> object:
    """The tree without ruamel's own types, which pydantic's strict parts would not take."""
    if isinstance(node, CommentedMap):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(item) for item in node]
    if isinstance(node, datetime):
        return node
    if isinstance(node, date):
        return date(node.year, node.month, node.day)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, str):
        return str(node)
    if isinstance(node, int):
        return int(node)
    if isinstance(node, float):
        return float(node)
    return node
