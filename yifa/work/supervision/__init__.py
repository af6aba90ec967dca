"""Supervision taken (接受监督): instructions and supervised items, findings rectified to closure, and discipline consultation.

Whatever supervision found or suggested is rectified or explained, answered in time, and confirmed by somebody other than the
rectifier (销号). Judicial suggestions on documents are answered in sixty days (行诉解释 §149), procuratorial ones in two months
(检察建议工作规定 §19). A consultation with the resident discipline inspection stands on the matter that it is about; where the
bureau's rule says so, that matter is neither decided nor closed before the opinion. Deliberately not here: what discipline
inspection itself investigates.
"""
