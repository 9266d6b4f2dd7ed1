"""Docstrings as Markdown: examples become code blocks, public names in code and errors become links.

A griffe extension for mkdocstrings; the docstrings themselves stay as `help()` shows them.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

import framing
from framing import errors

EXAMPLE = re.compile(r"^>>> (?:.*\n?)(?:.+\n?)*", flags=re.MULTILINE)
NAME = re.compile(rf"(?<![\[`])(`{{1,2}})({'|'.join(sorted(framing.__all__, key=len, reverse=True))})\1(?!`)")
ERRORS = [name for name, one in vars(errors).items() if isinstance(one, type)]
ERROR = re.compile(rf"(?<![\w.`])({'|'.join(ERRORS)})(?![\w`\]])")


class Readable(griffe.Extension):
    """Rewrites each docstring once its object is read."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring is not None:
            obj.docstring.value = as_markdown(obj.docstring.value, own=obj.name)


def as_markdown(docstring: str, *, own: str = "") -> str:
    """The docstring with its examples fenced and with links to the public names that it mentions, save its own."""
    parts: list[str] = []
    place = 0
    for example in EXAMPLE.finditer(docstring):
        parts += [_linked(docstring[place : example.start()], own), f"```pycon\n{example[0].rstrip()}\n```\n"]
        place = example.end()
    return "".join([*parts, _linked(docstring[place:], own)])


def _linked(text: str, own: str) -> str:
    text = NAME.sub(lambda found: found[0] if found[2] == own else f"[`{found[2]}`][framing.{found[2]}]", text)
    return ERROR.sub(lambda found: found[0] if found[1] == own else f"[{found[1]}][framing.errors.{found[1]}]", text)
