"""The metric of benchmarks/attribution.py: by hand, and against the scorer that other systems were measured with."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import attribution
import attribution_metric as metric
from counting import COUNTS, scores
from split import in_part, part_of

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "tools" / "score_attribution.py"
POLNEAR = SHARED / "data" / "polnear-train.jsonl"

TEXT = (
    'Ada Brook said the old dam is safe. "We will open all the gates today," the mayor added.\n'
    "Critics doubt it; it was reported that the pumps broke.\n"
)
Attribution = dict[str, list[list[int]]]


def span(words: str) -> list[list[int]]:
    """Where the words stand in TEXT; nowhere when there are none."""
    start = TEXT.index(words)
    return [[start, start + len(words)]] if words else []


def who(source: str, cue: str, content: str) -> Attribution:
    return {"source": span(source), "cue": span(cue), "content": span(content)}


BROOK = who("Ada Brook", "said", "the old dam is safe")
MAYOR = who("the mayor", "added", '"We will open all the gates today,"')
NOBODY = who("", "was reported", "that the pumps broke")
GOLD = [BROOK, MAYOR, NOBODY]


def measured(*predicted: Attribution, text: str = TEXT, **record: Any) -> dict[str, tuple[int, int, int]]:
    """Right, system and gold of every measure for these predictions."""
    table = metric.count_article({"text": text, "attributions": GOLD, **record}, predicted)
    return {name: (int(row[0]), int(row[1]), int(row[2])) for name, row in zip(metric.MEASURES, table)}


class TestCounts:
    def test_the_gold_itself_is_all_right(self) -> None:
        assert measured(*GOLD) == {
            "cue": (3, 3, 3),
            "content_words": (16, 16, 16),
            "content_words_aligned": (16, 16, 16),
            "content_exact": (3, 3, 3),
            "attribution": (3, 3, 3),
            "source_given_match": (2, 2, 2),
            "full": (3, 3, 3),
            "full_close": (3, 3, 3),
            "direct.attribution": (1, 1, 1),
            "direct.full": (1, 1, 1),
            "direct.full_close": (1, 1, 1),
            "direct.content_words_aligned": (7, 7, 7),
            "indirect.attribution": (2, 2, 2),
            "indirect.full": (2, 2, 2),
            "indirect.full_close": (2, 2, 2),
            "indirect.content_words_aligned": (9, 9, 9),
        }

    def test_nothing_predicted_is_nothing_right(self) -> None:
        assert {(right, system) for right, system, _ in measured().values()} == {(0, 0)}

    def test_the_order_of_predictions_does_not_matter(self) -> None:
        assert measured(NOBODY, BROOK, MAYOR) == measured(*GOLD)

    @pytest.mark.parametrize(
        ("predicted", "expected"),
        [
            pytest.param(
                [who("Ada Brook", "said", "the old dam is safe.")],
                {"content_exact": (1, 1, 3), "full_close": (1, 1, 3)},
                id="a full stop at the edge costs nothing",
            ),
            pytest.param(
                [who("the mayor", "added", "We will open all the gates today")],
                {"content_exact": (1, 1, 3), "direct.full": (1, 1, 1), "indirect.full": (0, 0, 2)},
                id="nor do the marks of a quotation",
            ),
            pytest.param(
                [who("Brook", "said", "old dam is safe")],
                {"content_exact": (0, 1, 3), "content_words": (4, 4, 16), "full_close": (1, 1, 3)},
                id="a word short: not exact, but close, and a shared word of the source is enough",
            ),
            pytest.param(
                [who("Ada Brook", "said", "dam is safe")],
                {"full": (1, 1, 3), "full_close": (0, 1, 3)},
                id="two of five words short: a Dice of 0.75 is not close",
            ),
            pytest.param(
                [who("Critics", "said", "the old dam is safe")],
                {"attribution": (1, 1, 3), "source_given_match": (0, 1, 1), "full": (0, 1, 3)},
                id="the wrong source",
            ),
            pytest.param(
                [who("", "said", "the old dam is safe")],
                {"attribution": (1, 1, 3), "source_given_match": (0, 0, 1), "full": (0, 1, 3)},
                id="a source is missed",
            ),
            pytest.param(
                [who("Critics", "was reported", "that the pumps broke")],
                {"source_given_match": (0, 1, 0), "full": (0, 1, 3)},
                id="a source where there is none",
            ),
            pytest.param(
                [{**BROOK, "cue": []}],
                {"cue": (0, 0, 3), "attribution": (1, 1, 3), "full": (1, 1, 3)},
                id="without a cue the content decides",
            ),
            pytest.param(
                [{**BROOK, "content": []}],
                {"cue": (1, 1, 3), "attribution": (1, 1, 3), "full": (1, 1, 3), "full_close": (0, 1, 3)},
                id="without a content the cue decides",
            ),
            pytest.param(
                [BROOK, BROOK],
                {"content_words": (5, 5, 16), "content_words_aligned": (5, 10, 16), "full": (1, 2, 3)},
                id="twice the same is once too often",
            ),
            pytest.param(
                [{**BROOK, "content": BROOK["content"] + MAYOR["content"]}],
                {
                    "content_words": (12, 12, 16),
                    "content_words_aligned": (7, 12, 16),
                    "attribution": (1, 1, 3),
                    "full": (1, 1, 3),
                },
                id="two contents in one: paired with the larger as words, with its cue as a whole",
            ),
            pytest.param(
                [who("Critics", "doubt", "it")],
                {"cue": (0, 1, 3), "attribution": (0, 1, 3), "indirect.attribution": (0, 1, 2)},
                id="an invention is of its own kind",
            ),
            pytest.param(
                [{"cue": [[0, 0]]}],
                {"cue": (0, 0, 3), "attribution": (0, 1, 3), "content_exact": (0, 0, 3)},
                id="roles may be absent and spans empty",
            ),
        ],
    )
    def test_a_prediction(self, predicted: Sequence[Attribution], expected: dict[str, tuple[int, int, int]]) -> None:
        found = measured(*predicted)
        assert {name: found[name] for name in expected} == expected

    def test_a_cue_may_be_a_colon_but_no_source_or_content_can(self) -> None:
        text = "Brook: we open."
        colon = {"source": [[5, 6]], "cue": [[5, 6]], "content": [[5, 6]]}
        found = measured(colon, text=text, attributions=[{**colon, "content": [[7, 14]]}])
        assert found["cue"] == (1, 1, 1)
        assert found["source_given_match"] == (0, 0, 0)
        assert found["content_words"] == (0, 0, 2)

    def test_what_is_mostly_discarded_is_not_counted(self) -> None:
        half = span("the old")
        assert measured(BROOK, discard=half)["full"] == (1, 1, 3)
        assert measured(BROOK, discard=span("the old dam"))["full"] == (0, 0, 3)

    def test_pairs_have_the_greatest_sum_not_the_greatest_pair(self) -> None:
        rows, columns = metric.pairs_of(np.array([[3.0, 2.9], [2.9, 0.0]]))
        assert list(zip(rows.tolist(), columns.tolist())) == [(0, 1), (1, 0)]

    @pytest.mark.parametrize("shape", [(0, 0), (0, 2), (2, 0), (2, 2)])
    def test_no_weight_is_no_pair(self, shape: tuple[int, int]) -> None:
        assert metric.pairs_of(np.zeros(shape))[0].size == 0

    def test_an_empty_text_counts_nothing(self) -> None:
        assert not metric.count_article({"text": "", "attributions": []}, []).any()


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "inside"),
        [
            ('a "b c" d', ["b c"]),
            ("a \u201cb\u201d \u00abc\u00bb \u201ed\u201d", ["b", "c", "d"]),
            ("a \u201eb\u201c c", ["b\u201c c"]),
            ("``b'' c ''d''", ["b", "d"]),
            ('"b\n"c" d', ["b\n", "c"]),
            ("b\u201d c", []),
            ("'b' c", []),
        ],
    )
    def test_what_stands_between_double_marks(self, text: str, inside: list[str]) -> None:
        assert [text[start:end] for start, end in metric.quotations(text)] == inside

    @pytest.mark.parametrize(
        ("text", "direct"),
        [
            ('"one two three four five"', True),
            ('"one two three four"', False),
            ('"one two three four five" and six more words', True),
            ('"one two three four five" and then five more words', False),
            ('"one two three" and "four five six"', False),
        ],
    )
    def test_a_direct_content_is_mainly_quoted_and_not_in_snippets(self, text: str, direct: bool) -> None:
        article = metric.Article(text)
        assert article.is_direct(article.members([[0, len(text)]], words=True)) is direct


class TestScores:
    COUNTS = (np.array([[2, 4, 2]]), np.array([[0, 0, 2]]), np.array([[1, 1, 1]]))

    def test_counts_are_summed_before_they_are_divided(self) -> None:
        assert scores(["full"], self.COUNTS) == {
            "full": {"p": 0.6, "r": 0.6, "f1": 0.6, "right": 3, "system": 5, "gold": 5}
        }

    def test_nothing_counted_is_nought(self) -> None:
        assert scores(["full"], [])["full"] == {"p": 0, "r": 0, "f1": 0, "right": 0, "system": 0, "gold": 0}

    def test_an_interval_holds_its_figure_and_is_the_same_again(self) -> None:
        table = scores(["full"], self.COUNTS * 10, bootstrap=200)["full"]
        assert table == scores(["full"], self.COUNTS * 10, bootstrap=200)["full"]
        for figure in ("p", "r", "f1"):
            low, high = table[f"{figure}_95"]
            assert 0 <= low < table[figure] < high <= 1

    def test_equal_articles_leave_no_doubt(self) -> None:
        table = scores(["full"], [np.array([[1, 2, 2]])] * 5, bootstrap=50)["full"]
        assert table["f1_95"] == [0.5, 0.5]

    def test_an_article_without_predictions_is_one_in_which_nothing_was_found(self) -> None:
        gold = [{"doc_id": name, "outlet": name, "text": TEXT, "attributions": GOLD} for name in "ab"]
        result = metric.score(gold, [{"doc_id": "b", "attributions": GOLD}], by_outlet=True)
        assert (result["articles"], result["articles_missing_from_system"]) == (2, 1)
        assert result["scores"]["full"]["r"] == 0.5
        assert [result["by_outlet"][outlet]["full"]["r"] for outlet in "ab"] == [0, 1]


class TestSplit:
    def test_an_article_is_always_of_the_same_part(self) -> None:
        assert [part_of(name) for name in ("an article", "a", "b", "c")] == ["develop", "check", "develop", "check"]

    def test_the_parts_share_nothing_and_are_about_seven_to_three(self) -> None:
        records = [{"doc_id": f"article {number}"} for number in range(1000)]
        develop, check = in_part(records, "develop"), in_part(records, "check")
        assert len(develop) + len(check) == len(in_part(records, "all")) == 1000
        assert not {one["doc_id"] for one in develop} & {one["doc_id"] for one in check}
        assert 650 < len(develop) < 750

    def test_another_part_is_refused(self) -> None:
        with pytest.raises(ValueError, match="choose one of all, develop, check"):
            in_part([], "test")


@pytest.mark.model
class TestCommand:
    """The whole run on an article of our own."""

    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "own.jsonl"
        empty = {"doc_id": "empty", "outlet": "x", "text": "", "attributions": [], "discard": []}
        records = [{"doc_id": "a", "outlet": "x", "text": TEXT, "attributions": GOLD, "discard": []}, empty]
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        return path

    def test_it_prints_scores_rules_and_meta_and_writes_what_it_scored(
        self, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "predictions.jsonl"
        attribution.main([str(gold), "--predictions", str(out), "--cache", str(tmp_path), "--bootstrap", "20"])
        result = json.loads(capsys.readouterr().out)
        predicted = attribution.read_gold(out)
        assert list(result) == ["articles", "articles_missing_from_system", "scores", "rules", "meta"]
        assert list(result["scores"]) == list(result["rules"]) == list(metric.MEASURES)
        assert [record["doc_id"] for record in predicted] == ["a", "empty"]
        assert result["scores"] == metric.score(attribution.read_gold(gold), predicted, bootstrap=20)["scores"]
        assert result["scores"]["direct.full"]["right"] == 1
        assert result["meta"]["data_set"] == "own"

    def test_the_rules_alone_are_then_the_system(
        self, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        attribution.main([str(gold), "--rules", "--cache", str(tmp_path), "--by-outlet"])
        result = json.loads(capsys.readouterr().out)
        assert result["scores"] == result["rules"] == result["by_outlet"]["x"]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [(["nowhere.jsonl"], "there is no file nowhere.jsonl"), (["--publish"], "--publish needs intervals")],
    )
    def test_what_cannot_be_run_is_told(
        self, gold: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            attribution.main(arguments if arguments[0] == "nowhere.jsonl" else [str(gold), *arguments])
        assert message in capsys.readouterr().err


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The shared folder's scorer, which is a script."""
    spec = importlib.util.spec_from_file_location("score_attribution", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not (SCORER.is_file() and POLNEAR.is_file()),
    reason="compares with ../shared/tools/score_attribution.py on PolNeAR, which are not part of this repository",
)
class TestAgainstTheScorer:
    """The same figures as the scorer of the shared folder, on gold that was spoilt by chance."""

    def test_both_agree_figure_for_figure(self, scorer: ModuleType) -> None:
        records = in_part(attribution.read_gold(POLNEAR), "develop")[:120:3]
        chance = random.Random(7)
        gold, system = [], []
        for record in records:
            predicted = spoilt(record, chance)
            if different(scorer, record, predicted):
                assert has_ties(record, predicted), f"the scorers differ on {record['doc_id']}, and no tie explains it"
            else:
                gold.append(record)
                system.append({"doc_id": record["doc_id"], "attributions": predicted})
        assert len(gold) >= 0.9 * len(records) >= 36
        theirs, ours = scorer.score(gold, system, by_outlet=True), metric.score(gold, system, by_outlet=True)
        assert ours == theirs
        assert 0.2 < ours["scores"]["full"]["f1"] < 0.9

    def test_both_agree_on_the_gold_itself_and_on_nothing(self, scorer: ModuleType) -> None:
        gold = in_part(attribution.read_gold(POLNEAR), "develop")[1:60:6]
        for system in (gold, []):
            assert metric.score(gold, system)["scores"].keys() == scorer.score(gold, system)["scores"].keys()
            assert metric.score(gold, system) == scorer.score(gold, system)

    def test_the_intervals_are_about_the_same(self, scorer: ModuleType) -> None:
        gold = in_part(attribution.read_gold(POLNEAR), "develop")[:30]
        chance = random.Random(8)
        system = [{"doc_id": one["doc_id"], "attributions": spoilt(one, chance)} for one in gold]
        theirs, ours = (score(gold, system, bootstrap=400)["scores"] for score in (scorer.score, metric.score))
        for measure in ("cue", "full", "content_exact"):
            assert ours[measure]["f1_95"] == pytest.approx(theirs[measure]["f1_95"], abs=0.02)


