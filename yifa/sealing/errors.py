"""What cannot be sealed or opened, in sentences for whoever keeps the system.

SealingProblem
├── KeyMissing       no key file, or the key by which something was sealed is not in it
├── SealDamaged      the key is there, and what is stored was changed or belongs elsewhere
└── KeyFileProblem   the key file cannot be read or does not allow what is asked
"""

from __future__ import annotations

from yifa.law.errors import LawError


class SealingProblem(LawError):
    """Base of these errors."""


class KeyMissing(SealingProblem):
    """There is no key to seal with, or not the one by which something was sealed."""

    def __init__(self, path: str, key: str = "") -> None:
        self.key = key
        which = f"（密钥 {key}）" if key else ""
        which_en = f" (key {key})" if key else ""
        super().__init__(
            zh=f"个人信息的密钥不在{which}：{path}。个人信息不能读取，也不能保存；请系统管理员从另外保管的备份放回密钥文件，"
            "不要另建新密钥代替。其他内容不受影响。",
            en=f"The key of personal data is not there{which_en}: {path}. Personal data can be neither read nor kept; the system "
            "administrator puts the key file back from where its copy is kept, and makes no new one in its place. Nothing else "
            "is touched.",
        )


class SealDamaged(SealingProblem):
    """What is stored was changed, or was put where something else was sealed."""

    def __init__(self, key: str) -> None:
        super().__init__(
            zh=f"加密的个人信息已被改动或移位，用密钥 {key} 打不开；请运行 yifa record verify 查明是哪一行。",
            en=f"Encrypted personal data was changed or moved and does not open with key {key}; run yifa record verify to find "
            "the row.",
        )


class KeyFileProblem(SealingProblem):
    """The key file cannot be read, or does not allow what is asked."""
