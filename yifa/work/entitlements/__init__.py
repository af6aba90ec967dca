"""Policies that find their enterprise (政策匹配、免申即享): conditions in files, what each enterprise has, lacks, and until when.

An enterprise qualifies, lacks something, is excluded, or something is not known of it, which is never no. Nobody is ranked, and
persons are not looked at. Silence is no consent: what may be had without applying is confirmed by the enterprise, and paid as any
award (``funds``). Deliberately not here: deciding on awards, and policies of other levels.
"""
