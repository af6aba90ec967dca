"""The language of the terminal: ``--language`` first, then the system's; where neither says, both languages are shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, Never

import typer

from yifa.conf import env
from yifa.law.text import Bilingual

_spoken: str | None = None
# Known by name, so that a command without Django does not load it.
_DJANGO: Final = {
    "django.core.exceptions": ("ImproperlyConfigured",),
    "django.core.management.base": ("CommandError",),
    "django.db.utils": ("OperationalError", "ProgrammingError"),
}
# SQLSTATE of a table and of a column that are not there.
_NOT_THERE: Final = ("42P01", "42703")
CHINESE: Final = "zh-hans"
ENGLISH: Final = "en"


def speak(language: str) -> None:
    """Sets the language for this process. Raises typer.BadParameter for one that Yifa does not speak."""
    global _spoken
    code = language.lower().replace("_", "-")
    if code.startswith("zh"):
        _spoken = CHINESE
    elif code.startswith("en"):
        _spoken = ENGLISH
    else:
        raise typer.BadParameter(f"“{language}”：只有 zh-hans 和 en。 Only zh-hans and en are spoken.")


def language() -> str:
    """``zh-hans``, ``en``, or nothing where the system names neither (as in a container, whose locale is C)."""
    if _spoken is not None:
        return _spoken
    system = env.system_language()
    if system.startswith("zh"):
        return CHINESE
    return ENGLISH if system.startswith("en") else ""


def say(text: Bilingual, *, error: bool = False) -> None:
    """Prints a sentence in the terminal's language, or in both."""
    typer.echo(phrase(text), err=error)


def phrase(text: Bilingual) -> str:
    """The sentence in the terminal's language; where none is known, both, one under the other."""
    code = language()
    return text.in_language(code) if code else f"{text.zh}\n{text.en}"


def progress(doing: Bilingual) -> Callable[[int, int], None] | None:
    """Tells how far something is, in hundredths on a line of its own, where somebody looks at a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return None
    shown = -1

    def tell(done: int, total: int) -> None:
        nonlocal shown
        part = 100 * done // total if total else 100
        if part != shown:
            shown = part
            words = doing.in_language(language() or CHINESE)
            typer.echo(f"\r{words} {part}% {' ' * 8}" + ("\n" if part == 100 else ""), nl=False, err=True)

    return tell


def fail(text: Bilingual, status: int = 1) -> Never:
    """Says what is wrong and ends the command."""
    say(text, error=True)
    raise typer.Exit(status)


def addressed() -> tuple[type[BaseException], ...]:
    """Kinds of errors that may be addressed to whoever gave the command; Django's only where it has been loaded."""
    kinds: list[type[BaseException]] = [ValueError, RuntimeError, LookupError, OSError]
    for module, names in _DJANGO.items():
        if module in sys.modules:
            kinds += [getattr(sys.modules[module], name) for name in names]
    return tuple(kinds)


def sentence_of(error: BaseException) -> str | None:
    """What an error says to whoever gave the command; None for an error that is not addressed to them."""
    zh, en = getattr(error, "zh", None), getattr(error, "en", None)
    if isinstance(zh, str) and isinstance(en, str):
        return phrase(Bilingual(zh=zh, en=en))
    kind = type(error).__name__
    if kind == "ProgrammingError" and getattr(error.__cause__, "sqlstate", None) in _NOT_THERE:
        return phrase(
            Bilingual(
                zh="数据库里还没有这一版本的表。请先运行 yifa migrate（已有数据的，先备份）。",
                en="The database lacks tables of this version. Run yifa migrate first (after a backup, where there is data).",
            )
        )
    if type(error).__module__ == "django.db.utils" and kind == "OperationalError":
        said = str(error).strip()
        return phrase(
            Bilingual(
                zh=f"无法使用数据库：{said}\n请检查 DATABASE_URL 和数据库服务器。",
                en=f"The database cannot be used: {said}\nLook at DATABASE_URL and at the database server.",
            )
        )
    if kind in {"ImproperlyConfigured", "CommandError", "SystemCheckError"}:
        return str(error)
    return None
