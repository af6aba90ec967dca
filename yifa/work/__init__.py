"""The fields of work, one folder each, all of one shape. No field imports another; nothing below knows a field's name."""
