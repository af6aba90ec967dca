"""Numbers of cases, numbers of letters, and the codes with which an applicant asks for progress.

Numbers in a series are given inside the act's transaction under the lock of the bureau's log head: two writers never get the
same one, and an act that fails gives its number back, so that there are no gaps.
"""

from __future__ import annotations

import re
import secrets
from datetime import date
from functools import lru_cache
from hmac import compare_digest
from typing import Final

from django.utils.crypto import salted_hmac

# Without letters and digits that are misread for one another, aloud or on paper.
_ALPHABET: Final = "ABCDEFGHJKMNPQRTUVWXY346789"
_CODE_LENGTH: Final = 10


@lru_cache(maxsize=512)
def initials(procedure_key: str) -> str:
    """The middle of a case's number: ``technical-contract-registration`` gives ``tcr``, a single word its first three letters."""
    words = [word for word in re.split(r"[^a-z0-9]+", procedure_key.lower()) if word]
    if len(words) == 1:
        return words[0][:3]
    return "".join(word[0] for word in words)


def case_series(procedure_key: str) -> str:
    """The series that numbers cases of a procedure; procedures with the same initials share it, so that numbers are unique."""
    return f"case:{initials(procedure_key)}"


def case_number(procedure_key: str, on: date, serial: int) -> str:
    """A case's number, such as ``2020-tcr-0007``."""
    return f"{on.year}-{initials(procedure_key)}-{serial:04d}"


def letter_series(mark: str) -> str:
    """The series that numbers letters with one 代字; it restarts each year."""
    return f"letter:{mark}"


def new_progress_code() -> str:
    """A code that opens the progress of one case without an account: ten characters in two groups, about 47 bits."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def progress_code_hash(bureau_id: int, number: str, code: str) -> str:
    """What is stored of a progress code: a keyed hash, 64 hexadecimal digits."""
    plain = re.sub(r"[^A-Z0-9]", "", code.upper())
    return salted_hmac("yifa.cases.progress", f"{bureau_id}:{number}:{plain}", algorithm="sha256").hexdigest()


def progress_code_fits(stored_hash: str, bureau_id: int, number: str, code: str) -> bool:
    """Whether the code opens the case; never for a case without one."""
    return bool(stored_hash) and compare_digest(stored_hash, progress_code_hash(bureau_id, number, code))
