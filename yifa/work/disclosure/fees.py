"""The fee for processing requests, in fen: by request within a calendar month, or by page.

The part above each step pays that step's rate (国办函〔2020〕109号, arts. 4 and 5).
"""

from __future__ import annotations

from typing import Final

FREE_REQUESTS: Final = 10
FREE_PAGES: Final = 30
_YUAN: Final = 100
_STEP: Final = 10
# Up to so many pages inclusive, yuan a page; the last has no end.
_PAGES: Final[tuple[tuple[int | None, int], ...]] = ((FREE_PAGES, 0), (100, 10), (200, 20), (None, 40))


def fee_of_request(nth: int) -> int:
    """What the nth request of one applicant within a calendar month costs: ten are free, 11 to 30 are 100 yuan each, and from 31
    on each further ten raise the rate by 100 yuan."""
    if nth <= FREE_REQUESTS:
        return 0
    if nth <= 30:
        return 100 * _YUAN
    return (200 + 100 * ((nth - 31) // _STEP)) * _YUAN


def fee_of_pages(pages: int) -> int:
    """What so many pages cost: 30 free, 31 to 100 at 10 yuan, 101 to 200 at 20, above at 40."""
    total, below = 0, 0
    for upto, rate in _PAGES:
        here = pages - below if upto is None else min(pages, upto) - below
        if here <= 0:
            break
        total += here * rate * _YUAN
        below = pages if upto is None else upto
    return total
