"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class DocumentsConfig(FieldConfig):
    """Documents of the office as a field of work."""

    default = True
    name = "yifa.work.documents"
    label = "documents"
    verbose_name = "机关文件"
