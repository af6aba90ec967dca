"""The board of indicators (法治政府建设指标): what is asked of a place, and what a bureau's records prove of it.

法治政府建设示范创建 measures cities and counties by an official list that changes every few years, so an edition is a
file (``boards/*.yaml``) that a lawyer reads: each indicator with the figures and the matters that prove it. Nothing is filled in
for the board. What is missing is told with who can make it and until when; a zero proves nothing until the register's keeper has
said that it is complete. The field keeps no register and deliberately gives no points: weights are the examiners' own.
"""
