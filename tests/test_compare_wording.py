"""How alike two contents are, feature by feature."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.compare.wording import FEATURES, Content, Wording

AROUND = ("the harbour was quiet", "boats came in at dawn", "nobody answered the radio", "rain fell on the market")


def features(one: Content, other: Content, *around: str) -> dict[str, float]:
    """The features of a pair, among some other contents of its event."""
    wording = Wording([one, other, *(Content(text) for text in around or AROUND)])
    return dict(zip(FEATURES, wording.features([0], [1])[0].tolist()))


def quoted(text: str, actor: str | None = None) -> Content:
    return Content(text, "direct", actor)


class TestContent:
    @pytest.mark.parametrize(
        ("text", "kind", "expected"),
        [
            pytest.param('"We will not go,"', "direct", ["we", "will", "not", "go"], id="direct: all words"),
            pytest.param("he would “not go” home", "mixed", ["not", "go"], id="mixed: those in quotation marks"),
            pytest.param('he would "not go', "mixed", ["not", "go"], id="a mark that is never closed"),
            pytest.param('a "ceasefire"', "indirect", [], id="indirect: none"),
            pytest.param("", "direct", [], id="nothing"),
        ],
    )
    def test_the_words_in_quotation_marks(self, text: str, kind: str, expected: list[str]) -> None:
        content = Content(text, kind)
        assert [word for word, inside in zip(content.words, content.quoted) if inside] == expected

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("9,000 of the 12,000", {"9", "12", "000"}),
            ("nine boats", {"nine"}),
            ("no one came", set()),
            ("30 of the nine", {"30"}),
        ],
    )
    def test_numbers_in_digits_or_else_in_letters(self, text: str, numbers: set[str]) -> None:
        assert Content(text).numbers == numbers

    @pytest.mark.parametrize(
        ("text", "negative"), [("it didn’t rain", True), ("never", True), ("without a word", True), ("a knot", False)]
    )
    def test_negation(self, text: str, negative: bool) -> None:
        assert bool(Content(text).negative) is negative


class TestFeatures:
    def test_the_same_words(self) -> None:
        one, other = "“The ferry sailed overloaded,”", '"The ferry sailed overloaded."'
        found = features(quoted(one, "Moss"), quoted(other, "Moss"))
        assert (found["apart"], found["same_actor"], found["other_actor"], found["numbers"]) == (0, 1, 0, 0)
        assert found["overlap"] > 0.7
        assert found["likeness"] > 0.7
        assert found["quoted"] == pytest.approx(np.log(5))

    def test_nothing_in_common(self) -> None:
        found = features(Content("the ferry sailed overloaded"), Content("taxes would rise"))
        assert (found["overlap"], found["likeness"], found["quoted"]) == (0, 0, 0)

    def test_a_part_covers_the_shorter_one(self) -> None:
        found = features(
            quoted("“The ferry sailed overloaded and the captain of the harbour knew it.”"),
            quoted("“the ferry sailed overloaded”"),
        )
        assert found["overlap"] > found["likeness"]
        assert found["apart"] == 0

    @pytest.mark.parametrize(
        ("one", "other", "apart"),
        [
            pytest.param("“We will stay here.”", "“We asked for nothing.”", 1.0, id="two sentences of a speech"),
            pytest.param("“We will stay here.”", "“We will stay here.”", 0.0, id="the same"),
            pytest.param("“We will stay.”", "“No.”", 0.0, id="a quotation of one word cannot tell"),
        ],
    )
    def test_other_words_quoted(self, one: str, other: str, apart: float) -> None:
        assert features(quoted(one), quoted(other))["apart"] == apart

    def test_a_paraphrase_quotes_nothing_so_nothing_is_apart(self) -> None:
        assert features(quoted("“We will stay here.”"), Content("they would not leave"))["apart"] == 0

    @pytest.mark.parametrize(
        ("one", "other", "same", "another"),
        [
            ("Harald Moss", "Mayor Harald Moss", 1, 0),
            ("Moss", "Harald Moss", 1, 0),
            ("Moss", "Keller", 0, 1),
            ("Moss", "a spokesman", 0, 0),
            ("Moss", None, 0, 0),
            (None, None, 0, 0),
            ("--", "Moss", 0, 0),
        ],
    )
    def test_actors(self, one: str | None, other: str | None, same: int, another: int) -> None:
        found = features(Content("it rained", actor=one), Content("it rained", actor=other))
        assert (found["same_actor"], found["other_actor"]) == (same, another)

    @pytest.mark.parametrize(
        ("one", "other", "feature", "contradict"),
        [
            pytest.param("40 tonnes of solvent", "14 tonnes of solvent", "numbers", True, id="other numbers"),
            pytest.param("40 tonnes of solvent", "40 tonnes of solvent", "numbers", False, id="the same number"),
            pytest.param("40 tonnes of solvent", "tonnes of solvent", "numbers", False, id="one leaves it out"),
            pytest.param("four tonnes of solvent", "five tonnes of solvent", "numbers", True, id="in letters"),
            pytest.param("the valve had closed", "the valve had not closed", "negation", True, id="denied"),
            pytest.param("the valve hadn't closed", "the valve had not closed", "negation", False, id="both denied"),
            pytest.param(
                "the valve in the eastern wall had closed at noon",
                "the valve in the eastern wall had closed at noon and the crew on the bridge did not know",
                "negation",
                False,
                id="denied in the part that the other one leaves out",
            ),
        ],
    )
    def test_contradictions(self, one: str, other: str, feature: str, contradict: bool) -> None:
        assert (features(Content(one), Content(other))[feature] > 0) is contradict

    def test_what_all_of_the_event_talk_about_tells_little(self) -> None:
        rare = features(Content("the harbour"), Content("the harbour"))
        common = features(Content("the harbour"), Content("the harbour"), *(f"the harbour {n}" for n in range(6)))
        assert common["overlap"] < rare["overlap"]
        assert common["brief"] > rare["brief"]

    def test_an_event_is_its_own_measure_of_what_is_rare(self) -> None:
        texts = ["the harbour closed", "the harbour closed", "the harbour opened", "harbour dues"]
        one_event = Wording([Content(text, event="a") for text in texts])
        two = Wording([Content(text, event="a" if n < 2 else "b") for n, text in enumerate(texts)])
        assert one_event.features([0], [1])[0, 0] <= two.features([0], [1])[0, 0]


class TestRun:
    @pytest.mark.parametrize(
        ("one", "other", "words"),
        [
            pytest.param("we lost the ridge at noon", "they lost the ridge at noon", 5, id="one after the other"),
            pytest.param("we lost the ridge at noon", "we lost the rigde at noon", 5, id="over a misspelling"),
            pytest.param("we lost the ridge", "the ridge we lost", 0, id="another order is none"),
            pytest.param("of the town", "of a town", 0, id="scattered words are none"),
            pytest.param("", "we lost the ridge", 0, id="nothing"),
        ],
    )
    def test_of_unquoted_words(self, one: str, other: str, words: int) -> None:
        assert len(Wording([Content(one), Content(other)]).run(0, 1)) == words

    def test_over_an_ellipsis(self) -> None:
        full = quoted("“We lost the ridge at noon, we lost the road at two and we will lose the village tonight.”")
        cut = quoted("“We lost the ridge at noon ... we will lose the village tonight.”")
        assert len(Wording([full, cut]).run(0, 1)) == len(cut.words)

    def test_one_rare_word_is_enough_when_both_quote_it(self) -> None:
        contents = [Content("what he called “malarkey”", "mixed"), Content("“malarkey”", "direct")]
        assert len(Wording([*contents, Content("rain")]).run(0, 1)) == 1


WORDS = ["the", "ferry", "not", "overloaded", "40", "14", "nine", "harbour", "“", "”", '"', "closed", "Moss", "…", "🚢"]
kinds, speakers = st.sampled_from(["direct", "indirect", "mixed"]), st.sampled_from([None, "Moss", "x"])
contents = st.builds(Content, st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), kinds, speakers)


class TestAlways:
    @given(st.lists(contents, min_size=2, max_size=5))
    def test_the_order_of_a_pair_does_not_matter_and_shares_are_shares(self, given: list[Content]) -> None:
        wording = Wording(given)
        pairs = np.array(list(permutations(range(len(given)), 2)))
        there, back = (wording.features(pairs[:, side], pairs[:, 1 - side]) for side in (0, 1))
        found = dict(zip(FEATURES, there.T))
        assert np.isfinite(there).all()
        assert (there >= 0).all()
        assert all((found[name] <= 1).all() for name in ("overlap", "likeness", "apart", "brief"))
        exact = [FEATURES.index(name) for name in ("overlap", "likeness", "same_actor", "other_actor", "brief")]
        assert np.allclose(there[:, exact], back[:, exact])

    @given(st.lists(contents, min_size=1, max_size=8))
    def test_neighbours_are_pairs_each_once(self, given: list[Content]) -> None:
        first, second = Wording(given).neighbours(np.arange(len(given)))
        pairs = {frozenset(pair) for pair in zip(first.tolist(), second.tolist())}
        assert len(pairs) == len(first)
        assert all(len(pair) == 2 for pair in pairs)
