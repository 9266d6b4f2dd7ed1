"""Lexicons: TOML files to frozen terms, checked, extended and matched.

>>> from framing.lexicon import builtin_lexicons, load_lexicon
>>> [load_lexicon(name).kind for name in builtin_lexicons() if name == "reporting-verbs"]
['cues']
"""

from framing.lexicon.against import check_against, check_overlap
from framing.lexicon.contrast import contrast_sets
from framing.lexicon.examples import check_examples
from framing.lexicon.frame import lexicon_frame
from framing.lexicon.hits import Hit, Hits
from framing.lexicon.load import builtin_lexicons, check_lexicon, load_lexicon
from framing.lexicon.make import extend_lexicon
from framing.lexicon.marks import unmark
from framing.lexicon.match import Matcher
from framing.lexicon.model import Examples, Lexicon, Problem, Term
from framing.lexicon.words import phrase_words
from framing.lexicon.write import write_lexicon

__all__ = [
    "Examples",
    "Hit",
    "Hits",
    "Lexicon",
    "Matcher",
    "Problem",
    "Term",
    "builtin_lexicons",
    "check_against",
    "check_examples",
    "check_lexicon",
    "contrast_sets",
    "check_overlap",
    "extend_lexicon",
    "lexicon_frame",
    "load_lexicon",
    "phrase_words",
    "unmark",
    "write_lexicon",
]
