"""Articles that no one writes: parses thousands of words deep or wide cost time in proportion to their length."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from framing.find import Layout, Voices, exposure_of, find_agency, find_naming, find_statements
from framing.find.actors import find_actors
from framing.find.clauses import MOST_JOINED, is_passive, is_reduced, object_of, phrase_of
from framing.find.statements import DEEPEST
from framing.lexicon import Matcher, load_lexicon
from framing.parse import Tokens

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from shapes import PARSES, parsed

DEEP = 3000  # words, one governed by the next: three times Python's limit on calls in calls


@pytest.mark.parametrize("shape", PARSES)
def test_every_detector_comes_through(shape: str) -> None:
    tokens = parsed(shape, DEEP if "flat" not in shape else 500)
    layout = Layout.of(tokens)
    statements = list(find_statements(tokens, layout=layout))
    chains = find_actors(layout, statements)
    voices = Voices.of(layout, statements)
    rows = [*find_naming(layout, chains, voices), *find_agency(layout, chains, voices)]
    assert all(tokens.text[row.start : row.end] == row.text for row in rows)
    assert len(exposure_of(layout, voices, statements)) == 3


@pytest.mark.parametrize("shape", ["a chain of ccomp", "a chain of ccomp to the right", "said that he said"])
def test_clauses_in_clauses_are_followed_only_so_far(shape: str) -> None:
    shallow, deep = (len(list(find_statements(parsed(shape, size)))) for size in (30, DEEP))
    assert 0 < shallow <= deep <= DEEPEST


def test_the_content_at_the_limit_is_still_whole() -> None:
    (first, *_) = find_statements(parsed("a chain of ccomp", DEEP))
    assert first.n_words == DEEP - 1


def joined(count: int) -> Tokens:
    """A verb and so many objects, each joined to the one before."""
    tokens = parsed("names joined", count)
    tokens.dep[0], tokens.pos[0], tokens.tag[0], tokens.lower[0], tokens.lemma[0] = (
        "ROOT",
        "VERB",
        "VBD",
        "killed",
        "kill",
    )
    tokens.dep[1] = "dobj"
    return tokens


@pytest.mark.parametrize(("count", "last"), [(10, 9), (MOST_JOINED, MOST_JOINED - 1), (DEEP, MOST_JOINED + 1)])
def test_a_list_of_names_is_one_phrase_up_to_a_limit(count: int, last: int) -> None:
    assert phrase_of(joined(count), 1) == (1, last)


def test_verbs_joined_by_the_thousand_are_looked_at_up_to_a_limit() -> None:
    tokens = parsed("verbs joined", DEEP)
    assert not is_passive(tokens, DEEP - 1)
    assert is_reduced(tokens, DEEP - 1)
    assert object_of(tokens, 0) is None


def test_a_text_of_titles_alone_comes_through() -> None:
    tokens = parsed("compounds", DEEP)
    tokens.lemma[:-1] = tokens.lower[:-1] = ["president"] * (DEEP - 1)
    layout = Layout.of(tokens)
    chains = find_actors(layout, [])
    assert all(row.text for row in find_naming(layout, chains, Voices.of(layout, [])))


def test_many_entries_of_a_lexicon_meet_many_words() -> None:
    tokens = parsed("sentences", DEEP)
    assert not list(Matcher(load_lexicon("labels")).find(tokens))
