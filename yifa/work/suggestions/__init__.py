"""Suggestions of deputies and proposals of the consultative conference (人大代表建议、政协提案).

Answered within three months of hand-over, six where the matter is wide or difficult, after contact with the deputy
(代表法 §51). Deliberately not here: passing a suggestion on in private.
"""
