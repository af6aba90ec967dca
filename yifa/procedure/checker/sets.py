"""Sets of states as binary decision diagrams over named bits, and constant assignments to some of the bits.

All that taking a step does to a state is to set bits to constants, so a set of states after a step is the set before it with
those bits forgotten and fixed, and the set before it the other way round; no relation between two copies of the bits is needed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from oxidd.bcdd import BCDDFunction, BCDDManager

Set: TypeAlias = BCDDFunction
Bit: TypeAlias = Hashable

_CACHE = 1 << 18


class Fixing(NamedTuple):
    """Bits set to constants: the bits, and the states in which they have these values."""

    bits: Set
    values: Set

    def after(self, states: Set) -> Set:
        """The states that these become."""
        return states.exists(self.bits) & self.values

    def before(self, states: Set) -> Set:
        """The states that become these."""
        return (states & self.values).exists(self.bits)


class Sets:
    """Sets of states over the given bits, in this order; a bit that is not given is false in every state.

    most_nodes: how many nodes of diagrams there may be at once; more raises MemoryError.
    """

    def __init__(self, bits: Sequence[Bit], most_nodes: int) -> None:
        self._manager = BCDDManager(most_nodes, min(_CACHE, most_nodes), 1)
        self._manager.add_vars(len(bits))
        self._number = {bit: number for number, bit in enumerate(bits)}
        self.bits = tuple(bits)
        self.all: Set = self._manager.true()
        self.none: Set = self._manager.false()

    def where(self, bit: Bit) -> Set:
        """The states in which a bit is set."""
        number = self._number.get(bit)
        return self.none if number is None else self._manager.var(number)

    def having(self, values: Mapping[Bit, bool]) -> Set:
        """The states in which bits have these values; those of bits that are not known are passed over."""
        found = self.all
        for number, value in sorted(self._known(values), reverse=True):
            found = found & (self._manager.var(number) if value else self._manager.not_var(number))
        return found

    def fixing(self, values: Mapping[Bit, bool]) -> Fixing | None:
        """The assignment of these values; None where it changes nothing that is known."""
        known = list(self._known(values))
        if not known:
            return None
        bits = self.all
        for number, _ in sorted(known, reverse=True):
            bits = bits & self._manager.var(number)
        return Fixing(bits, self.having(values))

    def count(self, states: Set) -> int:
        """How many states there are."""
        return states.sat_count(len(self.bits))

    def one_of(self, states: Set) -> Set:
        """A single state, always the same one of the same set. Raises ValueError for the empty set."""
        cube = states.pick_cube()
        if cube is None:
            raise ValueError("no state")
        return self.having(dict(zip(self.bits, (value is True for value in cube), strict=True)))

    def _known(self, values: Mapping[Bit, bool]) -> Iterator[tuple[int, bool]]:
        for bit, value in values.items():
            if bit in self._number:
                yield self._number[bit], value
