"""The cast of the tests of cases serves here as well."""

from __future__ import annotations

from tests.cases.conftest import committed_world, home, permit_library, world

__all__ = ["committed_world", "home", "permit_library", "world"]
