"""Samples of hits to and from the tools in which people code: spreadsheets, Label Studio, doccano.

Label Studio: tasks as https://labelstud.io/guide/tasks has them (a list of objects with ``data``), the interface as
https://labelstud.io/tags/choices and https://labelstud.io/tags/textarea; exports of the type "JSON",
https://labelstud.io/guide/task_format: in each of a task's ``annotations`` the ``result`` with the interface's name,
and who it is from in ``completed_by`` (a number, or an object with ``email``).

doccano (https://doccano.github.io/doccano/tutorial/): JSONL for a project of the type "text classification" with the
labels yes and no; keys beside ``text`` and ``label`` are kept as metadata and come back in the export. A project in
which each coder works alone exports one file a coder, named for the coder.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pandas as pd

from framing.compare.answers import answer
from framing.compare.cells import plain_cells, write_cells
from framing.compare.coding import COLUMNS, COUNTS, typed
from framing.compare.groups import choose
from framing.errors import TableError

FORMATS = {"csv": ".csv", "label-studio": ".json", "doccano": ".jsonl"}
QUESTION = "Is the word in [brackets] used here as its category says?"
NEEDED = ("item", "lexicon", "lexicon_version", "category", "stratum", "n_stratum")
PROBLEMS = ("file", "row", "item", "problem")
_PROBLEMS = "coding_problems"
_CODED = ("correct", "coder", "note")
_SHOWN = 5


class CodingWarning(UserWarning):
    """Rows of a coded sample that could not be taken."""


@dataclass(frozen=True)
class _Problem:
    file: str
    row: int
    item: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}" + (f" ({self.item})" if self.item else "") + f": {self.problem}"


Row = dict[str, Any]


def write_coding(sample: pd.DataFrame, path: str | Path, *, format: str | None = None) -> tuple[Path, ...]:
    """Write a sample to be coded, and return the files written.

    ``format`` is "csv" (UTF-8 with a byte order mark, cells that a spreadsheet would run as a formula neutralised),
    "label-studio" (tasks in JSON, and beside them the labelling interface in XML) or "doccano" (JSONL); by default that
    of the path's ending: .csv, .json, .jsonl. Raises ChoiceError for an unknown format, TableError for an empty sample.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     hits = pd.DataFrame({"item": ["h1"], "left": "A", "hit": "mob", "right": "sang.", "correct": ""})
    ...     [path.name for path in write_coding(hits, f"{folder}/hits.json")]
    ['hits.json', 'hits.xml']
    """
    target, form = Path(path), _format(Path(path), format)
    if sample.empty:
        raise TableError("the sample is empty: no hit was drawn, so there is nothing to code")
    target.parent.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        return (write_cells(sample.reset_index(drop=True), target),)
    tasks = [_task(row) for row in sample.astype(object).where(sample.notna(), None).to_dict("records")]
    if form == "doccano":
        lines = (json.dumps({**task, "label": []}, ensure_ascii=False) for task in tasks)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return (target,)
    target.write_text(json.dumps([{"data": task} for task in tasks], ensure_ascii=False, indent=1), encoding="utf-8")
    interface = target.with_suffix(".xml")
    interface.write_text(label_studio_interface(), encoding="utf-8")
    return target, interface


def read_coding(*paths: str | Path, format: str | None = None) -> pd.DataFrame:
    """Coded samples as one frame: a row a hit and coder, ``correct`` True, False, or missing where nobody answered.

    Reads what `write_coding` wrote and people filled in: CSV (comma, semicolon or tab), or the JSON and JSONL exports
    of Label Studio and doccano. Answers are yes or no, y/n, true/false, 1/0, in any case. A row with another answer, or
    that is no row of a sample, is left out with a CodingWarning; `coding_problems` has all of them. Where no coder is
    named, the file's name stands. Raises TableError for a file that is no coded sample, ChoiceError for a
    ``format`` that is none (by default that of the path's ending).

    Each of ``paths`` is one coder's file, or one of several coders.

    >>> from tempfile import TemporaryDirectory
    >>> hits = pd.DataFrame({"item": ["h1", "h2"], "lexicon": "labels", "lexicon_version": "1.0.0", "hit": "mob",
    ...     "category": "crowd", "stratum": "labels/crowd", "n_stratum": 7, "correct": ["Y", ""], "coder": "Moss"})
    >>> with TemporaryDirectory() as folder:
    ...     read_coding(*write_coding(hits, f"{folder}/hits.csv"))[["item", "correct", "coder"]].values.tolist()
    [['h1', True, 'Moss'], ['h2', <NA>, 'Moss']]
    """
    if not paths:
        raise TableError("no file was given: pass the coded files")
    rows: list[Row] = []
    problems: list[_Problem] = []
    for path in map(Path, paths):
        for number, row in _READERS[_format(path, format)](path):
            checked = _checked(row, path, number)
            if isinstance(checked, _Problem):
                problems.append(checked)
            else:
                rows.append(checked)
    extra = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in COLUMNS]
    frame = pd.DataFrame.from_records(rows, columns=[*COLUMNS, *extra])
    if "n_sampled" in frame:
        frame["inclusion"] = pd.to_numeric(frame["n_sampled"]) / pd.to_numeric(frame["n_stratum"])
    coded = typed(plain_cells(frame)).assign(correct=pd.array(list(frame["correct"]), dtype="boolean"))
    coded.attrs[_PROBLEMS] = [asdict(one) for one in problems]
    if problems:
        shown = "\n".join(f"  {one}" for one in problems[:_SHOWN])
        more = f"\n  and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        message = f"left out: {len(problems)}, kept: {len(rows)}; coding_problems(frame) has all. First:\n{shown}{more}"
        warnings.warn(message, CodingWarning, stacklevel=2)
    return coded


def coding_problems(coded: pd.DataFrame) -> pd.DataFrame:
    """What `read_coding` left out: ``file``, ``row`` (line or number of the record, from 1), ``item``, ``problem``.

    ``coded`` is what `read_coding` gave; of any other frame there are no rows. Raises nothing.

    >>> list(coding_problems(pd.DataFrame()).columns)
    ['file', 'row', 'item', 'problem']
    """
    found = pd.DataFrame(coded.attrs.get(_PROBLEMS, []), columns=list(PROBLEMS))
    return found.astype({"file": "string", "row": "Int64", "item": "string", "problem": "string"})


def label_studio_interface() -> str:
    """The labelling interface for the tasks that `write_coding` makes, as Label Studio's settings take it."""
    return (
        "<View>\n"
        f"  <Header value={quoteattr(QUESTION)}/>\n"
        '  <Text name="category_means" value="$definition"/>\n'
        '  <Text name="context" value="$text"/>\n'
        '  <Choices name="correct" toName="context" choice="single" required="true" showInline="true">\n'
        '    <Choice value="yes"/>\n'
        '    <Choice value="no"/>\n'
        "  </Choices>\n"
        '  <TextArea name="note" toName="context" placeholder="note" maxSubmissions="1" rows="2"/>\n'
        "</View>\n"
    )


def _format(path: Path, format: str | None) -> str:
    if format is None:
        format = {suffix: name for name, suffix in FORMATS.items()}.get(path.suffix.lower(), "csv")
    choose("format", format, tuple(FORMATS))
    return format


def _task(row: Mapping[Any, Any]) -> Row:
    """What a coder sees (``text``, ``definition``), and the rest of the row, without empty cells."""
    text = f"{row.get('left') or ''} [{row.get('hit') or ''}] {row.get('right') or ''}".strip()
    definition = f"{row.get('category') or ''}: {row.get('means') or ''}".strip(": ")
    kept = {name: value for name, value in row.items() if value is not None and name not in _CODED}
    return {"text": text, "definition": definition, **kept}


def _checked(row: Row, path: Path, number: int) -> Row | _Problem:
    """The row with its counts as numbers and its answer as a truth value, or why it cannot be taken."""
    item = str(row.get("item") or "")
    lacking = [name for name in NEEDED if row.get(name) in (None, "")]
    if lacking:
        return _Problem(path.name, number, item, f"`{lacking[0]}` is empty: restore it from the sample")
    try:
        counts = {name: _count(name, row.get(name)) for name in COUNTS}
        correct = answer(row.get("correct"))
    except ValueError as error:
        return _Problem(path.name, number, item, str(error))
    cells = {name: (None if value == "" else value) for name, value in row.items()}
    coder = str(cells.get("coder") or path.name.split(".")[0])
    return {**cells, **counts, "correct": pd.NA if correct is None else correct, "coder": coder}


def _count(name: str, cell: object) -> int | None:
    """A whole number; spreadsheets may have made 12.0 of 12."""
    text = str(cell if cell is not None else "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if value < (1 if name == "n_stratum" else 0) or value != int(value):
        raise ValueError(f"`{name}` is `{text}`, no count: restore it from the sample")
    return int(value)


def _read_csv(path: Path) -> Iterator[tuple[int, Row]]:
    """Line of the row's end and its cells; the separator is the one under which the header has a column ``correct``."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TableError(f"{path}, line {line}: not UTF-8; save it as `CSV UTF-8`") from error
    for separator in (",", ";", "\t"):
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        if "correct" in (reader.fieldnames or ()):
            break
    else:
        raise TableError(f"{path} has no column `correct`; give a sample that write_coding wrote")
    try:
        for row in reader:
            cells = {name: cell for name, cell in row.items() if name is not None}
            if any(cells.values()):
                yield reader.line_num, cells
    except csv.Error as error:
        raise TableError(f"{path}, line {reader.line_num}: {error}; mend the quotation marks there") from error


def _read_label_studio(path: Path) -> Iterator[tuple[int, Row]]:
    tasks = _json(path.read_text(encoding="utf-8-sig"), str(path))
    listed = tasks if isinstance(tasks, list) else [tasks]
    if not all(isinstance(task, dict) and isinstance(task.get("data"), dict) for task in listed):
        raise TableError(f"{path} is no list of tasks with `data`; export from Label Studio as JSON (not JSON-MIN)")
    for number, task in enumerate(listed, start=1):
        annotations = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
        for annotation in annotations or [{}]:
            answers = {one.get("from_name"): one.get("value", {}) for one in annotation.get("result") or []}
            yield (
                number,
                {
                    **_own(task["data"]),
                    "correct": _only(answers.get("correct", {}).get("choices")),
                    "note": _only(answers.get("note", {}).get("text")),
                    "coder": _coder(annotation.get("completed_by")),
                },
            )


def _read_doccano(path: Path) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        record = _json(line, f"{path}, line {number}")
        if not isinstance(record, dict):
            raise TableError(f"{path}, line {number}: no JSON object; export from doccano as JSONL")
        labels = record.get("label", record.get("labels"))
        coder, comments = record.get("username"), record.get("Comments")
        yield number, {**_own(record), "correct": _only(labels), "note": _only(comments), "coder": coder}


_READERS = {"csv": _read_csv, "label-studio": _read_label_studio, "doccano": _read_doccano}


def _own(data: Mapping[str, Any]) -> Row:
    """The cells of the sample; what the tool added stays out."""
    return {name: data[name] for name in COLUMNS if name in data and name not in _CODED}


def _only(values: object) -> str | None:
    """The one value of a list (or the value itself); several are no answer, and are told apart by a bar."""
    listed = values if isinstance(values, list) else [values]
    return " | ".join(str(one) for one in listed if one not in (None, "")) or None


def _coder(who: object) -> str | None:
    if isinstance(who, Mapping):
        who = who.get("email") or who.get("username") or who.get("id")
    return None if who is None else str(who)


def _json(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise TableError(f"{place}: not valid JSON ({error}); export the file again") from error
