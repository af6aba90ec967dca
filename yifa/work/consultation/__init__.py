"""Consulting the public (公众参与): drafts laid open on the portal, every opinion received, dealt with one by one and answered.

At least thirty days where market actors' business is closely touched (优化营商环境条例 §62) and, save for a stated reason, for a
major decision (重大行政决策程序暂行条例 §15); once open, longer but never shorter. Who gave an opinion is not published.
Documents and decisions link to a consultation and do not keep opinions of their own. Deliberately not here: comments without a
consultation, voting, and ranking of opinions.
"""
