"""Statements on Docs made by hand, by rules alone: what is read off a parse and marks; and that no text raises."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import spacy
from hand_parsed import parsed
from hypothesis import given, settings
from hypothesis import strategies as st
from statement_rows import Row, read, said

from framing.find import Layout, Voices, exposure_of, find_mentions, find_quotes, find_statements
from framing.find.actors import resolve_actors
from framing.find.judge import by_rules
from framing.lexicon import Lexicon, Term, load_lexicon
from framing.parse import Tokens

CUES = Lexicon(
    "cues",
    "1.0.0",
    "Cues",
    kind="cues",
    terms=(
        Term("say", "neutral", lemma=("say",), pos=("VERB",)),
        Term("claim", "doubting", lemma=("claim",), pos=("VERB",)),
        Term("point-out", "endorsing", lemma=("point out",), pos=("VERB",)),
        Term("promise", "committing", lemma=("promise",), pos=("VERB",), governs=("xcomp", "ccomp"), act="intention"),
        Term("claim-noun", "doubting", lemma=("claim",), pos=("NOUN",), governs=("acl",)),
        Term("according-to", "neutral", text=("according to",)),
        Term("believe", "thinking", lemma=("believe",), pos=("VERB",), act="thought"),
        Term("smile", "emoting", lemma=("smile",), pos=("VERB",), governs=("quote",)),
    ),
)
LUND = "Lund/nsubj/1/PROPN"
THAT = "that/mark/5 the/det/4 road/nsubj/5/NOUN closed/ccomp/1/VERB/close"


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        pytest.param(
            f"{LUND} said/ROOT/1/VERB/say {THAT} ./punct/1",
            [said("said", "Lund", "that the road closed", cue_lemma="say", kind="indirect", act="speech")],
            id="a clause below the cue",
        ),
        pytest.param(
            f"{LUND} claimed/ROOT/1/VERB/claim {THAT} ./punct/1",
            [said("claimed", "Lund", "that the road closed", cue_lemma="claim", stance="doubting")],
            id="the stance is that of the entry",
        ),
        pytest.param(
            "Lund/nsubj/1/PROPN believed/ROOT/1/VERB/believe " + THAT,
            [said("believed", "Lund", "that the road closed", act="thought")],
            id="the act is that of the entry",
        ),
        pytest.param(
            f"{LUND} said/ROOT/1/VERB/say on/prep/1/ADP Monday/pobj/2/PROPN that/mark/7 the/det/6 road/nsubj/7/NOUN "
            "closed/ccomp/1/VERB/close ./punct/1",
            [said("said", "Lund", "that the road closed")],
            id="what stands between is left out",
        ),
        pytest.param(
            "The/det/1 mayor/nsubj/6/NOUN of/prep/1/ADP the/det/4 town/pobj/2/NOUN then/advmod/6/ADV "
            "said/ROOT/6/VERB/say it/nsubj/8/PRON closed/ccomp/6/VERB/close",
            [said("said", "The mayor of the town", "it closed")],
            id="a source of several words",
        ),
        pytest.param(
            f"{LUND} promised/ROOT/1/VERB/promise to/aux/3/PART open/xcomp/1/VERB it/dobj/3/PRON ./punct/1",
            [said("promised", "Lund", "to open it", act="intention")],
            id="an infinitive, where the entry has it",
        ),
        pytest.param(
            "Lund/poss/2/PROPN 's/case/0/PART claim/nsubj/7/NOUN that/mark/6 it/nsubj/6/PRON had/aux/6/AUX "
            "closed/acl/2/VERB spread/ROOT/7/VERB",
            [said("claim", "Lund's", "that it had closed", cue_lemma="claim-noun")],
            id="a noun and its clause",
        ),
        pytest.param(
            "It/nsubj/1/PRON closed/ROOT/1/VERB/close ,/punct/1 according/prep/1/VERB to/prep/3/ADP Lund/pobj/4/PROPN "
            "./punct/1",
            [said("according to", "Lund", "It closed", cue_lemma="according-to")],
            id="according to",
        ),
        pytest.param(
            f"{LUND} pointed/ROOT/1/VERB/point out/prt/1/ADP that/mark/5 it/nsubj/5/PRON closed/ccomp/1/VERB ./punct/1",
            [said("pointed out", "Lund", "that it closed", cue_lemma="point-out")],
            id="a cue of two words",
        ),
        pytest.param(
            "“/punct/2 It/nsubj/2/PRON closed/ccomp/6/VERB ,/punct/6 ”/punct/6 Lund/nsubj/6/PROPN said/ROOT/6/VERB/say",
            [said("said", "Lund", "“It closed,”", kind="direct")],
            id="a quotation before",
        ),
        pytest.param(
            f"{LUND} said/ROOT/1/VERB/say :/punct/1 “/punct/5 It/nsubj/5/PRON closed/ccomp/1/VERB ./punct/1 ”/punct/1",
            [said("said", "Lund", "“It closed.”", kind="direct")],
            id="a quotation after",
        ),
        pytest.param(
            f"{LUND} said/ROOT/1/VERB/say it/nsubj/3/PRON was/ccomp/1/AUX “/punct/5 closed/acomp/3/ADJ "
            "”/punct/3 ./punct/1",
            [said("said", "Lund", "it was “closed”", kind="mixed")],
            id="a quotation of part",
        ),
        pytest.param(
            "“/punct/2 It/nsubj/2/PRON closed/ccomp/6/VERB ,/punct/6 ”/punct/6 Lund/nsubj/6/PROPN "
            "smiled/ROOT/6/VERB/smile",
            [said("smiled", "Lund", "“It closed,”", cue_lemma="smile")],
            id="a cue of quotations alone",
        ),
        pytest.param(
            f"{LUND} said/ROOT/1/VERB/say Moss/nsubj/3/PROPN claimed/ccomp/1/VERB/claim it/nsubj/5/PRON "
            "closed/ccomp/3/VERB",
            [
                said("said", "Lund", "Moss claimed it closed", number=0, within=None),
                said("claimed", "Moss", "it closed", number=1, within=0),
            ],
            id="a statement in a statement",
        ),
        pytest.param(
            "“/punct/2 Moss/nsubj/2/PROPN said/ccomp/11/VERB/say it/nsubj/5/PRON had/aux/5/AUX closed/ccomp/2/VERB "
            "for/prep/5/ADP good/pobj/6/NOUN ,/punct/11 ”/punct/11 Lund/nsubj/11/PROPN said/ROOT/11/VERB/say",
            [said("said", "Lund", "“Moss said it had closed for good,”", within=None)],
            id="cues in what is quoted are the source's",
        ),
    ],
)  # fmt: skip
def test_statements_by_rules(sketch: str, expected: list[Row]) -> None:
    doc = parsed(sketch)
    assert read(find_statements(doc, lexicon=CUES, judge=by_rules), doc.text, expected) == expected


@pytest.mark.parametrize(
    "sketch",
    [
        pytest.param("The/det/1 road/nsubj/2/NOUN closed/ROOT/2/VERB ./punct/2", id="no cue"),
        pytest.param("A/det/1 claim/ROOT/1/NOUN was/aux/1 paid/acl/1/VERB", id="a noun without a clause"),
        pytest.param("Bombs/nsubj/1/NOUN claimed/ROOT/1/VERB/claim lives/dobj/1/NOUN", id="an object is no content"),
        pytest.param("Lund/nsubj/1/PROPN smiled/ROOT/1/VERB/smile as/mark/3 he/nsubj/4 left/advcl/1/VERB",
                     id="a cue of quotations alone, without one"),
        pytest.param("They/nsubj/2 have/aux/2 say/ROOT/2/NOUN/say", id="another part of speech"),
        pytest.param("", id="no words"),
        pytest.param("“ ”", id="an empty quotation"),
    ],
)  # fmt: skip
def test_nothing_found_yields_nothing(sketch: str) -> None:
    assert list(find_statements(parsed(sketch), lexicon=CUES, judge=by_rules)) == []


@pytest.mark.parametrize(
    ("before", "negated", "hedged"),
    [
        pytest.param("", False, False, id="plain"),
        pytest.param("not/neg/2/PART", True, False, id="not"),
        pytest.param("never/neg/2/ADV", True, False, id="never"),
        pytest.param("barely/advmod/2/ADV", True, False, id="barely"),
        pytest.param("may/aux/2/AUX", False, True, id="may"),
        pytest.param("will/aux/2/AUX", False, True, id="future"),
        pytest.param("then/advmod/2/ADV", False, False, id="an adverb that hedges nothing"),
    ],
)
def test_negated_and_hedged_cues(before: str, negated: bool, hedged: bool) -> None:
    word = before or "now/advmod/2/ADV"
    doc = parsed(f"Lund/nsubj/2/PROPN {word} say/ROOT/2/VERB/say that/mark/5 it/nsubj/5/PRON closed/ccomp/2/VERB")
    (row,) = find_statements(doc, lexicon=CUES, judge=by_rules)
    assert (row.negated, row.hedged) == (negated, hedged)


def test_the_places_are_those_of_the_article() -> None:
    text = parsed("Rain/nsubj/1/NOUN fell/ROOT/1/VERB ./punct/1").text
    doc = parsed(
        "Rain/nsubj/1/NOUN fell/ROOT/1/VERB ./punct/1 Lund/nsubj/4/PROPN said/ROOT/4/VERB/say it/nsubj/6/PRON "
        "closed/ccomp/4/VERB ./punct/4"
    )
    (row,) = find_statements(doc, lexicon=CUES, judge=by_rules)
    assert doc.text[row.cue_start : row.cue_end] == row.cue == "said"
    assert doc.text[row.source_start : row.source_end] == row.source == "Lund"
    assert doc.text[row.content_start : row.content_end] == row.content == "it closed"
    assert (row.start, row.end) == (doc.text.index("Lund"), doc.text.index("closed") + len("closed"))
    assert (row.sentence, row.n_words, row.source_head) == (1, 2, 3)
    assert 0 < row.position < 1
    assert len(text) < row.start


# No text raises -------------------------------------------------------------------------------------------------

BLANK = spacy.blank("en")
ODD = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "``", "''", "«", "»", ":", ",", ".", "\n", "\n\n", "said", "Lund", "claimed",
     "according", "to", "Q", "A", "that", "not", "no", "regime", "may", "'s", "(", ")", "-", "\u200f", "\ud800", "\x00",
     "😀", "\u2028", "é", "12", " ", "\t", "\r\n"]
)  # fmt: skip
ODD_TEXTS = st.text(max_size=80) | st.lists(ODD, max_size=40).map("".join) | st.lists(ODD, max_size=40).map(" ".join)


DEPS = [
    "nsubj", "ccomp", "xcomp", "dobj", "prep", "pobj", "agent", "acl", "relcl", "parataxis", "advcl", "auxpass",
    "nsubjpass", "conj", "appos", "poss", "mark", "neg", "punct", "ROOT",
]  # fmt: skip


def run_all(tokens: Tokens) -> None:
    """Every detector over one article; every row walked back to its words."""
    text, layout = tokens.text, Layout.of(tokens)
    statements = list(find_statements(tokens, layout=layout))
    voices = Voices.of(layout, statements)
    assert len(resolve_actors(layout, statements)) == len(statements)
    assert [row.voice for row in exposure_of(layout, voices, statements)] == ["outlet", "direct", "indirect"]
    for quote in find_quotes(text):
        assert text[quote.start : quote.end] == quote.text
    for mention in find_mentions(tokens, lexicon=load_lexicon("labels"), voices=voices, layout=layout):
        assert text[mention.start : mention.end] == mention.text
    for number, row in enumerate(statements):
        assert row.number == number
        assert text[row.content_start : row.content_end] == row.content
        assert row.content_spans[0][0] == row.content_start
        assert row.content_spans[-1][1] == row.content_end
        assert row.cue is None or text[row.cue_start : row.cue_end] == row.cue
        assert row.source is None or text[row.source_start : row.source_end] == row.source
        assert 0 <= row.position <= 1
        assert row.within is None or 0 <= row.within < len(statements)


def columns_of(text: str) -> Tokens:
    """The text as the tokenizer splits it, with no annotation; spaCy holds no lone surrogates: they become ``?``."""
    return Tokens.of(BLANK.make_doc(text.encode("utf-8", "replace").decode("utf-8")))


@settings(deadline=None)
@given(ODD_TEXTS)
def test_no_text_raises(text: str) -> None:
    run_all(columns_of(text))


@settings(deadline=None)
@given(words=st.lists(ODD.filter(bool), min_size=1, max_size=15), data=st.data())
def test_no_parse_raises(make_tokens, words: list[str], data: st.DataObject) -> None:
    """Any words under any tree with any labels, lone surrogates too."""
    order = data.draw(st.permutations(range(len(words))))
    heads = list(range(len(words)))
    for place, token in enumerate(order):
        heads[token] = order[data.draw(st.integers(0, place))]
    deps = st.sampled_from(DEPS)
    kinds = st.sampled_from(["VERB", "NOUN", "PROPN", "PRON", "ADP", "AUX", "PUNCT", "ADJ", "SPACE"])
    entities = st.sampled_from(["", "PERSON", "ORG"])
    tokens = make_tokens(
        words,
        head=heads,
        dep=[data.draw(deps) for _ in words],
        pos=[data.draw(kinds) for _ in words],
        entity=[data.draw(entities) for _ in words],
        lemma=["say" if word == "said" else "claim" if word == "claimed" else word.lower() for word in words],
    )
    run_all(tokens)


@pytest.mark.parametrize(
    "unit",
    [
        ["said"],
        ["“", "said"],
        ['"'],
        ["Lund", "said", "that"],
        ["it", "closed", "\n"],
        ["("],
        ["according", "to"],
        ["“", "a", "”"],
    ],
    ids=" ".join,
)
def test_a_long_line_takes_no_longer_than_it_should(make_tokens, unit: list[str]) -> None:
    words = unit * (5_000 // len(unit))
    tokens = make_tokens(words, lemma=["say" if word == "said" else word for word in words], pos=["VERB"] * len(words))
    begun = time.perf_counter()
    run_all(tokens)
    assert time.perf_counter() - begun < 5


def test_a_root_that_a_parser_calls_part_of_a_compound_is_nobody_elses() -> None:
    sketch = "“/punct/2 It/nsubj/2/PRON closed/ccomp/6/VERB ,/punct/6 ”/punct/6 Lund/nsubj/6/PROPN said/ROOT/6/VERB/say"
    tokens = Tokens.of(parsed(sketch))
    lund = tokens.lower.index("lund")
    dep, head = list(tokens.dep), list(tokens.head)
    dep[lund], head[lund] = "compound", lund
    odd = replace(tokens, dep=dep, head=head)
    assert [(row.source, row.cue) for row in find_statements(odd, lexicon=CUES, judge=by_rules)] == [("Lund", "said")]
