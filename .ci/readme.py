"""Runs what README.md and the pages of docs/ show and writes the output under it; with --check, only compares.

A ``console`` block holds commands after ``$ `` and what they print (stdout and stderr together), a ``pycon`` block
Python after ``>>> ``; a ``python`` block is run and shows nothing. A block with a ``title``, or a ``toml`` block whose
first line is ``# NAME``, is first written to that file. The blocks of a page are run in order and share their Python
names. All of it happens in an empty folder in which ``data`` and ``notebooks`` are those of the repository.
``framing`` runs in this process, so that its imports are paid for once; what stands after it in a pipe is the shell's.

A figure that a page shows as ``img/NAME.svg`` is the one that its code saved as ``figures/NAME.svg``.

    .ci/readme.py [--check] [PAGE...]
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import matplotlib
from typer.testing import CliRunner

from framing import FramingError
from framing.cli import app

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "img"
PROGRESS = re.compile(r"(?:\r?\w+:\s+\d+%\|[^\r\n]*)+\n?")
BLOCK = re.compile(r'^```(\w+)(?: title="([^"\n]+)")?\n(.*?)^```$', flags=re.MULTILINE | re.DOTALL)
RUN = ("console", "pycon", "python")
IMAGE = re.compile(r"\]\((?:\.\./)*(?:docs/)?img/([\w.-]+\.svg)\)")


def pages() -> list[Path]:
    """README.md and the pages of docs/ that show something run."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if any(block[1] in RUN for block in BLOCK.finditer(page.read_text("utf-8")))]


def renewed(page: str) -> str:
    """The text of a page with the output that its commands give now, in the current folder."""
    for name in ("data", "notebooks"):
        Path(name).symlink_to(ROOT / name)
    names: dict[str, Any] = {}

    def block(found: re.Match[str]) -> str:
        head, _, _ = found[0].partition("\n")
        return f"{head}\n{_block(found[1], found[2], found[3], names)}```"

    return BLOCK.sub(block, page)


def _block(language: str, title: str | None, body: str, names: dict[str, Any]) -> str:
    first = body.split("\n", 1)[0]
    if title or (language == "toml" and first.startswith("# ")):
        path = Path(title or first[2:].strip())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    elif language == "python":
        exec(compile(body, "page", "exec"), names)
    elif language == "pycon":
        return _session(body, names)
    elif language == "console":
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "\n".join(f"$ {command}\n{_output(command)}" for command in commands)
    return body


def _session(body: str, names: dict[str, Any]) -> str:
    parts = []
    for part in doctest.DocTestParser().parse(body):
        if isinstance(part, str):
            parts.append(part)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(part.source, "page", "single"), names)
            except FramingError as error:
                said = "".join(traceback.format_exception_only(error))
                print(f"Traceback (most recent call last):\n  ...\n{said.rstrip()}")
        first, *rest = part.source.splitlines()
        lines = [f">>> {first}", *(f"... {line}".rstrip() for line in rest), *printed.getvalue().splitlines()]
        parts.append("".join(f"{line.rstrip()}\n" for line in lines))
    return "".join(parts)


def _output(command: str) -> str:
    own, _, rest = command.partition(" | ")
    if not own.startswith("framing "):
        printed = _shell(command, "")
    else:
        result = CliRunner().invoke(app, shlex.split(own)[1:])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        printed = result.stderr + _shell(rest, result.stdout) if rest else result.output
    return "".join(f"{line.rstrip()}\n" for line in PROGRESS.sub("", printed).splitlines())


def _shell(command: str, given: str) -> str:
    done = subprocess.run(
        ["bash", "-c", command], input=given, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout


def words_of(picture: str) -> list[str]:
    """What is written in a figure; where it stands may differ from one machine to the next."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


def difference(page: Path, *, write: bool) -> list[str]:
    """In what a page differs from what its code gives now; with ``write``, it is brought up to date."""
    name = page.relative_to(ROOT).as_posix()
    old = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        new = renewed(old)
        drawn = {one: Path("figures", one) for one in IMAGE.findall(old)}
        figures = {one: path.read_text(encoding="utf-8") for one, path in drawn.items() if path.is_file()}
    found = list(difflib.unified_diff(old.splitlines(), new.splitlines(), name, "printed now", lineterm=""))
    if write and new != old:
        page.write_text(new, encoding="utf-8")
    for one, picture in figures.items():
        kept = IMAGES / one
        if not kept.is_file() or words_of(kept.read_text(encoding="utf-8")) != words_of(picture):
            found.append(f"{name}: img/{one} is not the figure that the page's code draws now")
        if write:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(picture, encoding="utf-8")
    return found


def main(arguments: list[str]) -> int:
    matplotlib.use("agg")
    os.environ["COLUMNS"] = "88"  # what pandas and the help take for the width of the terminal
    given = [ROOT / argument for argument in arguments if argument != "--check"]
    check = "--check" in arguments
    found = [line for page in given or pages() for line in difference(page, write=not check)]
    if check:
        print(*found, sep="\n")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
