"""Samples to spreadsheets, Label Studio and doccano, and back."""

from __future__ import annotations

import json
import warnings
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare import coding_problems, read_coding, write_coding
from framing.compare.coding import COLUMNS, typed
from framing.compare.coding_formats import CodingWarning, label_studio_interface
from framing.errors import ChoiceError, TableError


def sample(size=3, **columns):
    """Hits as `sample_hits` gives them, not coded yet."""
    rows = [
        {"item": f"h{number}", "left": "The old", "hit": "mob", "right": "ran, he said.", "category": "condemning",
         "means": "Said by foes.", "term": "mob", "lexicon": "crowds", "lexicon_version": "1.2.0",
         "doc_id": f"d{number}", "outlet": "Post", "voice": "outlet", "start": 8, "end": 11,
         "stratum": "crowds/condemning",
         "n_stratum": 12, "n_sampled": size, "inclusion": size / 12}
        for number in range(size)
    ]  # fmt: skip
    return typed(pd.DataFrame(rows).assign(**columns).reindex(columns=list(COLUMNS)))


def label_studio_export(path, annotations):
    """The tasks as Label Studio exports them (type JSON) once people have coded them."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    exported = [
        {"id": 100 + number, "data": task["data"], "annotations": own, "predictions": [], "project": 7}
        for number, (task, own) in enumerate(zip(tasks, annotations))
    ]
    path.write_text(json.dumps(exported), encoding="utf-8")


def annotation(answer, coder, note=None, cancelled=False):
    result = [{"from_name": "correct", "to_name": "context", "type": "choices", "value": {"choices": [answer]}}]
    if note:
        result.append({"from_name": "note", "to_name": "context", "type": "textarea", "value": {"text": [note]}})
    return {"id": 1, "completed_by": coder, "result": [] if cancelled else result, "was_cancelled": cancelled}


def doccano_export(path, labels, **more):
    """The records as doccano exports them: its own id, the metadata flat, the labels as a list."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({"id": number, **record, "label": label, "Comments": [], **more})
             for number, (record, label) in enumerate(zip(records, labels))]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("name", ["hits.csv", "hits.json", "hits.jsonl"])
def test_a_sample_comes_back_as_it_went(tmp_path, name):
    drawn = sample(left=["„Der“ alte", "naïve\u00a0view", "=1+1"], right=["left, he said.", "", 'a "b" c'])
    back = read_coding(write_coding(drawn, tmp_path / name)[0])
    own = [column for column in COLUMNS if column not in ("correct", "coder", "note")]
    pd.testing.assert_frame_equal(back[own].assign(right=back["right"].fillna("")), drawn[own], check_dtype=False)
    assert back["correct"].isna().all()
    assert set(back["coder"]) == {"hits"}


@pytest.mark.parametrize(
    ("answer", "read"),
    [("yes", True), ("No", False), ("Y", True), ("n", False), ("TRUE", True), ("false", False), ("1", True),
     ("0", False), (" yes ", True), ("", pd.NA)],
)  # fmt: skip
def test_answers_are_read_in_every_spelling(tmp_path, answer, read):
    back = read_coding(*write_coding(sample(1, correct=answer), tmp_path / "hits.csv"))
    assert back["correct"].tolist() == [read]
    assert coding_problems(back).empty


def test_bad_rows_are_named_and_good_ones_kept(tmp_path):
    drawn = sample(4, correct=["yes", "perhaps", "no", "yes"], n_stratum=[12, 12, 12, 0])
    (path,) = write_coding(drawn, tmp_path / "moss.csv")
    with pytest.warns(CodingWarning, match=r"left out: 2, kept: 2.*\n  moss.csv, row 3 \(h1\): `perhaps` is no answer"):
        back = read_coding(path)
    assert back["item"].tolist() == ["h0", "h2"]
    problems = coding_problems(back)
    assert problems[["file", "row", "item"]].values.tolist() == [["moss.csv", 3, "h1"], ["moss.csv", 5, "h3"]]
    assert "write yes or no" in problems["problem"][0]
    assert problems["problem"][1] == "`n_stratum` is `0`, no count: restore it from the sample"


def test_a_row_that_lost_its_name_is_named_by_its_line(tmp_path):
    (path,) = write_coding(sample(2, correct="yes", item=["h0", ""]), tmp_path / "moss.csv")
    with pytest.warns(CodingWarning, match="row 3: `item` is empty"):
        assert len(read_coding(path)) == 1


