"""Detectors: one parsed document in, rows out."""

from framing.find.agency import find_agency
from framing.find.layout import Layout
from framing.find.mentions import find_mentions
from framing.find.naming import find_naming
from framing.find.quotes import Quote, find_quotes
from framing.find.rows import Event, Mention, Naming, Statement
from framing.find.statements import find_statements
from framing.find.voice import Voices, exposure_of

__all__ = [
    "Event",
    "Layout",
    "Mention",
    "Naming",
    "Quote",
    "Statement",
    "Voices",
    "exposure_of",
    "find_agency",
    "find_mentions",
    "find_naming",
    "find_quotes",
    "find_statements",
]
