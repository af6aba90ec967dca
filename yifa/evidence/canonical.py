"""One value, one sequence of bytes: RFC 8785 (JSON Canonicalization Scheme).

The package rfc8785 is the reference, and answers for every value that has a float or an uncommon key.
Everything else — text, whole numbers, true, false, null, lists and objects of these — takes a fast path
through the C encoder of the standard library, which writes the same bytes (a property test holds the two
together).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from hashlib import sha256
from typing import Final

import rfc8785

from yifa.evidence.faults import CanonicalError

MAX_INTEGER: Final = 2**53 - 1
"""Largest whole number that JSON readers agree on (RFC 8785 refers to RFC 7493 section 2.2)."""

_encode: Final[Callable[[object], str]] = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
_BEFORE_SURROGATES: Final = "\ud7ff"


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of ``value``: dicts with text keys, lists, tuples, text, whole numbers, finite
    floats, bools and None.

    Raises CanonicalError for anything else: NaN and infinities, whole numbers beyond ±(2**53-1), other
    types (dates and decimal amounts are to be written as text or in whole fen), text with lone
    surrogates.
    """
    try:
        if _is_plain(value):
            return _encode(value).encode("utf-8")
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # _is_plain has walked it
    except UnicodeEncodeError as fault:
        raise CanonicalError(
            zh=f"文本中第 {fault.start + 1} 个字符是孤立的代理项，请重新录入该文本。",
            en=f"The text holds a lone surrogate at character {fault.start + 1}; enter that text again.",
        ) from fault
    except rfc8785.CanonicalizationError as fault:
        raise CanonicalError(
            zh="文本中有无效的 Unicode 字符（孤立的代理项），请重新录入该文本。",
            en=f"The value has no canonical JSON form: {fault}.",
        ) from fault
    except RecursionError as fault:
        raise CanonicalError(
            zh="数据嵌套过深或自我包含，无法规范化；请拆分后再提交。",
            en="The value is nested too deeply, or contains itself; split it.",
        ) from fault


def digest(data: bytes) -> bytes:
    """SHA-256 of ``data``, 32 bytes."""
    return sha256(data).digest()


def _is_plain(value: object) -> bool:
    """Whether the C encoder writes RFC 8785 for ``value``: no float, and no key whose order differs in
    UTF-16.

    Code-point order and UTF-16 order differ only where a key has a character at or above U+D800, so such
    keys are left to the reference. Raises CanonicalError for what neither may write.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:  # type: ignore[operator]
            raise CanonicalError(
                zh=f"整数 {value} 超出可准确表示的范围（±{MAX_INTEGER}），请改用文本。",
                en=f"The whole number {value} is beyond ±{MAX_INTEGER}, the range of JSON; use text.",
            )
        return True
    if isinstance(value, dict):
        plain = True
        for key, item in value.items():
            if not isinstance(key, str):
                raise CanonicalError(
                    zh=f"对象的键 {key!r} 不是文本，请改为文本。",
                    en=f"The key {key!r} of an object is not text; make it text.",
                )
            if not key.isascii() and max(key) > _BEFORE_SURROGATES:
                plain = False
            if type(item) is not str and not _is_plain(item):
                plain = False
        return plain
    if isinstance(value, (list, tuple)):
        plain = True
        for item in value:
            if type(item) is not str and not _is_plain(item):
                plain = False
        return plain
    if isinstance(value, str):
        return True
    if isinstance(value, int):
        return _is_plain(int(value)) and False
    if isinstance(value, float):
        if not math.isfinite(value):
            raise CanonicalError(
                zh=f"{value} 不是有限的数，不能记入证据；请填写具体数值或留空。",
                en=f"{value} is not a finite number and cannot be recorded; give a number or leave it empty.",
            )
        return False
    raise CanonicalError(
        zh=f"{kind.__name__} 类型的值没有规范形式；日期和小数请写成文本，金额请写成整数（分）。",
        en=f"A value of type {kind.__name__} has no canonical form; use text, or whole fen for amounts.",
    )
