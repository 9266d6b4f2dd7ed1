"""A lexicon file as it stands: the TOML data and the line of every table and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from framing.lexicon.model import Problem

LARGEST_FILE = 16 * 2**20  # bytes: some 100,000 entries, 20 s and 600 MB; what is larger was hardly meant as a lexicon
_TABLE = re.compile(r"\s*(\[{1,2})([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(["']?)([\w.-]+)\1\s*=""")
_CURLY = re.compile("[\u201c\u201d\u2018\u2019]")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class RawLexicon:
    """The data of a file before anything is checked; ``lines`` maps (table, key) to a line, from 1.

    A table is "" (the head of the file), "term:0" (the first ``[[term]]``), or its dotted name; key "" is the
    line of the table itself.
    """

    file: str
    data: Mapping[str, Any]
    lines: Mapping[tuple[str, str], int]

    def line(self, table: str, key: str = "") -> int | None:
        """The line of a key of a table, else of the table, else None."""
        top = re.split("[.:]", table)[0]
        return self.lines.get((table, key)) or self.lines.get((table, "")) or self.lines.get(("", top))


def read_raw(path: Path | Traversable) -> RawLexicon | Problem:
    """The file's data, or the one problem that keeps it from being read (missing, too large, not UTF-8, not TOML)."""
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return Problem(name, None, None, f"cannot be read: {reason}", "check the path")
    if len(content) > LARGEST_FILE:
        size = f"it has over {LARGEST_FILE:,} bytes (LARGEST_FILE)"
        return Problem(name, None, None, f"cannot be read: {size}", "split it into several lexicons")
    try:
        # utf-8-sig: some editors begin the file with a byte order mark, which TOML does not allow.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(name, line, None, f"byte {error.start} is not UTF-8", "save the file in the encoding UTF-8")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError alone comes of numbers with thousands of digits
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        message = _PLACE.sub("", str(error))
        return Problem(name, line, None, f"not valid TOML: {message}", _syntax_mend(text, line, message))
    return RawLexicon(name, data, _lines(text))


def _syntax_mend(text: str, line: int, message: str) -> str:
    """How to mend TOML that cannot be read: what word processors and haste do to quotation marks, else in general."""
    if message == "Illegal character '\\n'":
        return "close the quotation mark that is open in this line"
    if _CURLY.search("".join(text.splitlines()[line - 1 : line])):
        return "write straight quotation marks round values, not curly ones"
    return "mend the syntax at or before this line"


def builtin_files() -> dict[str, Traversable]:
    """The built-in lexicon files by name, in alphabetical order."""
    folder = files("framing.lexicon") / "builtin"
    found = folder.iterdir() if folder.is_dir() else iter(())
    return {one.name.removesuffix(".toml"): one for one in sorted(found, key=str) if one.name.endswith(".toml")}


def _lines(text: str) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    table, count, quote = "", 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not quote:
            header = _TABLE.match(line)
            key = _KEY.match(line)
            if header:
                table = header[2].strip().replace('"', "").replace("'", "")
                lines.setdefault(("", table.split(".")[0]), number)
                if header[1] == "[[" and table == "term":
                    table, count = f"term:{count}", count + 1
                lines.setdefault((table, ""), number)
            elif key:
                lines.setdefault((table, key[2]), number)
        quote = _open_quote(line, quote)
    return lines


def _open_quote(line: str, quote: str) -> str:
    """The delimiter of a multi-line string that is open after this line, given the one open before it."""
    for found in re.findall(r'"""|\'\'\'', line):
        if not quote:
            quote = found
        elif found == quote:
            quote = ""
    return quote
