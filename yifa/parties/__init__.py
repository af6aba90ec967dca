"""Enterprises, institutions and people whom matters concern: entered once, doubles found, merged by a plan shown first."""
