"""Reading the YAML files that lawyers write, so that every mistake is reported with its file and line.

A file is read with its places (:mod:`yifa.law.placed`), checked against a pydantic model, and each of pydantic's complaints is
traced back to the line of the value it is about.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from yifa.law.errors import FileProblem
from yifa.law.placed import Tree, Unreadable, read_tree

Model = TypeVar("Model", bound=BaseModel)

DATA = Path(__file__).parent / "data"

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


def read_yaml(path: Path) -> Tree:
    """The mapping in a YAML file, with the places of its values. Raises FileProblem with the line of the first mistake."""
    try:
        return read_tree(path)
    except Unreadable as error:
        first = error.mistakes[0]
        raise FileProblem(str(path), first.line, f"{first.zh}。", f"{first.en}.") from None


def read_model(path: Path, model: type[Model]) -> Model:
    """The file read and checked against ``model``. Raises FileProblem naming the first offending line."""
    tree = read_yaml(path)
    try:
        return model.model_validate(tree.plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        location = (*first["loc"], *getattr(first.get("ctx", {}).get("error"), "location", ()))
        zh, en = _saying(first)
        where = ".".join(str(part) for part in location)
        prefix_zh, prefix_en = (f"{where}：", f"{where}: ") if where else ("", "")
        line, _ = tree.place(location)
        raise FileProblem(str(path), line, f"{prefix_zh}{zh}。", f"{prefix_en}{en}.") from None


def _saying(error: Any) -> tuple[str, str]:
    raised = error.get("ctx", {}).get("error")
    text = getattr(raised, "text", None)
    if text is not None:
        return text.zh.rstrip("。"), text.en.rstrip(".")
    known = _SAYINGS.get(error["type"])
    if known is not None:
        return known
    return f"值不合要求（{error['msg']}）", f"the value does not fit ({error['msg']})"
