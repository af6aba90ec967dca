"""Registers: their columns, what is published of them, and the rows that come and go as workbooks."""