def test_a_spreadsheet_runs_no_formula_and_reads_the_letters(tmp_path):
    (path,) = write_coding(sample(1, left="=HYPERLINK(1)", note="+1 naïve"), tmp_path / "hits.csv")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"'=HYPERLINK(1)" in data
    assert b"'+1 na" in data
    assert read_coding(path)[["left", "note"]].values.tolist() == [["=HYPERLINK(1)", "+1 naïve"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_may_save_with_another_separator_and_decimals(tmp_path, separator):
    path = tmp_path / "hits.csv"
    frame = sample(2, correct=["yes", "no"]).astype({"n_stratum": "float64"})
    frame.assign(inclusion="0,25").to_csv(path, index=False, sep=separator)
    back = read_coding(path)
    assert back["correct"].tolist() == [True, False]
    assert back["n_stratum"].tolist() == [12, 12]
    assert back["inclusion"].tolist() == pytest.approx([2 / 12, 2 / 12])


def test_files_of_two_coders_make_one_frame(tmp_path):
    paths = [write_coding(sample(2, correct=given), tmp_path / f"{coder}.csv")[0]
             for coder, given in (("moss", ["yes", "no"]), ("lund", ["yes", "yes"]))]  # fmt: skip
    back = read_coding(*paths)
    assert back[["item", "coder", "correct"]].values.tolist() == [
        ["h0", "moss", True], ["h1", "moss", False], ["h0", "lund", True], ["h1", "lund", True],
    ]  # fmt: skip


def test_what_a_project_adds_to_its_sample_is_kept(tmp_path):
    (path,) = write_coding(sample(1, correct="yes").assign(corpus="our own texts"), tmp_path / "hits.csv")
    assert read_coding(path)["corpus"].tolist() == ["our own texts"]


def test_label_studio_gets_tasks_and_an_interface(tmp_path):
    tasks, interface = write_coding(sample(1), tmp_path / "hits.json")
    data = json.loads(tasks.read_text(encoding="utf-8"))[0]["data"]
    assert data["text"] == "The old [mob] ran, he said."
    assert data["definition"] == "condemning: Said by foes."
    view = ElementTree.fromstring(interface.read_text(encoding="utf-8"))
    assert interface.read_text(encoding="utf-8") == label_studio_interface()
    names = {tag.get("name"): tag for tag in view.iter() if tag.get("name")}
    assert {tag.get("value") for tag in view.iter("Text")} <= {f"${key}" for key in data}
    assert [choice.get("value") for choice in names["correct"]] == ["yes", "no"]
    assert names["correct"].get("toName") in names


def test_label_studio_annotations_come_back_a_row_a_coder(tmp_path):
    path, _ = write_coding(sample(4), tmp_path / "export.json")
    moss = {"id": 3, "email": "moss@ostrel.example", "first_name": "", "last_name": ""}
    given = [
        [annotation("yes", 3), annotation("no", 4, note="a mob of boys")],
        [annotation("no", moss)],
        [annotation("yes", 3, cancelled=True)],
        [],
    ]
    label_studio_export(path, given)
    back = read_coding(path)
    assert back["item"].tolist() == ["h0", "h0", "h1", "h2", "h3"]
    assert back["correct"].tolist() == [True, False, False, pd.NA, pd.NA]
    assert back["coder"].tolist() == ["3", "4", "moss@ostrel.example", "export", "export"]
    assert back["note"].tolist() == [pd.NA, "a mob of boys", pd.NA, pd.NA, pd.NA]
    assert back["n_stratum"].tolist() == [12] * 5


def test_doccano_labels_come_back(tmp_path):
    (path,) = write_coding(sample(4), tmp_path / "moss.jsonl")
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert (first["text"], first["label"]) == ("The old [mob] ran, he said.", [])
    doccano_export(path, [["yes"], ["no"], [], ["yes", "no"]])
    with pytest.warns(CodingWarning, match=r"row 4 \(h3\): `yes \| no` is no answer"):
        back = read_coding(path)
    assert back["correct"].tolist() == [True, False, pd.NA]
    assert set(back["coder"]) == {"moss"}


def test_doccano_of_old_named_the_coder_in_the_record(tmp_path):
    (path,) = write_coding(sample(1), tmp_path / "all.jsonl")
    doccano_export(path, [["yes"]], username="lund")
    assert read_coding(path)["coder"].tolist() == ["lund"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "x,y\n1,2\n", "has no column `correct`"),
        ("a.csv", b"item,correct\n\xe9,yes\n", "line 2: not UTF-8"),
        ("a.csv", 'item,correct\n"h1,yes\n', "mend the quotation marks"),
        ("a.json", "{", "not valid JSON"),
        ("a.json", '[{"text": "x", "choice": "yes"}]', "not JSON-MIN"),
        ("a.jsonl", '{"item": "h0"}\n{', "line 2: not valid JSON"),
        ("a.jsonl", "[1]", "no JSON object"),
    ],
)
def test_a_file_that_is_no_coded_sample_says_so(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CodingWarning)
        with pytest.raises(TableError, match=message):
            read_coding(path)


def test_wrong_use_is_refused(tmp_path):
    with pytest.raises(ChoiceError, match="format='xlsx'"):
        write_coding(sample(1), tmp_path / "hits.xlsx", format="xlsx")
    with pytest.raises(TableError, match="the sample is empty"):
        write_coding(sample(0), tmp_path / "hits.csv")
    with pytest.raises(TableError, match="no file was given"):
        read_coding()


@settings(deadline=None, max_examples=15)
@given(
    cells=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).filter(str.strip),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_any_words_come_back(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("coding")
    drawn = sample(len(cells), hit=cells)
    drawn = drawn[~drawn["hit"].str.startswith("'")]
    for name in ("hits.csv", "hits.json", "hits.jsonl"):
        if len(drawn):
            assert read_coding(write_coding(drawn, folder / name)[0])["hit"].tolist() == drawn["hit"].tolist()
