"""Codes of organisations and people: read as people type them, checked as the standards say, shown masked.

统一社会信用代码 (GB 32100-2015), 组织机构代码 (GB 11714-1997) and 公民身份号码 (GB 11643-1999). A code whose
form is wrong is refused. A credit code whose check character is wrong is accepted with a warning, because
some genuine codes of the pilot years fail it: an officer compares it with the licence and confirms. Division
codes inside a number are those of the day of issue and are not tested against today's table.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.cn import ric, uscc

from yifa.law.errors import LawError
from yifa.law.text import Bilingual


class IdentifierProblem(LawError):
    """A text cannot be the code that it should be."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A code in its normal form, with what an officer must still look at. Empty ``warnings``: nothing."""

    value: str
    warnings: tuple[Bilingual, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.warnings


@dataclass(frozen=True, slots=True)
class UsccParts:
    """The parts of a credit code: authority that registered, kind within it, its division, the organisation
    code.
    """

    authority: str
    kind: str
    division: str
    organisation_code: str
    check: str

    @property
    def is_state_organ(self) -> bool:
        """机构编制 (1) registers organs as kind 1."""
        return (self.authority, self.kind) == ("1", "1")


_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"[{_USCC_ALPHABET}]{{2}}\d{{6}}[{_USCC_ALPHABET}]{{10}}", re.ASCII)
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"}
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]", re.ASCII)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT = re.compile(r"\d{17}[0-9X]", re.ASCII)
_OLD_RESIDENT = re.compile(r"\d{15}", re.ASCII)


def normalise(text: str) -> str:
    """Full-width to half-width, upper case, without spaces, dashes and invisible signs."""
    if text.isascii() and text.isalnum():
        return text.upper()
    flat = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in flat if unicodedata.category(sign)[0] not in "ZCP")


# --- 统一社会信用代码
# --------------------------------------------------------------------------------------------


def read_uscc(text: str) -> Checked:
    """A unified social credit code. Raises IdentifierProblem for a wrong form; a wrong check character is a
    warning.
    """
    code = normalise(text)
    if len(code) != 18:
        raise IdentifierProblem(
            f"统一社会信用代码应为18位，现为{len(code)}位，请按营业执照或登记证书填写。",
            f"A unified social credit code has 18 characters, this has {len(code)}; copy it from the licence.",
        )
    for position, sign in enumerate(code, 1):
        if sign in _LOOKALIKES:
            raise IdentifierProblem(
                f"统一社会信用代码第{position}位是“{sign}”，代码不使用字母I、O、S、V、Z，请核对是否为“{_LOOKALIKES[sign]}”。",
                f"Character {position} of the unified social credit code is {sign}; the letters I, O, S, V, Z are "
                f"never used: is it {_LOOKALIKES[sign]}?",
            )
    if _USCC.fullmatch(code) is None:
        raise IdentifierProblem(
            "统一社会信用代码的写法不对：第1、2位和第9至18位为数字或大写字母，第3至8位为数字。",
            "Not a unified social credit code: places 3 to 8 are digits, the others digits or capital letters.",
        )
    expected = str(uscc.calc_check_digit(code[:17]))
    if code[-1] == expected:
        return Checked(code)
    return Checked(
        code,
        (
            Bilingual(
                f"校验位应为{expected}，现为{code[-1]}。请与登记证书核对，无误后由经办人确认（少数早期代码校验不符）。",
                f"The check character should be {expected}, not {code[-1]}. Compare with the certificate and confirm "
                "if it is right (a few early codes fail the check).",
            ),
        ),
    )


def uscc_check_character(code: str) -> str:
    """The 18th character for the first 17 (more are ignored). Raises IdentifierProblem for foreign signs."""
    first = normalise(code)[:17]
    if len(first) != 17 or any(sign not in _USCC_ALPHABET for sign in first):
        raise IdentifierProblem(
            "前17位不完整或含有不用的字母。", "The first 17 characters are not complete or valid."
        )
    return str(uscc.calc_check_digit(first))


def make_uscc(first_17: str) -> str:
    """The whole code for its first 17 characters; for demonstration data and tests."""
    return normalise(first_17)[:17] + uscc_check_character(first_17)


def uscc_parts(text: str) -> UsccParts:
    """The parts of a credit code of right form. Raises IdentifierProblem."""
    code = read_uscc(text).value
    return UsccParts(code[0], code[1], code[2:8], code[8:17], code[17])


# --- 组织机构代码
# --------------------------------------------------------------------------------------------------


def read_organisation_code(text: str) -> Checked:
    """An organisation code of nine characters (``MA1K2B3C4`` or with a dash); a wrong check character is a
    warning.
    """
    code = normalise(text)
    if _ORGANISATION.fullmatch(code) is None:
        raise IdentifierProblem(
            "组织机构代码应为8位数字或大写字母加1位校验码。",
            "An organisation code is eight digits or capital letters and a check character.",
        )
    expected = organisation_check_character(code)
    if code[-1] == expected:
        return Checked(code)
    warning = Bilingual(
        f"组织机构代码校验码应为{expected}，请核对。",
        f"The check character should be {expected}; compare it.",
    )
    return Checked(code, (warning,))


