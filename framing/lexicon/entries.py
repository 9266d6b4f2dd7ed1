"""What can be wrong in one entry of a lexicon, looked at by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.lexicon.keys import TERM, Scope, check_keys
from framing.lexicon.marks import check_marks
from framing.lexicon.model import Problem
from framing.lexicon.words import did_you_mean
from framing.values import ACTS, STANCES

# Universal part-of-speech tags (Petrov, Das and McDonald 2012, as Universal Dependencies have them).
TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
# Where the content of a cue may stand.
CUE_RELATIONS = ("ccomp", "xcomp", "dobj", "quote", "acl", "line", "around")
# Dependency relations of spaCy's English pipelines (the ClearNLP scheme): what a child of a term may be.
TERM_RELATIONS = (
    "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "csubjpass", "dative", "det", "dobj", "expl", "mark", "neg", "nmod", "npadvmod",
    "nsubj", "nsubjpass", "nummod", "oprd", "pcomp", "pobj", "poss", "predet", "prep", "prt", "relcl", "xcomp",
)  # fmt: skip
LONGEST_FORM = 500  # characters
_PREPOSITION = re.compile(r"prep_[a-z]+")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_term(scope: Scope, *, cues: bool, bare: bool) -> Iterator[Problem]:
    """The problems of one entry; ``bare`` when its category carries the examples and the entry need not."""
    yield from check_keys(scope, TERM, required=("id", "category"))
    own = scope.string("id")
    if own and not _ID.fullmatch(own):
        yield scope.problem(
            "id", f"the id `{own}` is not lower-case words joined by hyphens", "write it like `point-out`"
        )
    yield from _check_forms(scope)
    yield from _check_limits(scope, cues=cues)
    yield from _check_act(scope, cues=cues)
    yield from check_marks(scope)
    for key, one in (("hits", "hit"), ("misses", "miss")):
        if not bare and not scope.strings(key):
            yield scope.problem(key, f"no {one}", f"add `{key}` with a sentence of your own")


def _check_forms(scope: Scope) -> Iterator[Problem]:
    both = [key for key in ("lemma", "text") if key in scope.data]
    if len(both) == 2:
        yield scope.problem("text", "`lemma` and `text` both", "keep `lemma` (any inflection) or `text` (as it stands)")
    elif not both:
        yield scope.problem("", "neither `lemma` nor `text`", "add `lemma` (any inflection) or `text` (as it stands)")
    for key in both:
        if scope.data[key] == []:
            yield scope.problem(key, f"`{key}` is an empty list", "write the words to be matched")
    for key in ("lemma", "text", "not_before", "not_after"):
        longest = max(map(len, scope.strings(key)), default=0)
        if longest > LONGEST_FORM:
            yield scope.problem(key, f"`{key}` has {longest:,} characters", f"a phrase has at most {LONGEST_FORM}")


def _check_limits(scope: Scope, *, cues: bool) -> Iterator[Problem]:
    for tag in scope.strings("pos"):
        if tag not in TAGS:
            near = did_you_mean(tag.upper(), TAGS)
            yield scope.problem("pos", f"`{tag}` is not a universal tag{near}", f"use some of: {', '.join(TAGS)}")
    known = CUE_RELATIONS if cues else TERM_RELATIONS
    for relation in scope.strings("governs"):
        if relation not in known and not _PREPOSITION.fullmatch(relation):
            yield scope.problem("governs", f"`{relation}` is not a relation{did_you_mean(relation, known)}",
                                f"use some of: {', '.join(known)}, prep_of (or any preposition)")  # fmt: skip


def _check_act(scope: Scope, *, cues: bool) -> Iterator[Problem]:
    act, category = scope.string("act"), scope.string("category")
    if act and not cues:
        yield scope.problem("act", "`act` in a lexicon of terms", 'take it out, or set kind = "cues" in the head')
    elif act and act not in ACTS:
        yield scope.problem("act", f"`{act}` is not an act{did_you_mean(act, ACTS)}", f"use one of: {', '.join(ACTS)}")
    if cues and category and category not in STANCES:
        yield scope.problem("category", f"`{category}` is not a stance{did_you_mean(category, STANCES)}",
                            f"use one of: {', '.join(STANCES)}")  # fmt: skip
