"""Checkpoints are signed notes that other tools read; a false signature or another log's key is refused."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.evidence.making import BUREAU, log
from yifa.evidence.checkpoints import (
    Checkpoint,
    Ed25519Signer,
    Note,
    bureau_of,
    open_checkpoint,
    origin_of,
    read_vkey,
    sign,
    sign_note,
)
from yifa.evidence.faults import NoteError, SigningKeyError

# The example keys, text and signatures that the Go module golang.org/x/mod/sumdb/note publishes with its tests.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
ENOCH_LINE = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

HEAD = Checkpoint(origin_of("yifa.example", BUREAU), 3, bytes(32))


def peter() -> Ed25519Signer:
    return Ed25519Signer.from_seed("PeterNeumann", base64.b64decode(PETER_SECRET.split("+", 4)[4])[1:])


def signer(bureau: str = BUREAU) -> Ed25519Signer:
    return log(1, bureau).signer


def test_the_published_note_is_signed_to_the_byte() -> None:
    assert peter().vkey == PETER
    assert sign_note(TEXT, peter()) == TEXT + "\n" + PETER_LINE


def test_the_published_note_is_verified_and_unknown_signatures_are_passed_over() -> None:
    note = Note.read(TEXT + "\n" + PETER_LINE + ENOCH_LINE)
    assert note.text == TEXT
    assert str(note) == TEXT + "\n" + PETER_LINE + ENOCH_LINE
    assert [one.name for one in note.verified_by([read_vkey(PETER)])] == ["PeterNeumann"]
    assert [one.name for one in note.verified_by([read_vkey(PETER), read_vkey(ENOCH)])] == [
        "PeterNeumann",
        "EnochRoot",
    ]
    with pytest.raises(NoteError, match="No trusted key"):
        note.verified_by([])


def test_a_doubled_signature_counts_once() -> None:
    note = Note.read(TEXT + "\n" + PETER_LINE + PETER_LINE)
    assert len(note.verified_by([read_vkey(PETER)])) == 1


@pytest.mark.parametrize(
    "note",
    [
        TEXT,
        TEXT + "\n",
        TEXT + "\n" + PETER_LINE[:-1],
        "\x01" + TEXT + "\n" + PETER_LINE,
        TEXT.replace("\n", "\r\n") + "\n" + PETER_LINE,
        TEXT + "\n" + PETER_LINE + "Unexpected line.\n",
        TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "Bad\u3000Name"),
        TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "a+b"),
        TEXT + "\n" + PETER_LINE.replace("PeterNeumann", ""),
        TEXT + "\n" + PETER_LINE.replace("nAM=", "nAN="),
        TEXT + "\n" + "— PeterNeumann x08gow==\n",
        TEXT + "\n" + PETER_LINE * 101,
        "\n" + PETER_LINE,
    ],
    ids=range(13),
)
def test_a_malformed_note_is_refused(note: str) -> None:
    assert Note.read(TEXT + "\n" + PETER_LINE).text == TEXT
    with pytest.raises(NoteError, match="signed note"):
        Note.read(note)


def test_a_text_without_final_newline_is_not_signed() -> None:
    with pytest.raises(NoteError):
        sign_note("abc", peter())


@pytest.mark.parametrize("vkey", [PETER, ENOCH])
def test_no_mangled_verifier_key_is_read(vkey: str) -> None:
    assert read_vkey(vkey).vkey == vkey
    wrong = [vkey[:at] + chr(ord(vkey[at]) + 1) + vkey[at + 1 :] for at in range(len(vkey))]
    wrong += [vkey[:at] for at in range(len(vkey))] + [vkey[at:] for at in range(1, len(vkey))]
    wrong += [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ]
    for text in wrong:
        with pytest.raises(SigningKeyError):
            read_vkey(text)


def test_a_checkpoint_is_three_lines_under_the_logs_own_key() -> None:
    note = sign(HEAD, signer())
    root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    assert note.startswith(f"yifa.example/log/{BUREAU}\n3\n{root}\n\n— yifa.example/log/{BUREAU} ")
    assert open_checkpoint(note, [signer().vkey]) == HEAD
    assert bureau_of(HEAD.origin) == BUREAU


def test_witnesses_may_sign_besides() -> None:
    note = sign(HEAD, signer(), peter())
    assert open_checkpoint(note, [signer().vkey]) == HEAD
    assert open_checkpoint(note, [PETER, signer().vkey]) == HEAD
    with pytest.raises(NoteError, match="another log's key"):
        open_checkpoint(note, [PETER])


def test_another_bureaus_key_does_not_speak_for_this_log() -> None:
    other = signer("410500-kj")
    with pytest.raises(NoteError, match="another log's key"):
        open_checkpoint(sign(HEAD, other), [signer().vkey, other.vkey])
    with pytest.raises(NoteError, match="No trusted key"):
        open_checkpoint(sign(HEAD, other), [signer().vkey])


def test_a_changed_text_or_signature_is_refused() -> None:
    note = sign(HEAD, signer())
    for wrong in (
        note.replace("\n3\n", "\n4\n"),
        note.replace("AAAA=", "AAAE="),
        note[:-12] + "AAAA" + note[-8:],
    ):
        with pytest.raises(NoteError):
            open_checkpoint(wrong, [signer().vkey])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\nAA==\n",
        "a\n-1\nAA==\n",
        "\n1\nAA==\n",
        "a\n1\nAA==\n",
        HEAD.text() + "\n",
        HEAD.text()[:-1],
        HEAD.text().replace("3", "³"),
    ],
    ids=repr,
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    assert Checkpoint.read(HEAD.text()) == HEAD
    with pytest.raises(NoteError):
        Checkpoint.read(text)


def test_extension_lines_are_kept() -> None:
    extended = Checkpoint(HEAD.origin, 0, bytes(32), ("one", "two"))
    assert Checkpoint.read(extended.text()) == extended


@pytest.mark.parametrize(
    "head",
    [
        Checkpoint("", 1, bytes(32)),
        Checkpoint("a\nb", 1, bytes(32)),
        Checkpoint("a", -1, bytes(32)),
        Checkpoint("a", 1, b""),
        Checkpoint("a", 1, bytes(32), ("",)),
    ],
    ids=repr,
)
def test_a_checkpoint_that_cannot_be_written_is_refused(head: Checkpoint) -> None:
    with pytest.raises(NoteError):
        sign(head, signer())


@pytest.mark.parametrize("bureau", ["411100 kj", "411100+kj", "a\u3000b"])
def test_an_origin_that_cannot_name_a_key_is_refused(bureau: str) -> None:
    with pytest.raises(NoteError):
        origin_of("yifa.example", bureau)


@pytest.mark.parametrize("password", [None, b"secret"])
def test_keys_are_kept_as_pem(password: bytes | None) -> None:
    made = Ed25519Signer.generate(HEAD.origin)
    again = Ed25519Signer.from_pem(HEAD.origin, made.to_pem(password), password)
    assert again.vkey == made.vkey
    assert open_checkpoint(sign(HEAD, again), [made.vkey]) == HEAD


def test_a_file_that_is_no_ed25519_key_is_refused() -> None:
    other = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = Ed25519Signer.generate("a").to_pem(b"secret")
    for data, password in ((b"", None), (other, None), (pem, None), (pem, b"wrong")):
        with pytest.raises(SigningKeyError):
            Ed25519Signer.from_pem("a", data, password)
    with pytest.raises(SigningKeyError):
        Ed25519Signer.from_seed("a", b"short")
