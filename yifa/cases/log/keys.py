"""The key that signs a bureau's log: ``<home>/keys/<code>.pem``, readable for its owner alone, and ``<code>.vkey`` beside it.

The public half names the log (``host/log/code``). It is to be published where the bureau's seal is published: whoever verifies
trusts that key, not the server. A key is made once; making it again would make a different log of it and is refused.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from yifa.cases.errors import RecordProblem
from yifa.evidence.checkpoints import Ed25519Signer, origin_of, read_vkey
from yifa.house.models import Bureau


def folder() -> Path:
    """Where keys lie."""
    return Path(settings.HOME) / "keys"


def host() -> str:
    """The host that begins the names of logs; a setting (``LOG_HOST``) of the installation."""
    return str(settings.LOG_HOST)


def has_key(bureau: Bureau) -> bool:
    """Whether the bureau's log has its key."""
    return _private(bureau).exists()


def make_key(bureau: Bureau, log_host: str | None = None) -> str:
    """Make the bureau's key; gives its public half. Raises RecordProblem where there is one already."""
    private, public = _private(bureau), _public(bureau)
    if private.exists() or public.exists():
        raise RecordProblem(
            zh=f"“{bureau.name}”已有签名密钥（{private}），不能重新生成；更换密钥须另立日志。",
            en=f"“{bureau.title.en}” has its signing key already ({private}); another key would make another log.",
        )
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    signer = Ed25519Signer.generate(origin_of(log_host or host(), bureau.code))
    scratch = private.with_name(f".{private.name}.{os.getpid()}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(signer.to_pem())
        out.flush()
        os.fsync(out.fileno())
    try:
        # Whoever comes first wins, and nobody reads half a key.
        os.link(scratch, private)
    except FileExistsError:
        return public_key(bureau)
    finally:
        scratch.unlink()
    public.write_text(f"{signer.vkey}\n", encoding="ascii")
    return signer.vkey


def ensure_key(bureau: Bureau) -> str:
    """The public half of the bureau's key, which is made if there is none."""
    return public_key(bureau) if has_key(bureau) else make_key(bureau)


def public_key(bureau: Bureau) -> str:
    """The bureau's verifier key as it is published. Raises RecordProblem where there is none."""
    try:
        return _public(bureau).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise _no_key(bureau) from None


def signer_of(bureau: Bureau) -> Ed25519Signer:
    """The key that signs. Raises RecordProblem where there is none, SigningKeyError where it cannot be read."""
    name = read_vkey(public_key(bureau)).name
    try:
        return Ed25519Signer.from_pem(name, _private(bureau).read_bytes())
    except FileNotFoundError:
        raise _no_key(bureau) from None


def _private(bureau: Bureau) -> Path:
    return folder() / f"{bureau.code}.pem"


def _public(bureau: Bureau) -> Path:
    return folder() / f"{bureau.code}.vkey"


def _no_key(bureau: Bureau) -> RecordProblem:
    return RecordProblem(
        zh=f"“{bureau.name}”还没有签名密钥，请运行 yifa record keygen {bureau.code}。",
        en=f"“{bureau.title.en}” has no signing key yet; run yifa record keygen {bureau.code}.",
    )
