"""Figures taken over from published reports (已公布报告数据的采用).

Every bureau has years of published annual reports and none of their figures as data. A report is entered as it was found,
with its file and the text read from it; one person goes through the figures that were read, another confirms them, and they
become the bureau's figures of that year, where it has no records of its own. Each says for ever where it was taken from: the
file's digest, the place in the text, the words.

Reports of other bureaus are kept for reading and comparing only. Deliberately not here: changing a record by a published
figure (what was counted stays as it was counted), and taking over anything that nobody looked at.
"""
