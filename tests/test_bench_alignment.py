"""benchmarks/alignment.py: the labelled pairs, the counts, the training, the command."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import alignment
import train_alignment
from publish import read

from framing.compare import align
from framing.compare.wording import FEATURES

PAIRS = Path(__file__).parents[1] / "data" / "pairs" / "alignment.jsonl"
RECORDS = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


class TestLabelledPairs:
    def test_there_are_enough_of_each_label_on_both_sides_of_the_split(self) -> None:
        assert len(RECORDS) >= 220
        found = Counter((alignment.part_of(record["event"]), record["label"]) for record in RECORDS)
        labels = {*alignment.SAME, alignment.DIFFERENT}
        assert {label for _, label in found} == labels
        assert all(found["check", label] >= 5 and found["develop", label] >= 10 for label in labels)

    def test_ids_are_unique_and_a_pair_has_two_statements(self) -> None:
        assert len({record["id"] for record in RECORDS}) == len(RECORDS)
        for record in RECORDS:
            assert set(record) == {"id", "event", "a", "b", "label"}
            assert all(set(record[side]) == {"content", "actor", "kind"} for side in "ab")
            assert record["a"] != record["b"]

    def test_kinds_are_what_the_quotation_marks_say(self) -> None:
        for record in RECORDS:
            for side in (record["a"], record["b"]):
                content = alignment.Content(side["content"], "mixed")
                share = content.quoted.mean()
                expected = "indirect" if share == 0 else "direct" if share == 1 else "mixed"
                assert side["kind"] == expected, side

    def test_no_label_contradicts_another_one(self) -> None:
        """Where a is b and b is c, a is not told to be different from c."""
        groups: dict[tuple[str, str], tuple[str, str]] = {}

        def top(one: tuple[str, str]) -> tuple[str, str]:
            while groups.get(one, one) != one:
                one = groups[one]
            return one

        keys = [
            [(record["event"], json.dumps(record[side], ensure_ascii=False)) for side in "ab"] for record in RECORDS
        ]
        for (one, other), record in zip(keys, RECORDS):
            if record["label"] != alignment.DIFFERENT:
                groups[top(one)] = top(other)
        wrong = [r["id"] for (a, b), r in zip(keys, RECORDS) if r["label"] == alignment.DIFFERENT and top(a) == top(b)]
        assert not wrong


class TestCounts:
    def test_pairs_in_one_group(self) -> None:
        gold, found = np.array(list("aabb")), np.array([1, 1, 1, 2])
        assert alignment.pair_counts(gold, found).tolist() == [[1, 3, 2]]

    @pytest.mark.parametrize(
        ("gold", "found", "expected"),
        [
            ("aab", [1, 1, 2], (1, 1)),
            ("aab", [1, 1, 1], (5 / 9, 1)),
            ("aab", [1, 2, 3], (1, 2 / 3)),
        ],
    )
    def test_b_cubed(self, gold: str, found: list[int], expected: tuple[float, float]) -> None:
        assert alignment.b_cubed(np.array(list(gold)), np.array(found)) == pytest.approx(expected)

    def test_figures_by_hand(self) -> None:
        records = [record for record in RECORDS if record["event"] == RECORDS[0]["event"]]
        pairs = alignment.Pairs(records)
        everything = alignment.measure(pairs, np.ones(len(records)), bootstrap=10)
        same = int(pairs.same.sum())
        row = everything["scores"]["pair"]
        assert (row["right"], row["system"], row["gold"]) == (same, len(records), same)
        assert {label: found["r"] for label, found in everything["by_label"].items()} == dict.fromkeys(
            [label for label in alignment.SAME if label in set(pairs.labels)], 1.0
        )
        assert alignment.measure(pairs, np.zeros(len(records)))["scores"]["pair"]["f1"] == 0

    def test_the_threshold_of_a_peer_comes_from_the_develop_part(self) -> None:
        tuned, tuning = np.array([True, True, False]), np.array([0.9, 0.8, 0.1])
        found = alignment._at_best(tuned, np.array([True, False]), tuning, np.array([0.85, 0.9]))
        assert (found["p"], found["r"]) == (0.5, 1.0)


class TestTraining:
    def test_signs_are_held(self) -> None:
        """Data that say the opposite get a weight of 0, not one of the wrong sign."""
        rng = np.random.default_rng(0)
        features = rng.random((80, len(FEATURES)))
        same = features[:, FEATURES.index("overlap")] < 0.5
        weights = train_alignment.fit(features, same, np.ones(80))
        assert weights["overlap"] == 0
        assert all(weights[name] * (-1 if name in train_alignment.AGAINST else 1) >= 0 for name in FEATURES)

    def test_what_tells_them_apart_gets_weight(self) -> None:
        rng = np.random.default_rng(0)
        features = rng.random((80, len(FEATURES)))
        weights = train_alignment.fit(features, features[:, 0] > 0.5, np.ones(80))
        assert max(FEATURES, key=weights.__getitem__) == FEATURES[0]

    def test_the_file_is_read_back(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "own.tsv"
        weights = {"intercept": -1.5, **dict.fromkeys(FEATURES, 0.25)}
        train_alignment.write(weights, ["Made by hand."], path)
        assert path.read_text(encoding="utf-8").startswith("# Made by hand.\nintercept\t-1.5\n")
        monkeypatch.setattr(align, "WEIGHTS", path)
        alignment.published_weights.cache_clear()
        assert alignment.published_weights() == weights
        alignment.published_weights.cache_clear()


class TestCommand:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "own.jsonl"
        lines = PAIRS.read_text(encoding="utf-8").splitlines()
        kept = ("ferry-inquiry", "rail-strike", "river-poison", "school-closure")
        path.write_text("\n".join(line for line in lines if json.loads(line)["event"] in kept), encoding="utf-8")
        return path

    def test_figures_and_published_rows(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "accuracy.csv"
        monkeypatch.setattr(alignment, "publish", partial(alignment.publish, path=path))
        monkeypatch.setattr(alignment, "COPIES", 1)
        alignment.main([str(gold), "--bootstrap", "10", "--publish"])
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert list(result) == ["pairs", "scores", "by_label", "peers", "constructed", "speed", "weights", "meta"]
        assert list(result["peers"]) == ["framing", "rapidfuzz token_set_ratio", "cosine of tf-idf of words"]
        assert 0.5 < result["constructed"]["grouped"]["f1"] <= 1
        rows = read(path)
        assert {row["metric"] for row in rows} <= set(alignment.METRICS)
        command = "python benchmarks/alignment.py own.jsonl --part all --bootstrap 10"
        assert {row["command"] for row in rows} == {command}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nowhere.jsonl"], "there is no file nowhere.jsonl"),
            ([str(PAIRS), "--publish"], "--publish needs intervals"),
        ],
    )
    def test_what_cannot_be_run_is_told(
        self, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            alignment.main(arguments)
        assert message in capsys.readouterr().err
