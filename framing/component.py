"""The suite inside a spaCy pipeline: ``nlp.add_pipe("framing")``, then ``doc._.statements`` and ``span._.voice``.

spaCy finds the factory by its entry point; nothing of the suite needs to be imported. What the component finds is
kept in ``doc.user_data`` as plain values, so that it travels with the Doc (``to_bytes``, ``DocBin``, ``n_process``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from framing.collector import collector_off
from framing.errors import FramingError
from framing.find import Layout, Mention, Statement, Voices, find_mentions, find_statements
from framing.find.actors import Actor, resolve_actors
from framing.lexicon import Matcher, load_lexicon
from framing.parse.tokens import Tokens

NAME = "framing"
CUES = "reporting-verbs"
TERMS = ("labels", "hedges")
Row = TypeVar("Row")


@Language.factory(
    NAME,
    default_config={"lexicons": list(TERMS), "cues": CUES},
    requires=["token.dep", "token.head", "token.lemma", "token.pos", "token.tag", "doc.sents"],
    assigns=["doc._.statements", "doc._.actors", "doc._.mentions", "span._.voice", "span._.statement", "token._.voice"],
)
def make_framing(nlp: Language, name: str, lexicons: Sequence[str], cues: str) -> FramingComponent:
    """The component as ``nlp.add_pipe("framing", config={...})`` makes it.

    `lexicons` are names of built-in lexicons of terms or files of one's own, `cues` is the lexicon of reporting cues.
    Raises LexiconError for a lexicon that there is not or that is not sound.

    >>> from framing import load_model
    >>> from spacy.util import load_model_from_config
    >>> nlp = load_model_from_config(load_model().config)  # a pipeline of one's own: spacy.load("en_core_web_sm")
    >>> nlp.add_pipe("framing").__class__.__name__
    'FramingComponent'
    """
    _register()
    return FramingComponent(lexicons=lexicons, cues=cues)


class FramingComponent:
    """Finds statements, their actors, mentions and voices in each Doc that passes; it must stand after the parser.

    ``doc._.statements`` are `Statement` rows, ``doc._.actors`` whom each of them stands for (``None`` without a
    source), ``doc._.mentions`` the hits of the lexicons; ``span._.voice`` is *outlet*, *direct* or *indirect*, that of
    the span's last token, and ``span._.statement`` the innermost statement whose content it stands in. A Doc that has
    not passed the component raises FramingError when it is asked.
    """

    def __init__(self, *, lexicons: Sequence[str] = TERMS, cues: str = CUES) -> None:
        self._cues = load_lexicon(cues)
        self._matcher = Matcher(*map(load_lexicon, lexicons))

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with what was found in its ``user_data``; raises FramingError when it has no parse."""
        if len(doc) and not doc.has_annotation("DEP"):
            raise FramingError(
                f"the component {NAME!r} reads the parse, and this Doc has none: add it after the parser, "
                f"nlp.add_pipe({NAME!r}, last=True)"
            )
        with collector_off():
            layout = Layout.of(Tokens.of(doc))
            statements = list(find_statements(layout.tokens, lexicon=self._cues, layout=layout))
            voices = Voices.of(layout, statements)
            mentions = find_mentions(layout.tokens, lexicon=self._matcher, voices=voices, layout=layout)
            doc.user_data[NAME] = {
                "statements": _plain(statements),
                "actors": [None if actor is None else (actor.name, actor.kind)
                           for actor in resolve_actors(layout, statements)],
                "mentions": _plain(mentions),
                "voice": voices.voice,
                "inside": voices.statement,
            }  # fmt: skip
        return doc


def _plain(rows: Iterable[Statement | Mention]) -> list[list[Any]]:
    return list(map(list, rows))


def _found(doc: Doc) -> dict[str, Any]:
    found: dict[str, Any] | None = doc.user_data.get(NAME)
    if found is None:
        raise FramingError(f"this Doc has not passed the component {NAME!r}: nlp.add_pipe({NAME!r}), then nlp(text)")
    return found


def _statement(values: Sequence[Any]) -> Statement:
    fields = dict(zip(Statement._fields, values))
    fields["content_spans"] = tuple((start, end) for start, end in fields["content_spans"])
    return Statement(**fields)


def _statements(doc: Doc) -> list[Statement]:
    return list(map(_statement, _found(doc)["statements"]))


def _mentions(doc: Doc) -> list[Mention]:
    return [Mention(*values) for values in _found(doc)["mentions"]]


def _actors(doc: Doc) -> list[Actor | None]:
    return [None if values is None else Actor(*values) for values in _found(doc)["actors"]]


def _voice(span: Span) -> str | None:
    """That of its last token; None for a span of no token."""
    found = _found(span.doc)
    return str(found["voice"][span.end - 1]) if len(span) else None


def _inside(span: Span) -> Statement | None:
    found = _found(span.doc)
    number = found["inside"][span.end - 1] if len(span) else None
    return None if number is None else _statement(found["statements"][number])


def _voice_of_token(token: Token) -> str:
    return str(_found(token.doc)["voice"][token.i])


def _register() -> None:
    """Declare the extensions, once a process; raises FramingError where another package has taken a name."""
    wanted: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
        (Doc, "statements", _statements),
        (Doc, "actors", _actors),
        (Doc, "mentions", _mentions),
        (Span, "voice", _voice),
        (Span, "statement", _inside),
        (Token, "voice", _voice_of_token),
    )
    for owner, name, getter in wanted:
        if not owner.has_extension(name):
            owner.set_extension(name, getter=getter)
        elif owner.get_extension(name)[2] is not getter:
            taken = f"{owner.__name__.lower()}._.{name}"
            raise FramingError(f"another package has declared {taken}; remove it with {owner.__name__}.remove_extension"
                               f"({name!r}) before nlp.add_pipe({NAME!r})")  # fmt: skip
