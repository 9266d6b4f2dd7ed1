"""The metric of benchmarks/bias.py, counted by hand, its splits, and its command on sentences of our own."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import bias
from bias_features import bucket, is_affix, sentence_features, word_features
from bias_metric import best_cut, macro_f1, marked, sentence_scores, word_scores, words_of
from bias_models import fold_of
from bias_sentences import Instruments, Sentence
from publish import read

from framing.lexicon import load_lexicon


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", []),
            ("- !", []),
            ("The far-right mayor's plan, 2020.", ["The", "far-right", "mayor's", "plan", "2020"]),
            ("It didn’t", ["It", "didn’t"]),
        ],
    )
    def test_a_word_is_a_run_with_inner_apostrophes_and_hyphens(self, text: str, words: list[str]) -> None:
        assert [text[start:end] for start, end in words_of(text)] == words

    @pytest.mark.parametrize(
        ("spans", "expected"),
        [
            ([], [False, False, False]),
            ([[2, 5, "lex"]], [False, True, False]),
            ([[4, 7]], [False, True, True]),
            ([[1, 2]], [False, False, False]),
            ([[0, 10, "lex"], [2, 3, "lex"]], [True, True, True]),
        ],
    )
    def test_a_word_is_marked_that_shares_a_character_with_a_span(self, spans: list[Any], expected: list[bool]) -> None:
        assert marked(words_of("A bad plan"), spans) == expected

    def test_figures_by_hand(self) -> None:
        """Seven words in two articles: two found rightly, one invented, one missed."""
        gold = [[True, False, True], [False, False], [True, False]]
        found = {
            "one": [[True, True, False], [False, False], [True, False]],
            "none": [[False] * 3, [False] * 2, [False] * 2],
        }
        scores = word_scores(gold, found, ["a", "a", "b"], 50)
        assert [scores["one"][name] for name in ("right", "system", "gold")] == [2, 3, 3]
        assert [scores["one"][name] for name in ("p", "r", "f1")] == [0.6667, 0.6667, 0.6667]
        assert [scores["none"][name] for name in ("p", "r", "f1", "f1_95")] == [0, 0, 0, [0, 0]]
        assert scores["one"]["f1_95"] == [0.5, 1.0]  # both draws of one article alone: 1 of 2 and 2; 1 of 1

    def test_the_cut_is_where_f1_is_best(self) -> None:
        assert best_cut([True, False, True, False], np.array([3.0, -2.0, 1.0, 0.5])) == 1.0


class TestSentences:
    def test_figures_by_hand(self) -> None:
        """Five sentences: 2 rightly biased, 1 missed, 1 invented, 1 rightly not; F1 of 2/3 and of 1/2."""
        gold = [True, True, True, False, False]
        scores = sentence_scores(gold, {"one": [True, True, False, True, False]}, list("aabbc"), 50)
        assert scores["one"]["macro_f1"] == pytest.approx((2 / 3 + 1 / 2) / 2, abs=1e-4)
        assert (scores["one"]["accuracy"], scores["one"]["of"]) == (0.6, 5)
        low, high = scores["one"]["macro_f1_95"]
        assert low < scores["one"]["macro_f1"] < high

    @pytest.mark.parametrize(
        ("cells", "value"),
        [([3, 0, 0, 2], 1.0), ([0, 3, 2, 0], 0.0), ([3, 0, 0, 0], 0.5), ([5, 0, 5, 0], 1 / 3), ([1, 1, 1, 1], 0.5)],
    )
    def test_macro_f1_is_the_mean_over_both_classes(self, cells: list[int], value: float) -> None:
        assert macro_f1(np.array(cells)) == pytest.approx(value)

    def test_an_interval_is_over_articles(self) -> None:
        """All sentences are of one article: every draw is the same."""
        scores = sentence_scores([True, False, True], {"one": [True, True, False]}, ["a"] * 3, 20)
        assert scores["one"]["macro_f1_95"] == [scores["one"]["macro_f1"]] * 2


SENTENCES = [{"group": f"article {number // 3}", "text": str(number)} for number in range(900)]


class TestSplit:
    def test_no_article_is_on_both_sides(self) -> None:
        develop, check = (bias.in_part(SENTENCES, part) for part in ("develop", "check"))
        assert len(develop) + len(check) == len(bias.in_part(SENTENCES, "all")) == 900
        assert not {one["group"] for one in develop} & {one["group"] for one in check}
        assert 560 < len(develop) < 700

    def test_an_article_is_in_one_fold(self) -> None:
        folds = [fold_of(one["group"]) for one in SENTENCES]
        assert len({(one["group"], fold) for one, fold in zip(SENTENCES, folds)}) == 300
        assert set(folds) == set(range(5))


@pytest.mark.parametrize(("value", "name"), [(0, "<=0"), (0.5, "<=1"), (1, "<=1"), (7, ">4")])
def test_a_bucket_says_what_it_holds(value: float, name: str) -> None:
    assert bucket(value, (0, 1, 4)) == name


@pytest.fixture(scope="module")
def instruments() -> Instruments:
    return Instruments.of(*map(load_lexicon, bias.LEXICONS))


@pytest.mark.model
class TestFeatures:
    @pytest.fixture
    def seen(self, nlp: Any, instruments: Instruments) -> Any:
        def of(text: str, word: str) -> dict[str, float]:
            sentence = Sentence.of(bias.parse_text(text), instruments)
            texts = [sentence.text_of(number) for number in range(len(sentence.words))]
            return word_features(sentence)[texts.index(word)]

        return of

    @pytest.mark.parametrize(
        ("text", "word", "features"),
        [
            (
                "The council made a shameful choice.",
                "shameful",
                ["pos=ADJ", "voice=outlet", "ends -ful", "before: DET|ADJ"],
            ),
            ("Keller claimed that the dam was safe.", "claimed", ["in reporting-verbs:doubting", "voice=outlet"]),
            ("“The dam is safe,” said Keller.", "safe", ["voice=direct"]),
            ("His stupidity cost the town a bridge.", "stupidity", ["pos=NOUN", "after: VERB|NOUN"]),
        ],
    )
    def test_what_a_word_shows(self, seen: Any, text: str, word: str, features: list[str]) -> None:
        assert set(features) <= set(seen(text, word))

    def test_none_is_the_word_itself(self, seen: Any) -> None:
        features = seen("The council made a shameful choice.", "shameful")
        assert not [name for name in features if "shameful" in name]
        affixes = [name.partition("|")[0].split()[1].strip("-") for name in features if is_affix(name)]
        assert {"ful", "sha"} <= set(affixes)
        assert max(map(len, affixes)) == 4

    def test_a_derived_word_inherits_the_category(self, seen: Any, instruments: Instruments) -> None:
        category = load_lexicon("subjective")["shameful"].category
        assert f"subjective:{category}" in instruments.families["shame"]
        assert f"derived, subjective:{category}" in seen("They shamed the whole town.", "shamed")

    def test_what_a_sentence_shows(self, nlp: Any, instruments: Instruments) -> None:
        features = sentence_features(Sentence.of(bias.parse_text("Keller said: “We won!”"), instruments))
        assert 0 < features["quoted share"] < 1
        assert {"mark !", "person 1", "statements=1", "words<=8"} <= set(features)

    def test_an_empty_text_has_no_words(self, nlp: Any, instruments: Instruments) -> None:
        sentence = Sentence.of(bias.parse_text(""), instruments)
        assert (word_features(sentence), sentence.found_by(), sentence.lemmas()) == ([], [], [])


BIASED = "The {} mayor made a {} mess of the bridge.", ("corrupt", "disgraceful", "shameless", "pathetic", "idiotic")
PLAIN = "The mayor of {} opened the bridge on {}.", ("Ostrel", "Keld", "Marden", "Lowen", "Torrin")


def records() -> list[dict[str, Any]]:
    """Ten articles of two sentences from two outlets: one in each judged biased, with its two loaded words."""
    made = []
    for number in range(10):
        word, other = BIASED[1][number % 5], BIASED[1][(number + 2) % 5]
        loaded = BIASED[0].format(word, other)
        spans = [[loaded.index(one), loaded.index(one) + len(one), "lex"] for one in (word, other)]
        plain = PLAIN[0].format(PLAIN[1][number % 5], ("Monday", "Friday")[number % 2])
        article = {"outlet": ("harbour-post", "the-ledger")[number % 2], "group": f"own/{number}"}
        made.append({"id": f"a{number}", "text": loaded, "label": 1, "spans": spans, **article})
        made.append({"id": f"b{number}", "text": plain, "label": 0, "spans": [], **article})
    return made


@pytest.mark.model
class TestCommand:
    """The whole run on sentences of our own."""

    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "own.jsonl"
        path.write_text("\n".join(map(json.dumps, records())), encoding="utf-8")
        return path

    @pytest.mark.parametrize("part", ["all", "check"])
    def test_plain_from_loaded(
        self, part: str, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], nlp: Any
    ) -> None:
        bias.main([str(gold), "--part", part, "--cache", str(tmp_path), "--bootstrap", "20"])
        result = json.loads(capsys.readouterr().out)
        assert list(result) == ["articles", "words", "sentences", "left_out", "weights", "meta"]
        assert result["articles"] == len({one["group"] for one in bias.in_part(records(), part)})
        assert set(result["words"]) == {*bias.LEXICONS, "lexicons", "model"}
        assert result["words"]["model"]["f1"] > 0.8
        assert result["sentences"]["model"]["macro_f1"] == 1
        assert result["sentences"]["outlet"]["macro_f1"] < 1
        assert set(result["left_out"]["by_outlet"]) <= {"harbour-post", "the-ledger"}
        assert result["left_out"]["sentences"]["model"]["macro_f1"] > 0.8
        weights = result["weights"]["words"]
        assert 0 < len(weights["towards"]) <= 20
        assert all(weight > 0 for _, weight in weights["towards"])
        assert all(weight < 0 for _, weight in weights["away"])
        assert not {"harbour-post", "the-ledger"} & {name for name, _ in result["weights"]["sentences"]["towards"]}

    def test_published_rows_have_the_command_that_prints_them(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], nlp: Any
    ) -> None:
        path = tmp_path / "accuracy.csv"
        monkeypatch.setattr(bias, "publish", partial(bias.publish, path=path))
        bias.main([str(gold), "--cache", str(tmp_path), "--bootstrap", "20", "--publish"])
        rows = read(path)
        assert {row["metric"] for row in rows} == set(bias.METRICS)
        assert {row["detector"] for row in rows} == {
            "biased words", "biased words (outlet left out)", "biased sentences", "biased sentences (outlet left out)",
        }  # fmt: skip
        assert {row["command"] for row in rows} == {"python benchmarks/bias.py own.jsonl --part all --bootstrap 20"}
        assert all(row["means"] and float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in rows)
        assert json.loads(capsys.readouterr().out)["meta"]["split"] == "all"

    def test_an_explanation_adds_up_and_names_words_and_categories(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], nlp: Any
    ) -> None:
        monkeypatch.setattr("bias_explain.REASONS", 10_000)
        said = "The pathetic mayor made a shameless mess."
        bias.main([str(gold), "--cache", str(tmp_path), "--explain", said])
        result = json.loads(capsys.readouterr().out)
        assert (result["text"], result["biased"]) == (said, True)
        assert {"pathetic", "shameless"} <= {one["word"] for one in result["words"]}
        assert all(one["log_odds"] >= result["cut"] for one in result["words"])
        added = sum(value for _, value in result["because"])
        assert added + result["intercept"] == pytest.approx(result["log_odds"], abs=0.1)
        assert any("subjective" in name for one in result["words"] for name, _ in one["because"])

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [(["nowhere.jsonl"], "there is no file nowhere.jsonl"), (["--publish"], "--publish needs intervals")],
    )
    def test_what_cannot_be_run_is_told(
        self, gold: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            bias.main(arguments if arguments[0] == "nowhere.jsonl" else [str(gold), *arguments])
        assert message in capsys.readouterr().err