def spoilt(record: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """The gold attributions with some lost, doubled, shifted, or given another's source, cue or content."""
    gold = record["attributions"]
    found = []
    for one in gold:
        if chance.random() < 0.15:
            continue
        copy = {role: shifted(one[role], len(record["text"]), chance) for role in ("source", "cue", "content")}
        fate = chance.random()
        if fate < 0.3:
            role = ("source", "cue", "content")[int(10 * fate)]
            copy[role] = chance.choice(gold)[role]
        elif fate < 0.4:
            copy["content"] = copy["content"] + chance.choice(gold)["content"]
        elif fate < 0.5:
            copy["cue"] = []
        found += [copy] * (2 if chance.random() < 0.05 else 1)
    chance.shuffle(found)
    return found


def shifted(spans: list[list[int]], length: int, chance: random.Random) -> list[list[int]]:
    """Spans with their edges moved, some of them lost."""
    steps = (0, 0, 0, -20, -7, -2, 2, 7, 20)
    moved = [(max(0, start + chance.choice(steps)), min(length, end + chance.choice(steps))) for start, end in spans]
    return [[start, end] for start, end in moved if start < end and chance.random() > 0.1]


def different(scorer: ModuleType, record: dict[str, Any], predicted: list[dict[str, Any]]) -> bool:
    """Whether the two count anything differently in an article."""
    theirs = scorer.count_article(record, predicted)
    ours = metric.count_article(record, predicted)
    return any(
        theirs[measure, name] != number
        for measure, row in zip(metric.MEASURES, ours)
        for name, number in zip(COUNTS, row)
    )


def has_ties(record: dict[str, Any], predicted: list[dict[str, Any]]) -> bool:
    """Whether some other pairing has the same greatest sum: then a score may count either."""
    article = metric.Article(record["text"])
    discard = article.members(record["discard"], words=True)
    gold, system = metric.Side.of(article, record["attributions"]), metric.Side.of(article, predicted, discard=discard)
    tables = (
        metric.dice(gold.cue, system.cue),
        metric.shared(gold.content, system.content),
        metric.attribution_weights(gold, system),
    )
    return any(_has_tie(table) for table in tables)


def _has_tie(weights: metric.Floats) -> bool:
    rows, columns = metric.pairs_of(weights)
    best = weights[rows, columns].sum()
    for row, column in zip(rows, columns):
        without = weights.copy()
        without[row, column] = 0
        if without[metric.pairs_of(without)].sum() > best - 1e-9:
            return True
    return False
