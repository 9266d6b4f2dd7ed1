"""The same statement side by side: one utterance, every outlet that reports the event, and how each put it.

What this shows stands and falls with the alignment (see ``framing.compare.align``): an utterance that an outlet has in
words of its own and that was not recognised counts as left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from framing.compare.groups import Groups, Tables, choose
from framing.compare.rates import places
from framing.errors import TableError

LABELS = "labels"
LEFT_OUT = "left out"
NO_ARTICLE = "no article"
NO_CUE = "no cue"
SEPARATOR = " · "
PLACE_NAMES = {
    "outlet": "own voice",
    "scare_quoted": "scare quotes",
    "direct": "direct",
    "indirect": "indirect",
}
NEEDED = ("doc_id", "statement_id", "utterance", "how", "copy_of")
# Of the columns of an utterance, those that its matrix repeats.
HEADS = ("words", "actor")
_SHOWN = ("cue", "stance", "kind", "negated", "hedged", "source", "position")
_TEXTS = (
    "utterance",
    "words",
    "actor",
    "cue",
    "stance",
    "kind",
    "source",
    "labels",
    "doc_id",
    "statement_id",
    "copy_of",
)


def side_by_side(
    alignments: pd.DataFrame, analysis: Tables, *, by: str = "outlet", pair: str = "event", lexicon: str = LABELS
) -> pd.DataFrame:
    """Each utterance beside each outlet that has an article on its event; one row an utterance × outlet.

    ``alignments`` are those of ``align_statements``, with its ``pair``. Columns: the event (named as ``pair``),
    ``utterance``, ``words`` (its fullest wording), ``actor`` (whom most of its statements name), the outlet (named as
    ``by``), ``reported``, ``n_statements`` of the outlet that report it, then of the first of these by position:
    ``cue``, ``stance``, ``kind``, ``negated``, ``hedged``, ``source`` (the speaker as named here), ``labels`` (the
    terms of ``lexicon`` in the content, each with the voice that it is in), ``position`` (0 to 1), ``doc_id``,
    ``statement_id`` and ``copy_of``; all missing where it is left out. Last ``origin``: whose article that is, the
    outlet itself or, for wire copy, the outlet of the article that was copied.

    Wire copy counts once: of an outlet's statements those in copies are passed over when it has one of its own; where
    it has none, ``copy_of`` names the article copied. Utterances stand in the order of the alignments, outlets by
    name. Raises ChoiceError for an unknown ``by`` or ``pair``, TableError when a column lacks or the alignments are
    those of other statements.

    ``analysis`` is an `Analysis`, or anything with ``articles``, ``statements`` and ``mentions``.

    >>> from types import SimpleNamespace
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"], "event": "harbour"})
    >>> statements = pd.DataFrame({"doc_id": ["a"], "statement_id": ["a#0"], "content": ["it rained"], "cue": "claimed",
    ...     "content_start": [12], "content_spans": ["12-21"], "actor": ["Moss"], "source": ["Moss"], "position": [0.1],
    ...     "stance": ["doubting"], "kind": ["indirect"], "negated": [False], "hedged": [False]})
    >>> mentions = pd.DataFrame({name: [] for name in ("doc_id", "lexicon", "text", "start", "end", "voice")})
    >>> found = SimpleNamespace(articles=articles, statements=statements, mentions=mentions.assign(scare_quoted=False))
    >>> alignments = pd.DataFrame({"doc_id": ["a"], "statement_id": ["a#0"], "event": ["harbour"], "how": ["only"],
    ...     "utterance": ["harbour~0"], "copy_of": [None]})
    >>> side_by_side(alignments, found)[["outlet", "reported", "stance"]].astype(object).values.tolist()
    [['Post', True, 'doubting'], ['Wire', False, <NA>]]
    """
    groups = Groups.of(analysis.articles, by)
    choose("pair", pair, [name for name in analysis.articles.columns if name not in ("doc_id", "text", by)])
    need(alignments, (*NEEDED, pair), "alignments", f"align_statements(..., pair={pair!r})")
    said = _said(alignments, analysis.statements, pair)
    group_of = groups_of(groups)
    said[by] = said["doc_id"].map(group_of)
    said = said.dropna(subset=by)
    heads = _heads(said, pair)
    cells = heads.merge(covering(analysis.articles, group_of, by, pair), on=pair, how="inner")
    shown = _shown(said, by, _labels(said, analysis.mentions, lexicon))
    side = cells.merge(shown, on=["utterance", by], how="left")
    side["reported"] = side["statement_id"].notna()
    side["origin"] = origins(side, group_of, by)
    side["_row"] = side["utterance"].map({name: number for number, name in enumerate(heads["utterance"])})
    side = side.sort_values(["_row", by], kind="stable", ignore_index=True)
    return _typed(side, by, pair)


def reporting_matrix(side: pd.DataFrame, *, by: str = "outlet", pair: str = "event") -> pd.DataFrame:
    """``side``, the frame of ``side_by_side``, as a matrix: one utterance a row, one outlet a column; cells to be read.

    A cell says cue, stance, kind, labels with their voice, and how far into the article it stands: ``claimed ·
    doubting · mixed · “terrorist groups” (direct) · 12 % in``; ``left out`` where the outlet has an article on the
    event without it, ``no article`` where it has none. The index holds event and utterance; ``words`` and ``actor``
    stand before the outlets. Raises ChoiceError when ``by`` or ``pair`` is no column.

    >>> import pandas as pd
    >>> side = pd.DataFrame({"event": "harbour", "utterance": "harbour~0", "words": "it rained", "actor": "Moss",
    ...     "outlet": ["Post", "Wire"], "reported": [True, False], "origin": ["Post", None], "cue": ["claimed", None],
    ...     "stance": ["doubting", None], "kind": ["indirect", None], "negated": [False, None], "hedged": [False, None],
    ...     "labels": None, "position": [0.1, None], "n_statements": [1, 0], "copy_of": None, "doc_id": ["a", None],
    ...     "statement_id": ["a#0", None]})
    >>> reporting_matrix(side)[["Post", "Wire"]].values.tolist()
    [['claimed · doubting · indirect · 10 % in', 'left out']]
    """
    need_side(side, by, pair)
    cells = side.assign(_cell=[cell_text(row) for row in side.to_dict("records")])
    keys = [pair, "utterance"]
    heads = side.drop_duplicates(keys).set_index(keys)[list(HEADS)]
    wide = cells.pivot(index=keys, columns=by, values="_cell")
    wide = wide.reindex(heads.index).astype("string").fillna(NO_ARTICLE)
    return heads.join(wide.rename_axis(columns=None))


def cell_text(row: dict[Hashable, Any]) -> str:
    """How an outlet put the utterance, in one line; ``row`` is one of ``side_by_side``."""
    if not row["reported"]:
        return LEFT_OUT
    return SEPARATOR.join([cue_of(row), stance_of(row), str(row["kind"]), *details_of(row)])


def cue_of(row: dict[Hashable, Any]) -> str:
    """The cue as it stands, or that there is none."""
    return NO_CUE if pd.isna(row["cue"]) else str(row["cue"])


def stance_of(row: dict[Hashable, Any]) -> str:
    """The stance of the cue, and whether it is negated or hedged."""
    flags = [name for name in ("negated", "hedged") if pd.notna(row[name]) and row[name]]
    return ", ".join([str(row["stance"]), *flags])


def details_of(row: dict[Hashable, Any]) -> list[str]:
    """Labels, place in the article, further statements and wire copy: what a cell adds to cue, stance and kind."""
    more = int(row["n_statements"]) - 1
    return [
        *([str(row["labels"])] if pd.notna(row["labels"]) else []),
        f"{100 * row['position']:.0f} % in",
        *([f"and {more} more"] if more else []),
        *(["wire copy"] if pd.notna(row["copy_of"]) else []),
    ]


def need(frame: pd.DataFrame, columns: Sequence[str], table: str, made_by: str) -> None:
    """Raise TableError when a column lacks, naming the function that makes such frames."""
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise TableError(f"table `{table}` lacks {', '.join(missing)}; give a frame made by {made_by}")


def need_side(side: pd.DataFrame, by: str, pair: str) -> None:
    """Raise unless the frame is one of ``side_by_side`` with these columns."""
    need(side, ("utterance", "reported", "statement_id", "origin", *HEADS), "side", "side_by_side")
    choose("by", by, list(side.columns))
    choose("pair", pair, list(side.columns))


def _said(alignments: pd.DataFrame, statements: pd.DataFrame, pair: str) -> pd.DataFrame:
    """The aligned statements with what the statements table knows of them."""
    columns = ["statement_id", "actor", "content", "content_start", "content_spans", *_SHOWN]
    need(statements, columns, "statements", "analyze")
    said = alignments[[*NEEDED, pair]].merge(statements[columns], on="statement_id", how="left", validate="1:1")
    unknown = said.loc[said["content"].isna(), "statement_id"]
    if len(unknown):
        raise TableError(
            f"table `alignments`: no statement has statement_id {unknown.iloc[0]!r}; "
            "pass alignments and analysis of the same statements"
        )
    return said


def _heads(said: pd.DataFrame, pair: str) -> pd.DataFrame:
    """One row an utterance, in the order of its first statement: event, utterance, words, actor."""
    keys = [pair, "utterance"]
    heads = said[keys].drop_duplicates("utterance").set_index("utterance")
    fullest = said.assign(_rest=~said["how"].isin(("fullest", "only"))).sort_values("_rest", kind="stable")
    fullest = fullest.drop_duplicates("utterance")
    heads["words"] = pd.Series([spoken(row) for row in fullest.to_dict("records")], index=fullest["utterance"])
    named = said.groupby(["utterance", "actor"], sort=False).size().rename("n").reset_index()
    named = named.sort_values(["n", "actor"], ascending=[False, True]).drop_duplicates("utterance")
    heads["actor"] = named.set_index("utterance")["actor"]
    return heads.reset_index()


def spoken(row: dict[Hashable, Any]) -> str:
    """What is reported on one line: the parts of the content, without what stands between them."""
    first, content = int(row["content_start"]), str(row["content"])
    parts = [content[start - first : end - first] for start, end in _spans(row)]
    return " ".join(" ".join(parts).split())


def _spans(row: dict[Hashable, Any]) -> list[tuple[int, int]]:
    pairs = (span.split("-") for span in str(row["content_spans"]).split())
    return [(int(start), int(end)) for start, end in pairs]


def groups_of(groups: Groups) -> dict[str, str]:
    """The name of each article's group."""
    return {doc: groups.names[code] for doc, code in zip(groups.docs, groups.codes)}


