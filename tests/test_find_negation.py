"""Scope of negation: which words of a sentence are denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hand_parsed import parsed

from framing.find.negation import is_negated
from framing.lexicon.marks import unmark
from framing.parse import Tokens

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("sketch", "words", "negated"),
    [
        pytest.param("It/nsubj/1 is/ROOT/1/AUX a/det/3 regime/attr/1/NOUN", (3, 3), False, id="no negation"),
        pytest.param("It/nsubj/1 is/ROOT/1/AUX not/neg/1 a/det/4 regime/attr/1/NOUN", (4, 4), True, id="not, noun"),
        pytest.param("It/nsubj/1 is/ROOT/1/AUX n’t/neg/1 evil/acomp/1/ADJ", (3, 3), True, id="n’t, adjective"),
        pytest.param("It/nsubj/2 never/neg/2 fell/ROOT/2/VERB", (2, 2), True, id="never, verb"),
        pytest.param(
            "It/nsubj/1 is/ROOT/1/AUX hardly/advmod/1 a/det/4 regime/attr/1/NOUN", (4, 4), True, id="hardly, noun"
        ),
        pytest.param("He/nsubj/1 left/ROOT/1/VERB without/prep/1 rebels/pobj/2/NOUN", (3, 3), True, id="without"),
        pytest.param("He/nsubj/1 left/ROOT/1/VERB with/prep/1 rebels/pobj/2/NOUN", (3, 3), False, id="with"),
        pytest.param(
            "It/nsubj/1 is/ROOT/1/AUX not/neg/1 only/advmod/1 a/det/5 regime/attr/1/NOUN", (5, 5), False, id="not only"
        ),
        pytest.param(
            "It/nsubj/1 is/ROOT/1/AUX no/neg/3 longer/advmod/1 a/det/5 regime/attr/1/NOUN", (5, 5), True, id="no longer"
        ),
        pytest.param("Nobody/nsubj/1 fell/ROOT/1/VERB", (1, 1), True, id="nobody, verb"),
        pytest.param("Nobody/nsubj/1 fell/ROOT/1/VERB", (0, 0), False, id="the word of negation itself"),
        pytest.param("Not/neg/0/PART", (0, 0), False, id="alone"),
        pytest.param("no/det/1 regime/ROOT/1/NOUN", (0, 1), False, id="its own word does not deny a phrase"),
    ],
)
def test_by_hand(sketch: str, words: tuple[int, int], negated: bool) -> None:
    assert is_negated(Tokens.of(parsed(sketch)), *words) is negated


@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "negated"),
    [
        ("It is not a [regime].", True),
        ("It was never a [terrorist] group.", True),
        ("There were no [militants] in the town.", True),
        ("It did not [seem] true.", True),
        ("It did not seem [true].", True),
        ("They never called it a [regime].", True),
        ("They did not call them [terrorists].", True),
        ("The rebels hardly [fought].", True),
        ("It can hardly be called a [regime].", True),
        ("He left without the [rebels].", True),
        ("He spoke without any [apparent] fear.", True),
        ("Nobody [blamed] the rebels.", True),
        ("Nobody blamed the [rebels].", True),
        ("None of the [rebels] left.", True),
        ("No [terrorist] group did it.", True),
        ("Not all [rebels] left.", True),
        ("They are not [necessarily] terrorists.", True),
        ("He is not an [evil] man.", True),
        ("They saw no tanks or [militants].", True),
        ("It is a [regime].", False),
        ("The [regime] did not fall.", False),
        ("They were not attacked by [rebels].", False),
        ("It is not that he hates the [regime].", False),
        ("The men who did not vote are [rebels].", False),
        ("He is not only a [terrorist] but a thief.", False),
        ("They have little food, and the [rebels] know it.", False),
        ("He [certainly] did not lie.", False),
        ("She denied that [rebels] came.", False),
        ("They saw no tanks and fled the [regime].", False),
    ],
)
def test_in_a_parse(nlp: Language, marked: str, negated: bool) -> None:
    text, ((start, end),) = unmark(marked)
    tokens = Tokens.of(nlp(text))
    first, stop = tokens.within(start, end)
    assert is_negated(tokens, first, stop - 1) is negated
