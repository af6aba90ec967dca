"""Ledgers of legal work (法治工作台账): public lawyers, law-making, hearings attended, meddling, functions, what needs review.

What fifty published reports name and no field of work keeps. Each entry is checked by another person. That nobody meddled in
cases is told in words where the register was attested complete. Deliberately not here: rectification, which supervision keeps.
"""
