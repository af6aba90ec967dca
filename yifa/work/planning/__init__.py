"""The annual plan and its ledger (年度工作要点、推进台账): deliberated and issued, broken into tasks with owner and deadline.

Each task is reported on every month (once clicked where nothing changed), and closes only on evidence that somebody other than
its owner verified; what is overdue goes to the head of section and then to the head, by itself. Deliberately not here: points,
rankings and check-ins.
"""
