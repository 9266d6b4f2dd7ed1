"""Filling the evidence of a report: which rows of an analysis are shown, and by which values they are found."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.compare.agency import MEASURES, in_base, is_hit
from framing.compare.groups import Groups, Tables
from framing.compare.naming import ANY, PRONOUN
from framing.compare.rates import places
from framing.compare.shares import OTHER, UNNAMED, speakers, with_speaker
from framing.find.naming import SEPARATOR
from framing.show.evidence import Evidence, lists
from framing.show.passages import NOTHING, Mark, Passages

NAMED, WORDED, OWN_WORDS = "named", "no pronoun", "has words of its own"
FLAGS = ("negated", "hedged")
Row = Mapping[Hashable, Any]


def evidence_of(analysis: Tables, groups: Groups, *, top: int, utterances: Mapping[str, str]) -> Evidence:
    """The evidence of an analysis' articles, statements and mentions; ``top`` actors have their own speaker.

    ``utterances`` names those of statements, by statement_id. Articles with the column ``text`` are shown by whole
    sentences.
    """
    articles = analysis.articles
    group_of = dict(zip(groups.docs, (groups.names[code] for code in groups.codes)))
    known = articles[articles["doc_id"].isin(groups.docs)]
    known = known.assign(group=known["doc_id"].map(group_of))
    texts = known.dropna(subset=["text"]) if "text" in known else known.iloc[:0].assign(text="")
    said = groups.rows(analysis.statements, "statements")
    passages = Passages(dict(zip(texts["doc_id"].astype(str), texts["text"].astype(str))), said)
    evidence = Evidence(known, passages)
    worded = analysis.exposure.query("voice == 'outlet' and n_words > 0")["doc_id"]
    own = known["doc_id"].isin(worded.tolist())
    evidence.add("articles", known["doc_id"], [NOTHING] * len(known), own=[OWN_WORDS if one else None for one in own])
    hits = groups.rows(analysis.mentions, "mentions")
    add_statements(evidence, said, hits, top=top, utterances=utterances)
    add_mentions(evidence, hits, said)
    return evidence


def add_statements(
    evidence: Evidence, said: pd.DataFrame, hits: pd.DataFrame, *, top: int, utterances: Mapping[str, str]
) -> None:
    """One row a statement; ``term`` has the terms that stand in it."""
    rows, _ = with_speaker(said, top)
    inside = hits.dropna(subset=["statement_id"])
    terms = {str(name): list(own) for name, own in inside.groupby("statement_id")["term"]}
    evidence.add(
        "statements",
        rows["doc_id"],
        [evidence.passages.statement_spot(row) for row in rows.to_dict("records")],
        utterance=rows["statement_id"].map(utterances),
        actor=_actors(rows),
        speaker=rows["speaker"],
        known=[None if name == UNNAMED else NAMED for name in speakers(rows)],
        stance=rows["stance"],
        voice=rows["kind"],
        term=lists(terms, rows["statement_id"]),
        flag=[[name for name in FLAGS if row[name]] for row in rows[list(FLAGS)].to_dict("records")],
    )


def add_mentions(evidence: Evidence, hits: pd.DataFrame, said: pd.DataFrame) -> None:
    """One row a hit of a term; the stance is that of the statement that it stands in."""
    stances = dict(zip(said["statement_id"], said["stance"]))
    evidence.add(
        "mentions",
        hits["doc_id"],
        _spots(evidence, hits),
        actor=hits["actor"],
        stance=hits["statement_id"].map(stances),
        voice=places(hits),
        term=hits["term"],
        lexicon=hits["lexicon"],
        category=hits["category"],
        flag=[["negated"] if negated else [] for negated in hits["negated"]],
    )


def add_naming(evidence: Evidence, naming: pd.DataFrame, wordings: Mapping[str, Sequence[str]]) -> None:
    """One row a mention of one of these actors; ``wordings`` has the commonest of each."""
    rows = naming[naming["actor"].isin(list(wordings))]
    kept = {actor: {word.casefold(): word for word in own if word != OTHER} for actor, own in wordings.items()}
    worded = rows["form"] != PRONOUN
    evidence.add(
        "naming",
        rows["doc_id"],
        _spots(evidence, rows),
        actor=rows["actor"],
        voice=rows["voice"],
        form=rows["form"],
        worded=[WORDED if one else None for one in worded],
        wording=[
            kept[actor].get(text.casefold(), OTHER) if one else None
            for actor, text, one in zip(rows["actor"], rows["text"], worded)
        ],
        modifier=[
            [ANY, *text.split(SEPARATOR)] if one and not pd.isna(text) else []
            for text, one in zip(rows["modifiers"], worded)
        ],
    )


def add_agency(evidence: Evidence, agency: pd.DataFrame) -> None:
    """One row an event of violence with a patient; ``of`` names the measures it counts for, ``hit`` those it raises."""
    rows = violent(agency)
    of = {name: in_base(rows, name) for name in MEASURES}
    hit = {name: of[name] & is_hit(rows, name) for name in MEASURES}
    spots = [
        evidence.passages.spot(
            row["doc_id"], [_hit(row)], statement_id=row["statement_id"], words=" · ".join(_parts(row))
        )
        for row in rows.to_dict("records")
    ]
    evidence.add(
        "agency",
        rows["doc_id"],
        spots,
        actor=rows["agent_actor"],
        voice=rows["voice"],
        category=rows["category"],
        of=list(_names(of, len(rows))),
        hit=list(_names(hit, len(rows))),
        note=[_told(row) for row in rows.to_dict("records")],
    )


def violent(agency: pd.DataFrame) -> pd.DataFrame:
    """The events that ``agency_rates(category="(violence)")`` counts."""
    return agency[agency["patient"].notna() & agency["category"].notna()]


def _told(row: Row) -> str:
    deleted = ", nobody named who acts" if row["agent_deleted"] else ""
    return f"{row['construction']}{deleted}"


def _parts(row: Row) -> Iterator[str]:
    """Who acts, the verb or noun, and to whom, where tables hold no sentence."""
    for column in ("agent", "text", "patient"):
        words: Any = row[column]
        if isinstance(words, str) and words.strip():
            yield words


def _actors(rows: pd.DataFrame) -> pd.Series:
    return rows["actor"].where(rows["actor"].notna(), rows["source"])


def _spots(evidence: Evidence, rows: pd.DataFrame) -> list[list[int]]:
    return [
        evidence.passages.spot(row["doc_id"], [_hit(row)], statement_id=row["statement_id"], words=str(row["text"]))
        for row in rows.to_dict("records")
    ]


def _hit(row: Row) -> Mark:
    return "hit", int(row["start"]), int(row["end"])


def _names(flags: Mapping[str, pd.Series], rows: int) -> Iterator[list[str]]:
    columns = {name: values.to_numpy() for name, values in flags.items()}
    for number in range(rows):
        yield [name for name, values in columns.items() if values[number]]
