"""The annual plan and its ledger (年度工作要点、推进台账): tasks with owner and deadline; nothing closes without evidence.

Deliberately not here: points, rankings and check-ins.
"""
