"""Detectors: one parsed document in, rows out."""

from framing.find.layout import Layout
from framing.find.mentions import find_mentions
from framing.find.quotes import Quote, find_quotes
from framing.find.rows import Mention, Statement
from framing.find.statements import find_statements
from framing.find.voice import Voices, exposure_of

__all__ = [
    "Layout",
    "Mention",
    "Quote",
    "Statement",
    "Voices",
    "exposure_of",
    "find_mentions",
    "find_quotes",
    "find_statements",
]
