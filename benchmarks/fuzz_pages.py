"""Fuzz target of HTML: texts of every kind in all that is written as HTML without the report's templates."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pandas as pd
from fuzz_input import HOSTILE, ODD, Choices, must, whole

from framing.lexicon import Lexicon
from framing.show import annotate, reporting_html
from framing.show.trial import Trial
from framing.values import KINDS, STANCES, VOICES

ALLOWED = {"div", "span", "table", "thead", "tbody", "tr", "th", "td", "b"}


class _Reader(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        must(tag in ALLOWED, f"<{tag}> got into the page")
        for name, value in attrs:
            must(name in ("class", "style", "title", "aria-label", "scope"), f"{name}= got into the page")
            must(
                name != "style" or not any(odd in (value or "") for odd in ("url(", "<", "expression")),
                "a style that loads something",
            )

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment got into the page")

    handle_decl = handle_pi = handle_comment


def fuzz_html(data: bytes) -> None:
    """Whatever the texts are, HTML has the elements that the suite writes and no others, and no text is lost."""
    choices = Choices(data)
    text = choices.text(40)
    statements = pd.DataFrame([_statement(text, choices) for _ in range(choices.number(4))] or {"doc_id": []})
    mentions = pd.DataFrame([_mention(text, choices) for _ in range(choices.number(4))] or {"doc_id": []})
    page = str(annotate(text, statements, mentions, title=_odd(choices), legend=False))
    must("".join(_read(page).text).endswith(text), "text is lost")
    rows = mentions if len(mentions) else pd.DataFrame(columns=["category", "start", "end", "term"])
    page = Trial(Lexicon("odd", "1.0.0", "Odd", categories={_odd(choices): _odd(choices)}), text, rows)._repr_html_()
    must("".join(_read(page).text).endswith(text), "text is lost")
    if choices.chance(4):
        _read(str(reporting_html(pd.DataFrame([_beside(choices) for _ in range(1 + choices.number(3))]))))


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def _odd(choices: Choices) -> str:
    return whole(choices.pick((*HOSTILE, *ODD)) if choices.chance(2) else choices.text(4))


def _span(text: str, choices: Choices) -> tuple[int, int]:
    start = choices.number(len(text) + 1)
    return start, start + choices.number(len(text) - start + 1)


def _statement(text: str, choices: Choices) -> dict[str, Any]:
    start, end = _span(text, choices)
    cue, source = _span(text, choices), _span(text, choices)
    return {
        "doc_id": "a", "actor": _odd(choices), "source": _odd(choices), "kind": choices.pick(KINDS),
        "stance": choices.pick(STANCES),
        "content_spans": f"{start}-{end}", "cue_start": cue[0], "cue_end": cue[1], "cue_lemma": _odd(choices),
        "negated": False, "hedged": True, "source_start": source[0], "source_end": source[1],
    }  # fmt: skip


def _mention(text: str, choices: Choices) -> dict[str, Any]:
    start, end = _span(text, choices)
    return {
        "doc_id": "a", "lexicon": _odd(choices), "term": _odd(choices), "category": _odd(choices),
        "voice": choices.pick(VOICES),
        "scare_quoted": choices.chance(2), "start": start, "end": end,
    }  # fmt: skip


def _beside(choices: Choices) -> dict[str, Any]:
    return {
        "event": _odd(choices), "utterance": _odd(choices), "words": _odd(choices), "actor": _odd(choices),
        "outlet": _odd(choices),
        "reported": True, "origin": _odd(choices), "cue": _odd(choices), "stance": choices.pick(STANCES),
        "kind": choices.pick(KINDS),
        "negated": choices.chance(2), "hedged": False, "labels": _odd(choices), "position": 0.5, "n_statements": 1,
        "copy_of": _odd(choices), "statement_id": _odd(choices),
    }  # fmt: skip
