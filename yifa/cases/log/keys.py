"""The key that signs a bureau's log: ``<home>/keys/<code>.pem``, readable for its owner alone, and ``<code>.vkey`` beside it.

The public half names the log (``host/log/code``). It is to be published where the bureau's seal is published: whoever verifies
trusts that key, not the server. A key is made once; making it again would make a different log of it and is refused.

Where the private key must not lie in a file, such as in a token, ``LOG_SIGNING_COMMAND`` names a program that signs: it is
started with the bureau's code as its last argument, reads the text on its standard input, and writes the signature in base64.
The public half then lies in ``<code>.vkey`` alone (``yifa record use-key``).
"""

from __future__ import annotations

import base64
import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.conf import settings

from yifa.cases.errors import RecordProblem
from yifa.evidence.checkpoints import Ed25519Signer, Ed25519Verifier, Signer, origin_of, read_vkey
from yifa.evidence.cosigning import Cosigner, witness_name
from yifa.evidence.faults import SigningKeyError
from yifa.house.models import Bureau

_SIGNING_SECONDS: Final = 30
_PEM: Final = "-----BEGIN PUBLIC KEY-----"


def folder() -> Path:
    """Where keys lie."""
    return Path(settings.HOME) / "keys"


def host() -> str:
    """The host that begins the names of logs; a setting (``LOG_HOST``) of the installation."""
    return str(settings.LOG_HOST)


def has_key(bureau: Bureau) -> bool:
    """Whether the bureau's log has its key, here or with the signing command."""
    return _public(bureau).exists() or _private(bureau).exists()


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
    if not _write_key(private, signer.to_pem()):
        return public_key(bureau)
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


class CommandSigner:
    """A key that a program holds. Each signature is verified before it is used."""

    def __init__(self, verifier: Ed25519Verifier, command: Sequence[str]) -> None:
        self._verifier = verifier
        self._command = command

    @property
    def name(self) -> str:
        """The key's name, the log's origin."""
        return self._verifier.name

    @property
    def key_id(self) -> bytes:
        """See Ed25519Verifier."""
        return self._verifier.key_id

    def sign(self, text: bytes) -> bytes:
        """The signature over ``text``. Raises SigningKeyError where the program fails, or signs with another key."""
        try:
            done = subprocess.run(self._command, input=text, capture_output=True, timeout=_SIGNING_SECONDS)  # noqa: S603
            signature = base64.b64decode(done.stdout.strip(), validate=True)
        except (OSError, subprocess.TimeoutExpired, ValueError):
            signature = b""
        if len(signature) != 64 or not self._verifier.verifies(text, signature):
            raise SigningKeyError(
                zh=f"签名命令“{self._command[0]}”没有给出公钥 {self.name} 所对应的签名；请检查命令、密钥介质和口令。",
                en=f"The signing command {self._command[0]!r} gave no signature that fits the public key {self.name}; check "
                "the command, the token and its password.",
            )
        return signature


def use_key(bureau: Bureau, vkey: str) -> str:
    """Take a public key whose private half a signing command holds, as a verifier key or in PEM as tokens give it. Raises
    RecordProblem where the log has a key already or its name is not the log's, SigningKeyError where it cannot be read."""
    if has_key(bureau):
        return make_key(bureau)  # refuses, and says why
    name = origin_of(host(), bureau.code)
    verifier = Ed25519Verifier.from_pem(name, vkey) if vkey.startswith(_PEM) else read_vkey(vkey)
    if verifier.name != name:
        raise RecordProblem(
            zh=f"公钥的名称应为 {name}，而不是 {verifier.name}。",
            en=f"The public key must be named {name}, not {verifier.name}.",
        )
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _public(bureau).write_text(f"{verifier.vkey}\n", encoding="ascii")
    return verifier.vkey


def cosigner_of(bureau: Bureau) -> Cosigner:
    """The key with which the bureau is a witness of others' logs, apart from its own log's; made when it is first needed."""
    place = folder() / f"{bureau.code}.witness.pem"
    name = witness_name(host(), bureau.code)
    if not place.exists():
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_key(place, Cosigner.generate(name).to_pem())
    return Cosigner.from_pem(name, place.read_bytes())


def _write_key(place: Path, pem: bytes) -> bool:
    """Write a private key; False where somebody came first. Nobody reads half a key."""
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(pem)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(scratch, place)
    except FileExistsError:
        return False
    finally:
        scratch.unlink()
    return True


def signer_of(bureau: Bureau) -> Signer:
    """The key that signs. Raises RecordProblem where there is none, SigningKeyError where it cannot be read."""
    verifier = read_vkey(public_key(bureau))
    name = verifier.name
    command = str(settings.LOG_SIGNING_COMMAND)
    if command and not _private(bureau).exists():
        return CommandSigner(verifier, (*shlex.split(command), bureau.code))
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
