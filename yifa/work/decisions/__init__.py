"""Major administrative decisions: the year's catalogue, each decision with its file, its execution and its evaluation.

重大行政决策程序暂行条例 (国务院令第713号), which departments follow (art. 42). A catalogue is published with the consent of the
Party committee; a decision is started, drafted, put to the public and to experts, its risk assessed, reviewed for competition and
legality, and only then discussed by a meeting; it is reported, published, executed and, where its effect is missed, evaluated
by somebody who did not appraise it first. Who did what, and who dissented, stays on record for life (art. 38). A decision that
is a normative document too runs under one procedure composed of both laws.

Consultations, competition reviews and meeting items are matters of their own that a decision names. Deliberately not here: the
deciding of what is major beyond the catalogue's standards, and the judging of anybody's responsibility.
"""
