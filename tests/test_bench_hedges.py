"""The metric of benchmarks/hedges.py, counted by hand, and its command."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import hedges
from publish import read

MAY, IF = [3, 6, "epistemic"], [12, 14, "condition"]
NOTHING = (0, 0, 0)


def counted(cues: Sequence[Sequence[Any]], *found: tuple[int, int]) -> dict[str, tuple[int, ...]]:
    """Right, system and gold of every measure that counts something."""
    table = hedges.count_sentence(cues, found).tolist()
    rows = {name: tuple(row) for name, row in zip((*hedges.MEASURES, *hedges.TYPES), table)}
    return {name: row for name, row in rows.items() if row != NOTHING}


class TestCounts:
    @pytest.mark.parametrize(
        ("cues", "found", "expected"),
        [
            pytest.param([], [], {}, id="no cue and none found counts nothing"),
            pytest.param([], [(0, 2)], {"sentence": (0, 1, 0), "cue": (0, 1, 0)}, id="an invention"),
            pytest.param(
                [MAY],
                [],
                {"sentence": (0, 0, 1), "cue": (0, 0, 1), "epistemic": (0, 0, 1)},
                id="a miss",
            ),
            pytest.param(
                [MAY, IF],
                [(3, 6)],
                {"sentence": (1, 1, 1), "cue": (1, 1, 2), "epistemic": (1, 1, 1), "condition": (0, 0, 1)},
                id="one of two: the sentence is right",
            ),
            pytest.param(
                [MAY],
                [(8, 9)],
                {"sentence": (1, 1, 1), "cue": (0, 1, 1), "epistemic": (0, 0, 1)},
                id="elsewhere in the sentence: the sentence is right, the cue is not",
            ),
            pytest.param(
                [MAY],
                [(5, 9)],
                {"sentence": (1, 1, 1), "cue": (1, 1, 1), "epistemic": (1, 1, 1)},
                id="a shared character is enough",
            ),
            pytest.param(
                [MAY],
                [(6, 9)],
                {"sentence": (1, 1, 1), "cue": (0, 1, 1), "epistemic": (0, 0, 1)},
                id="ends are not part of a span",
            ),
            pytest.param(
                [MAY, IF],
                [(0, 20)],
                {"sentence": (1, 1, 1), "cue": (1, 1, 2), "epistemic": (1, 1, 1), "condition": (1, 1, 1)},
                id="one hit over two cues is one pair",
            ),
            pytest.param(
                [MAY, [3, 6, "doxastic"]],
                [(3, 6)],
                {"sentence": (1, 1, 1), "cue": (1, 1, 1), "epistemic": (1, 1, 1), "doxastic": (1, 1, 1)},
                id="the same words annotated twice are one cue, of two types",
            ),
            pytest.param(
                [[3, 6, "weasel"]],
                [(3, 6)],
                {"sentence": (1, 1, 1), "cue": (1, 1, 1)},
                id="another type counts as a cue",
            ),
        ],
    )
    def test_a_sentence(self, cues: list[Any], found: list[tuple[int, int]], expected: dict[str, Any]) -> None:
        assert counted(cues, *found) == expected

    def test_figures_by_hand(self) -> None:
        """Four sentences: a hit, a miss, an invention, one of two cues found."""
        gold = [{"cues": cues} for cues in ([MAY], [IF], [], [MAY, IF])]
        result = hedges.measure(gold, [[(3, 6)], [], [(0, 1)], [(12, 14)]], bootstrap=50)
        sentence, cue = (result["scores"][name] for name in ("sentence", "cue"))
        assert (sentence["right"], sentence["system"], sentence["gold"]) == (2, 3, 3)
        assert (sentence["p"], sentence["r"], sentence["f1"]) == (0.6667, 0.6667, 0.6667)
        assert (cue["right"], cue["system"], cue["gold"]) == (2, 3, 4)
        assert (cue["p"], cue["r"], cue["f1"]) == (0.6667, 0.5, 0.5714)
        assert {name: row["r"] for name, row in result["recall_by_type"].items()} == {
            "epistemic": 0.5,
            "condition": 0.5,
        }
        low, high = sentence["f1_95"]
        assert 0 <= low <= sentence["f1"] <= high <= 1


class TestSplit:
    def test_a_sentence_is_always_of_the_same_part_whatever_its_id(self) -> None:
        records = [{"id": "S1.1", "text": f"Sentence {number}."} for number in range(900)]
        develop, check = (hedges.in_part(records, part) for part in ("develop", "check"))
        assert len(develop) + len(check) == len(hedges.in_part(records, "all")) == 900
        assert not {one["text"] for one in develop} & {one["text"] for one in check}
        assert 550 < len(develop) < 650


TEXTS = {
    "The dam may break.": [[8, 11, "speculation_modal_probable_"]],
    "The dam broke.": [],
    "It holds if the rain stops.": [[9, 11, "speculation_hypo_condition _"]],
    "About 300 people left.": [],
}


@pytest.mark.model
class TestCommand:
    """The whole run on sentences of our own."""

    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "own.jsonl"
        lines = (json.dumps({"id": "S1.1", "text": text, "cues": cues}) for text, cues in TEXTS.items())
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def test_uncertainty_and_all_hedges(self, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        hedges.main([str(gold), "--cache", str(tmp_path)])
        result = json.loads(capsys.readouterr().out)
        assert list(result) == ["sentences", "scores", "recall_by_type", "all_hedges", "meta"]
        assert (result["sentences"], result["scores"]["sentence"]["f1"], result["scores"]["cue"]["f1"]) == (4, 1, 1)
        assert result["all_hedges"]["sentence"]["p"] == 0.6667  # "about" is mitigation
        assert {name: row["r"] for name, row in result["recall_by_type"].items()} == {"epistemic": 1, "condition": 1}
        assert result["meta"]["lexicons"].keys() == {"hedges"}

    def test_another_lexicon_without_groups_counts_every_term(
        self, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        own = tmp_path / "own.toml"
        own.write_text(
            'name = "own"\nversion = "1.0.0"\ntitle = "Own"\n[categories.modal]\nmeans = "May."\n'
            '[[term]]\nid = "may"\nlemma = "may"\ncategory = "modal"\n'
            'hits = ["It [may] rain."]\nmisses = ["It rains."]\n',
            encoding="utf-8",
        )
        hedges.main([str(gold), "--cache", str(tmp_path), "--lexicon", str(own)])
        result = json.loads(capsys.readouterr().out)
        assert result["scores"] == result["all_hedges"]
        assert (result["scores"]["cue"]["right"], result["scores"]["cue"]["gold"]) == (1, 2)

    def test_published_rows_have_the_command_that_prints_them(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "accuracy.csv"
        write = hedges.publish
        monkeypatch.setattr(hedges, "publish", partial(write, path=path))
        hedges.main([str(gold), "--cache", str(tmp_path), "--bootstrap", "20", "--publish"])
        rows = read(path)
        assert {row["metric"] for row in rows} <= set(hedges.METRICS)
        assert {row["metric"] for row in rows if row["detector"] == "hedges by type"} == {"epistemic.r", "condition.r"}
        assert {row["command"] for row in rows} == {"python benchmarks/hedges.py own.jsonl --part all --bootstrap 20"}
        assert json.loads(capsys.readouterr().out)["meta"]["split"] == "all"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nowhere.jsonl"], "there is no file nowhere.jsonl"),
            (["--publish"], "--publish needs intervals"),
            (["--publish", "--bootstrap", "9", "--lexicon", "own.toml"], "--publish is for the built-in lexicon"),
        ],
    )
    def test_what_cannot_be_run_is_told(
        self, gold: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            hedges.main(arguments if arguments[0] == "nowhere.jsonl" else [str(gold), *arguments])
        assert message in capsys.readouterr().err