def origins(side: pd.DataFrame, group_of: dict[str, str], by: str) -> pd.Series:
    """Whose article reports it: that of the row, or where it is wire copy, of the article copied."""
    copied = side["copy_of"].map(group_of)
    return copied.where(copied.notna(), side[by].where(side["reported"])).astype("string")


def covering(articles: pd.DataFrame, group_of: dict[str, str], by: str, pair: str) -> pd.DataFrame:
    """Which outlet has an article on which event; one row each."""
    events = articles[pair].astype("string")
    covering = pd.DataFrame({pair: events, by: articles["doc_id"].map(group_of)})
    return covering.dropna().drop_duplicates()


def _labels(said: pd.DataFrame, mentions: pd.DataFrame, lexicon: str) -> dict[str, str]:
    """Of each statement with a hit of the lexicon in its content: the hits, with the voice that they are in."""
    hits = mentions[mentions["lexicon"] == lexicon]
    hits = hits.assign(place=places(hits)).sort_values("start", kind="stable")
    own = {doc: part.to_dict("records") for doc, part in hits.groupby("doc_id", sort=False)}
    found = {}
    for row in said[said["doc_id"].isin(list(own))].to_dict("records"):
        inside = [hit for hit in own[row["doc_id"]] if _within(hit, _spans(row))]
        if inside:
            found[str(row["statement_id"])] = "; ".join(dict.fromkeys(_label(hit) for hit in inside))
    return found


