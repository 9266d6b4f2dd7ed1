"""Runs the commands of README.md and writes their output under them; with --check, only compares.

A ``console`` block holds commands after ``$ `` and what they print (stdout and stderr together). A ``toml``
block whose first line is ``# NAME`` is first written to that file; a ``python`` block is run. All of it
happens in an empty folder in which ``data`` and ``notebooks`` are those of the repository. ``framing`` runs in
this process, so that its imports are paid for once; what stands after it in a pipe is the shell's.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
from typer.testing import CliRunner

from framing.cli import app

ROOT = Path(__file__).resolve().parents[1]
PROGRESS = re.compile(r"(?:\r?\w+:\s+\d+%\|[^\r\n]*)+\n?")
BLOCK = re.compile(r"^```(console|toml|python)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def renewed(readme: str) -> str:
    """The text of the README with the output that its commands give now, in the current folder."""
    for name in ("data", "notebooks"):
        Path(name).symlink_to(ROOT / name)
    return BLOCK.sub(lambda block: f"```{block[1]}\n{_block(block[1], block[2])}```", readme)


def _block(language: str, body: str) -> str:
    first = body.split("\n", 1)[0]
    if language == "toml" and first.startswith("# "):
        Path(first[2:].strip()).write_text(body, encoding="utf-8")
    elif language == "python":
        exec(compile(body, "README.md", "exec"), {})
    elif language == "console":
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "\n".join(f"$ {command}\n{_output(command)}" for command in commands)
    return body


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


def main(arguments: list[str]) -> int:
    matplotlib.use("agg")
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        new = renewed(old)
    if "--check" in arguments:
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), "README.md", "printed now", lineterm=""):
            print(line)
        return int(old != new)
    path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