def organisation_check_character(code: str) -> str:
    """The ninth character for the first eight: 11 − Σ mod 11, written X for 10 and 0 for 11."""
    total = sum(
        (int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10) * weight
        for sign, weight in zip(normalise(code)[:8], _ORGANISATION_WEIGHTS, strict=True)
    )
    check = 11 - total % 11
    return {10: "X", 11: "0"}.get(check, str(check))


# --- 公民身份号码
# --------------------------------------------------------------------------------------------------


def read_resident_id(text: str) -> Checked:
    """A resident's number of 18 characters, checked; one of 15 is taken with a warning. Raises
    IdentifierProblem.

    The birth date must be a date and the check character must be right; the division is not tested, since it
    is that of the day of issue.
    """
    number = normalise(text)
    if _OLD_RESIDENT.fullmatch(number):
        _birth("19" + number[6:12])
        warning = Bilingual(
            "这是15位旧号码，请改填18位公民身份号码。",
            "This is an old number of 15 digits; enter the one of 18.",
        )
        return Checked(number, (warning,))
    if _RESIDENT.fullmatch(number) is None:
        raise IdentifierProblem(
            f"公民身份号码应为17位数字加1位数字或X，现为{len(number)}位，请按身份证填写。",
            f"A resident's number is 17 digits and a digit or X; this has {len(number)} characters.",
        )
    _birth(number[6:14])
    if number[-1] != ric.calc_check_digit(number):
        raise IdentifierProblem(
            "公民身份号码的校验位不符，请对照身份证逐位核对。",
            "The check character of the resident's number is wrong; compare every digit with the card.",
        )
    return Checked(number)


def make_resident_id(first_17: str) -> str:
    """The whole number for its first 17 digits; for demonstration data and tests. Raises
    IdentifierProblem.
    """
    return read_resident_id(first_17 + str(ric.calc_check_digit(first_17 + "0"))).value


def birth_date(resident_id: str) -> date:
    """The date of birth in a resident's number. Raises IdentifierProblem."""
    number = read_resident_id(resident_id).value
    return _birth(number[6:14] if len(number) == 18 else "19" + number[6:12])


def _birth(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentifierProblem(
            f"公民身份号码中的出生日期“{digits}”不存在，请核对。",
            f"The birth date {digits} in the resident's number does not exist; check it.",
        ) from None


# --- what is shown
# -----------------------------------------------------------------------------------------------


def mask_resident_id(text: str, *, head: int = 6, tail: int = 4) -> str:
    """``411102********0014``: at most the first six and last four are shown; the bureau may show fewer."""
    if not (0 <= head <= 6 and 0 <= tail <= 4):
        raise IdentifierProblem(
            "身份号码最多显示前6位和后4位。", "At most the first 6 and last 4 may be shown."
        )
    return _masked(text.strip(), head, tail)


def mask_phone(text: str) -> str:
    """``138****5678``; of a shorter or fixed-line number the last four are hidden."""
    number = text.strip()
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    if len(digits) >= 11 and "-" not in number:
        return _masked(number, len(number) - 8, 4)
    hidden = set(digits[-4:])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(number))


# Boundaries are digits alone: Chinese signs beside a number are no part of it.
_IN_TEXT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?P<resident>[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx])(?![0-9A-Za-z])"
    r"|(?<!\d)(?P<mobile>1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)"
    r"|(?<!\d)(?P<line>0\d{2,3}[ -]\d{7,8})(?!\d)"
    r"|(?<![0-9A-Za-z])(?P<account>\d{12,23})(?![0-9A-Za-z])"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
)


def mask_in(text: str) -> str:
    """A text in which residents' numbers, telephones, bank accounts and mail addresses are masked, and the rest stands."""
    return _IN_TEXT.sub(_mask_found, text)


def mask_residents(text: str) -> str:
    """A text in which residents' numbers are masked, and nothing else: for what is not said to be personal."""
    return _IN_TEXT.sub(lambda found: _mask_found(found) if found.lastgroup == "resident" else found[0], text)


def mask_address(text: str) -> str:
    """``漯河市郾城区****``: the division is shown and what leads to a door is not."""
    address = text.strip()
    found = re.match(r".{0,20}?[市州盟].{0,12}?[区县市旗]|.{0,16}?[区县市旗]", address)
    head = min(found.end() if found is not None else 3, max(len(address) - 2, 0))
    return address[:head] + "*" * (len(address) - head)


def _mask_found(found: re.Match[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "resident":
            return mask_resident_id(text)
        case "mobile":
            digits = [place for place, sign in enumerate(text) if sign.isdigit()]
            hidden = set(digits[3:7])
            return "".join("*" if place in hidden else sign for place, sign in enumerate(text))
        case "line":
            return mask_phone(text)
        case "account":
            return _masked(text, 4, 4)
        case _:
            name, _, domain = text.partition("@")
            return f"{name[0]}***@{domain}"


def mask_name(name: str) -> str:
    """``王**``: the first character of each part of a name is shown (``J*** S****``, ``阿***·买**``)."""
    return re.sub(r"[^\s·•・]+", lambda part: part[0][0] + "*" * (len(part[0]) - 1), name.strip())


def _masked(text: str, head: int, tail: int) -> str:
    # A short text hides more than it shows, so that masking never shows a whole number.
    if len(text) <= head + tail:
        head, tail = min(1, len(text) - 1) if text else 0, 0
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
