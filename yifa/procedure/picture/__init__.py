"""Procedures for readers: a picture and a plain-language checklist."""

from yifa.procedure.picture.checklist import Item, checklist, checklist_items
from yifa.procedure.picture.graph import MAIN, Line
from yifa.procedure.picture.svg import render_svg

__all__ = ["MAIN", "Item", "Line", "checklist", "checklist_items", "render_svg"]
