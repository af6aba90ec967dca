"""Archives after their filing: what has to be handed to the archives, what may go, and the procedure of each.

档案法 has organs hand their records to the archives by the set time, and forbids destroying any on one's own authority
(第二十一条). A matter's term follows from the registers that it wrote (``yifa.cases.log.archive_package.retention_of``): what is
kept for ever is handed over some years after it was closed, what is kept for years is appraised when they are over. Lists are
computed, checked by another person and approved; transfer ends with the archives' receipt, destruction with two who watched.
What is destroyed leaves its commitments in the log, as personal data does. Not here: paper, whose boxes the archive room keeps;
registers, which say what a matter came to and stay.
"""
