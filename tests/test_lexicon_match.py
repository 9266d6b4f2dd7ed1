"""Terms in token columns: what is hit, what is not, and that the trie does what a plain search does."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon import Lexicon, Matcher, Term
from framing.lexicon.match import governs_relation, head_of


def lexicon(*terms: Term, name: str = "test", kind: str = "terms") -> Lexicon:
    return Lexicon(name, "1.0.0", "Test", kind=kind, terms=terms)


def found(tokens, *lexicons: Lexicon) -> list[tuple[str, str]]:
    return [(hit.term.id, tokens.span(hit.first, hit.last)) for hit in Matcher(*lexicons).find(tokens)]


REBEL = Term("rebel", "x", lemma=("rebel",))
SO_CALLED = Term("so-called", "x", text=("so - called",))


@pytest.mark.parametrize(
    ("words", "lemmas", "terms", "hits"),
    [
        pytest.param("REBELS won", "rebel win", [REBEL], [("rebel", "REBELS")], id="lemma, any case"),
        pytest.param("rebellion won", "rebellion win", [REBEL], [], id="whole tokens only"),
        pytest.param("So - Called aid", None, [SO_CALLED], [("so-called", "So - Called")], id="phrase"),
        pytest.param("so called aid", None, [SO_CALLED], [], id="phrase needs all its words"),
        pytest.param("so - \n called", None, [SO_CALLED], [("so-called", "so - \n called")], id="a line break inside"),
        pytest.param("so - \n\n called", None, [SO_CALLED], [], id="a blank line inside"),
        pytest.param("it is so -", None, [SO_CALLED], [], id="phrase cut by the end"),
        pytest.param("don ’t", None, [Term("not", "x", text=("don 't",))], [("not", "don ’t")], id="apostrophes"),
        pytest.param("", None, [REBEL], [], id="no tokens"),
    ],
)
def test_forms(make_tokens, words, lemmas, terms, hits) -> None:
    columns = {"lemma": lemmas.split(" ")} if lemmas else {}
    tokens = make_tokens(words.split(" ") if words else [], **columns)
    assert found(tokens, lexicon(*terms)) == hits


@pytest.mark.parametrize(
    ("words", "terms", "hits"),
    [
        pytest.param("freedom fighter", ["freedom", "freedom fighter"], ["freedom fighter"], id="longest"),
        pytest.param("a b c", ["a b", "b c"], ["a b"], id="leftmost"),
        pytest.param("a b c", ["a b c d", "b c"], ["b c"], id="a failed longer one blocks nothing"),
        pytest.param("a a a", ["a a", "a"], ["a a", "a"], id="hits do not overlap"),
    ],
)
def test_of_several_matches_in_one_lexicon_one_wins(make_tokens, words, terms, hits) -> None:
    tokens = make_tokens(words.split())
    made = lexicon(*(Term(form.replace(" ", "-"), "x", text=(form,)) for form in terms))
    assert [text for _, text in found(tokens, made)] == hits


def test_several_lexicons_do_not_block_each_other(make_tokens) -> None:
    first = lexicon(Term("long", "x", text=("freedom fighter",)), name="first")
    second = lexicon(Term("short", "x", text=("freedom",)), Term("other", "x", text=("fighter",)), name="second")
    tokens = make_tokens(["freedom", "fighter"])
    hits = [(hit.lexicon.name, hit.term.id) for hit in Matcher(first, second).find(tokens)]
    assert hits == [("first", "long"), ("second", "short"), ("second", "other")]


@pytest.mark.parametrize(
    ("tag", "hits"), [("VERB", ["as-verb"]), ("NOUN", ["as-noun"]), ("PROPN", []), ("ADJ", ["as-other"])]
)
def test_of_terms_with_one_form_the_first_that_is_satisfied_wins(make_tokens, tag, hits) -> None:
    made = lexicon(
        Term("as-verb", "x", lemma=("claim",), pos=("VERB",)),
        Term("as-noun", "x", lemma=("claim",), pos=("NOUN", "ADJ"), not_before=("check",)),
        Term("as-other", "x", lemma=("claim",), pos=("ADJ",)),
    )
    tokens = make_tokens(["claim", "check" if tag == "ADJ" else "now"], pos=[tag, "NOUN"])
    assert [term for term, _ in found(tokens, made)] == hits


def test_the_tag_of_a_phrase_is_that_of_its_head(make_tokens) -> None:
    tokens = make_tokens(["freedom", "fighters", "won"], pos=["NOUN", "PROPN", "VERB"], head=[1, 2, 2])
    assert head_of(tokens, 0, 1) == 1
    assert found(tokens, lexicon(Term("a", "x", text=("freedom fighters",), pos=("PROPN",)))) == [
        ("a", "freedom fighters")
    ]
    assert found(tokens, lexicon(Term("a", "x", text=("freedom fighters",), pos=("NOUN",)))) == []


@pytest.mark.parametrize(
    ("words", "limits", "hit"),
    [
        ("they claim lives", {"not_before": ("lives",)}, False),
        ("they claim Lives", {"not_before": ("lives",)}, False),
        ("they claim aid", {"not_before": ("lives",)}, True),
        ("they claim", {"not_before": ("lives",)}, True),
        ("they claim a child", {"not_before": ("a child",)}, False),
        ("they claim a", {"not_before": ("a child",)}, True),
        ("they claim \n lives", {"not_before": ("lives",)}, False),
        ("no claim", {"not_after": ("no",)}, False),
        ("claim no", {"not_after": ("no",)}, True),
        ("can not claim", {"not_after": ("can not",)}, False),
        ("not claim", {"not_after": ("can not",)}, True),
    ],
)
def test_neighbours(make_tokens, words, limits, hit) -> None:
    tokens = make_tokens(words.split(" "))
    assert bool(found(tokens, lexicon(Term("claim", "x", text=("claim",), **limits)))) is hit


@pytest.mark.parametrize(
    ("relations", "kind", "hit"),
    [
        (("ccomp",), "terms", False),
        (("ccomp", "dobj"), "terms", True),
        (("prep_of",), "terms", True),
        (("prep_for",), "terms", False),
        (("ccomp",), "cues", True),
    ],
)
def test_governs_asks_for_a_child_of_the_head_but_in_cues_is_left_to_the_finder(
    make_tokens, relations, kind, hit
) -> None:
    tokens = make_tokens(
        ["accuse", "them", "of", "it"], dep=["ROOT", "dobj", "prep", "pobj"], head=[0, 0, 0, 2], pos=["VERB"] * 4
    )
    made = lexicon(Term("accuse", "x", lemma=("accuse",), governs=relations), kind=kind)
    assert bool(found(tokens, made)) is hit
    assert governs_relation(tokens, 0, "prep_of")
    assert not governs_relation(tokens, 2, "dobj")


def test_candidates_are_all_matches_longest_first(make_tokens) -> None:
    made = lexicon(*(Term(form.replace(" ", "-"), "x", text=(form,)) for form in ("a", "b", "a b")))
    assert [hit.term.id for hit in Matcher(made).candidates(make_tokens(["a", "b"]))] == ["a-b", "a", "b"]


def test_a_phrase_takes_the_single_words_in_it_from_its_own_lexicon_alone(make_tokens) -> None:
    words = ("a", "b", "c", "d", "a b c d")
    first = lexicon(*(Term(form, "x", text=(form,)) for form in words), name="first")
    second = lexicon(*(Term(form, "x", lemma=(form,)) for form in words[:2]), name="second")
    hits = [
        (hit.lexicon.name, hit.term.id) for hit in Matcher(first, second).find(make_tokens(["a", "b", "c", "d", "a"]))
    ]
    assert hits == [("first", "a b c d"), ("second", "a"), ("second", "b"), ("first", "a"), ("second", "a")]


def test_a_matcher_travels_as_its_lexicons(make_tokens) -> None:
    again = pickle.loads(pickle.dumps(Matcher(lexicon(REBEL))))
    assert [hit.term.id for hit in again.find(make_tokens(["rebel"]))] == ["rebel"]
    assert Matcher(lexicon(REBEL)).__reduce__() == (Matcher, (lexicon(REBEL),))


def test_words_first_met_after_the_matcher_was_made_are_in_no_lexicon(make_tokens) -> None:
    matcher = Matcher(lexicon(Term("a", "x", text=("ostrel keller",)), Term("b", "x", lemma=("ostrel",))))
    tokens = make_tokens(["Ostrel", "Keller", "newlymetword", "Ostrel", "othernewword"])
    assert [(hit.term.id, hit.first) for hit in matcher.find(tokens)] == [("a", 0), ("b", 3)]


def test_an_apostrophe_in_an_entry_may_be_typographic(make_tokens) -> None:
    made = lexicon(Term("not", "x", text=("don ’t",)))
    assert found(make_tokens(["don", "'t"]), made) == [("not", "don 't")]


def test_no_lexicon_finds_nothing(make_tokens) -> None:
    assert found(make_tokens(["a"])) == []


def test_no_article_has_no_hits() -> None:
    assert Matcher(lexicon(REBEL)).find_all([]) == []


def test_a_phrase_does_not_go_on_in_the_next_article(make_tokens) -> None:
    made = lexicon(Term("a", "x", text=("a b",)), Term("b", "x", text=("b",), not_after=("a",), not_before=("c",)))
    articles = [make_tokens(words) for words in (["a"], ["b"], [], ["c", "a", "b"])]
    hits = [[(hit.term.id, hit.first, hit.last) for hit in one] for one in Matcher(made).find_all(articles)]
    assert hits == [[], [("b", 0, 0)], [], [("a", 1, 2)]]


# The reference: every stretch of tokens against every form of every term, no trie.

WORDS = ("a", "b", "c", "’s", "\n", "\n\n")
TAGS = ("NOUN", "VERB")
DEPS = ("dobj", "prep", "ROOT")


def plain_search(tokens, lexicons):
    solid = [i for i in range(len(tokens)) if tokens.lower[i].strip() or tokens.lower[i] == "\n\n"]
    forms = [tokens.lower[i].replace("’", "'") for i in solid]
    lemmas = [tokens.lemma[i].replace("’", "'") for i in solid]
    for number, one in enumerate(lexicons):
        free = 0
        for begin in range(len(solid)):
            best = None
            for end in range(len(solid), begin, -1):
                for term in one.terms:
                    column, wanted = (lemmas, term.lemma) if term.lemma else (forms, term.text)
                    if not best and begin >= free and " ".join(column[begin:end]) in wanted:
                        inside = range(solid[begin], solid[end - 1] + 1)
                        heads = [i for i in inside if tokens.head[i] == i or tokens.head[i] not in inside]
                        head = heads[0] if heads else inside[0]
                        after, before = " ".join(forms[end:]) + " ", " " + " ".join(forms[:begin])
                        children = [i for i in range(len(tokens)) if tokens.head[i] == head and i != head]
                        relations = {tokens.dep[i] for i in children} | {
                            f"prep_{tokens.lower[i]}" for i in children if tokens.dep[i] == "prep"
                        }
                        if (
                            (not term.pos or tokens.pos[head] in term.pos)
                            and (not term.governs or one.kind == "cues" or relations & set(term.governs))
                            and not any(after.startswith(word + " ") for word in term.not_before)
                            and not any(before.endswith(" " + word) for word in term.not_after)
                        ):
                            best = (solid[begin], solid[end - 1], number, term.id, end)
            if best:
                free = best[-1]
                yield best[:-1]


phrases = st.lists(st.sampled_from(["a", "b", "c", "'s"]), min_size=1, max_size=4).map(" ".join)
some_words = st.lists(phrases, max_size=1).map(tuple)


@st.composite
def drawn_lexicons(draw):
    def drawn_term(name):
        forms = tuple(draw(st.lists(phrases, min_size=1, max_size=2)))
        return Term(
            name,
            "x",
            **{draw(st.sampled_from(["lemma", "text"])): forms},
            pos=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=1))),
            governs=tuple(draw(st.lists(st.sampled_from(["dobj", "prep_a"]), max_size=1))),
            not_before=draw(some_words),
            not_after=draw(some_words),
        )

    return [
        lexicon(
            *(drawn_term(f"t{place}") for place in range(draw(st.integers(0, 6)))),
            name=f"lexicon{number}",
            kind=draw(st.sampled_from(["terms", "cues"])),
        )
        for number in range(draw(st.integers(1, 2)))
    ]


@st.composite
def drawn_columns(draw):
    size = draw(st.integers(0, 10))

    def column(choices):
        return draw(st.lists(st.sampled_from(choices), min_size=size, max_size=size))

    words = column(WORDS)
    lemmas = [word if not word.strip() else lemma for word, lemma in zip(words, column(["a", "b", "c", "'s"]))]
    heads = column(range(size)) if size else []
    return {"words": words, "lemma": lemmas, "pos": column(TAGS), "dep": column(DEPS), "head": heads}


@settings(max_examples=400, deadline=None)
@given(lexicons=drawn_lexicons(), columns=drawn_columns())
def test_the_matcher_finds_what_a_plain_search_finds(make_tokens, lexicons, columns) -> None:
    tokens = make_tokens(**columns)
    hits = [
        (hit.first, hit.last, next(n for n, one in enumerate(lexicons) if one is hit.lexicon), hit.term.id)
        for hit in Matcher(*lexicons).find(tokens)
    ]
    assert hits == sorted(hits, key=lambda hit: (hit[0], hit[2]))
    assert sorted(hits) == sorted(plain_search(tokens, lexicons))


@settings(max_examples=200, deadline=None)
@given(lexicons=drawn_lexicons(), several=st.lists(drawn_columns(), max_size=4))
def test_articles_at_once_have_the_hits_that_each_has_by_itself(make_tokens, lexicons, several) -> None:
    articles = [make_tokens(**columns) for columns in several]
    matcher = Matcher(*lexicons)
    assert [list(hits) for hits in matcher.find_all(articles)] == [list(matcher.find(tokens)) for tokens in articles]


@settings(max_examples=100, deadline=None)
@given(lexicons=drawn_lexicons(), columns=drawn_columns())
def test_hits_are_candidates_and_candidates_of_one_term_alone_are_its_hits_or_overlap_them(
    make_tokens, lexicons, columns
) -> None:
    tokens = make_tokens(**columns)
    matcher = Matcher(*lexicons)
    candidates = list(matcher.candidates(tokens))
    assert set(matcher.find(tokens)) <= set(candidates)
    for hit in candidates:
        own = list(plain_search(tokens, [lexicon(hit.term, kind=hit.lexicon.kind)]))
        assert any(first <= hit.last and hit.first <= last for first, last, _, _ in own)
