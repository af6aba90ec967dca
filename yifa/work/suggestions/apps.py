"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class SuggestionsConfig(FieldConfig):
    """Suggestions as a field of work."""

    default = True
    name = "yifa.work.suggestions"
    label = "suggestions"
    verbose_name = "建议提案"