def _within(hit: dict[Hashable, Any], spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit["start"] and hit["end"] <= end for start, end in spans)


def _label(hit: dict[Hashable, Any]) -> str:
    words = " ".join(str(hit["text"]).split())
    quoted = hit["place"] in ("direct", "scare_quoted")
    return f"{f'“{words}”' if quoted else words} ({PLACE_NAMES[hit['place']]})"


def _shown(said: pd.DataFrame, by: str, labels: dict[str, str]) -> pd.DataFrame:
    """One row an utterance × outlet that reports it: the first statement by position, its own before copies."""
    rows = said.assign(copied=said["copy_of"].notna(), labels=said["statement_id"].map(labels))
    keys = ["utterance", by]
    rows = rows[rows["copied"] == rows.groupby(keys)["copied"].transform("min")]
    rows = rows.sort_values(["position", "doc_id", "content_start"], kind="stable")
    counts = rows.groupby(keys).size().rename("n_statements").reset_index()
    kept = ["doc_id", "statement_id", "copy_of", "labels", *_SHOWN]
    return rows.drop_duplicates(keys)[[*keys, *kept]].merge(counts, on=keys)


def _typed(side: pd.DataFrame, by: str, pair: str) -> pd.DataFrame:
    texts = dict.fromkeys((by, pair, "origin", *_TEXTS), "string")
    side = side.assign(n_statements=side["n_statements"].fillna(0))
    side = side.astype({**texts, "n_statements": "Int64", "negated": "boolean", "hedged": "boolean", "position": float})
    return side[
        [
            pair, "utterance", "words", "actor", by, "reported", "n_statements", "cue", "stance", "kind", "negated",
            "hedged", "source", "labels", "position", "doc_id", "statement_id", "copy_of", "origin",
        ]
    ]  # fmt: skip
