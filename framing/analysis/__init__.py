"""From articles to tables: every detector over every article, one progress bar.

The work goes by parts of some dozens of articles (`framing.analysis.part`), each on its own; one pass over their tables
then calls every actor alike in the whole corpus (`framing.analysis.actors`).
"""

from framing.analysis.part import Part, parts_of, read_part
from framing.analysis.result import Analysis, load_analysis
from framing.analysis.run import analyze, assemble
from framing.analysis.settings import CUES, TERMS, Settings, choose_lexicons, choose_violence

__all__ = [
    "CUES",
    "TERMS",
    "Analysis",
    "Part",
    "Settings",
    "analyze",
    "assemble",
    "choose_lexicons",
    "choose_violence",
    "load_analysis",
    "parts_of",
    "read_part",
]
