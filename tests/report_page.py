"""A small analysis with words, whose report the tests look at, and reading that report without a browser."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
from test_compare_frames import MadeUp, articles_of, exposure_of, mentions_of, statements_of

from framing.tables import to_frame

CLAIM = "Ada Moss claimed that the harbour was safe."
KILLED = "Two militants were killed by the guard \U0001f6a2 near the regime's pier."
SAID = "“It may rain,” said Ben Orr, the hardline mayor."
NOTED = "The union noted the regime might fall."
TEXTS = {
    "a": ("Harbour Post", "harbour", "Harbour safe, says Moss", " ".join([CLAIM, KILLED, SAID])),
    "b": ("Evening Wire", "harbour", "Doubts over harbour", " ".join([SAID, KILLED, NOTED])),
    "c": ("Harbour Post", "bridge", "A bridge too old", " ".join([NOTED, CLAIM])),
    "d": ("Evening Wire", "bridge", "Bridge to close", " ".join([CLAIM, SAID, NOTED])),
}
# Of each sentence what is found in it: words, and what the row says beside the defaults.
STATEMENTS = {
    CLAIM: ("Ada Moss", "claimed", "that the harbour was safe", {"stance": "doubting", "actor": "Ada Moss"}),
    SAID: ("Ben Orr", "said", "“It may rain,”", {"kind": "direct", "actor": "Ben Orr", "hedged": True}),
    NOTED: ("The union", "noted", "the regime might fall", {"stance": "endorsing", "actor_kind": "unnamed"}),
}
MENTIONS = {
    KILLED: [("militants", {"term": "militant"}), ("regime", {"term": "regime", "category": "rule"})],
    SAID: [("may", {"lexicon": "hedges", "term": "may", "category": "modal", "voice": "direct"})],
    NOTED: [("regime", {"term": "regime", "category": "rule", "voice": "indirect", "scare_quoted": True})],
}
NAMING = {
    CLAIM: ("Ada Moss", "Ada Moss", "bare name", None),
    SAID: ("Ben Orr", "the hardline mayor", "role", "hardline"),
}
AGENCY = {
    "verb": "kill", "text": "killed", "construction": "passive", "agent": "the guard", "agent_actor": None,
    "patient": "Two militants", "patient_actor": None, "passive": True, "agent_deleted": False, "negated": False,
    "category": "killing", "term": "kill", "sentence": 1, "voice": "outlet", "statement_id": None,
}  # fmt: skip


def made_with_words(*, texts=True):
    """Four articles of two outlets on two events, with every table; without texts, as they are saved."""
    articles = articles_of(*((doc, outlet, event) for doc, (outlet, event, _, _) in TEXTS.items()))
    articles = articles.assign(
        title=[title for _, _, title, _ in TEXTS.values()],
        url=[f"https://example.org/{doc}" for doc in TEXTS],
        date=pd.to_datetime(["2024-03-01", "2024-03-02", "2024-04-01", None]),
        text_sha256=[f"digest of {doc}" for doc in TEXTS],
        text=[text for _, _, _, text in TEXTS.values()],
    )
    said, hits, named, events = [], [], [], []
    for doc, (_, _, _, text) in TEXTS.items():
        for sentence, (source, cue, content, more) in STATEMENTS.items():
            if sentence in text:
                said.append(_statement(doc, text, text.index(sentence), (source, cue, content), len(said), more))
        for sentence, found in MENTIONS.items():
            for words, more in found if sentence in text else ():
                start = text.index(words, text.index(sentence))
                inside = [row["statement_id"] for row in said if row["doc_id"] == doc and _holds(row, start)]
                own = {"statement_id": inside[0] if inside else None, "start": start, "end": start + len(words)}
                hits.append({"doc_id": doc, "text": words, **own, **more})
        for sentence, (actor, words, form, modifiers) in NAMING.items():
            if sentence in text:
                start = text.index(words, text.index(sentence))
                named.append(
                    {"doc_id": doc, "actor": actor, "actor_kind": "person", "text": words, "form": form,
                     "modifiers": modifiers, "sentence": 0, "voice": "outlet", "statement_id": None, "start": start,
                     "end": start + len(words)}
                )  # fmt: skip
        if KILLED in text:
            start = text.index("killed")
            events.append({**AGENCY, "doc_id": doc, "start": start, "end": start + 6})
    return MadeUp(
        articles if texts else articles.drop(columns="text"),
        statements_of(*said),
        mentions_of(*hits),
        exposure_of(a=(20, 3, 5), b=(20, 3, 4), c=(8, 0, 9), d=(9, 3, 9)),
        naming=to_frame("naming", named),
        agency=to_frame("agency", events),
        excluded=pd.DataFrame({"file": ["news/empty.txt"], "row": [None], "doc_id": ["e"], "reason": ["no text"]}),
    )


def _statement(doc, text, at, words, number, more):
    row = {"doc_id": doc, "statement_id": f"{doc}#{number}", "position": at / len(text)}
    for name, part in zip(("source", "cue", "content"), words):
        start = text.index(part, at)
        row |= {name: part, f"{name}_start": start, f"{name}_end": start + len(part)}
    return {**row, "content_spans": f"{row['content_start']}-{row['content_end']}", "actor": None, **more}


def _holds(row, place):
    return row["content_start"] <= place < row["content_end"]


class Reader(HTMLParser):
    """Tags, ids, attributes that are never to be there, and addresses that lead out of the page."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.outside, self.handlers = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "style" or name.startswith("on"):
                self.handlers.append((tag, name))
            if name in ("src", "href", "xlink:href", "action") and not value.startswith(("#", "data:image/")):
                self.outside.append(value)


def read(page):
    """The page as a Reader."""
    reader = Reader()
    reader.feed(page)
    return reader


def data_of(page):
    """The data that the page carries."""
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))


def counts_of(page):
    """(number, query) of every number of the page that opens its evidence."""
    found = re.findall(r'<button data-rows="([^"]*)"[^>]*>([\d,]+)</button>', page)
    return [(int(text.replace(",", "")), unescape(query)) for query, text in found]


def rows_of(data, query):
    """What the page's script does with a query, told once more: the numbers of the rows."""
    name, conditions, distinct = re.fullmatch(r"(\w+):([^~]*)~?(\w*)", query).groups()
    table = data["tables"][name]
    wanted = []
    for condition in filter(None, conditions.split(",")):
        column, value = condition.split("=")
        wanted.append((column, set(data["sets"][int(value[1:])]) if value.startswith("@") else {int(value)}))
    rows = [
        row for row in range(len(table["doc"]))
        if all(codes & set(_codes(data, table, column, row)) for column, codes in wanted)
    ]  # fmt: skip
    return list({_codes(data, table, distinct, row)[0]: row for row in rows}.values()) if distinct else rows


def _codes(data, table, column, row):
    doc = table["doc"][row]
    value = doc if column == "doc" else data["docs"][column][doc] if column in data["docs"] else table[column][row]
    return value if isinstance(value, list) else [value]


def shown_at(data, table, row):
    """The words of a row, with [kind: words] where a kind of mark stands."""
    spot = data["tables"][table]["spot"][row]
    if spot[0] == -2:
        spot = data["tables"]["statements"]["spot"][spot[1]]
    units = "".join(data["passages"][spot[0] : spot[0] + spot[1]]).encode("utf-16-le")
    marks = [spot[at : at + 3] for at in range(2, len(spot), 3)]
    kinds = ("hit", "content", "cue", "source")
    return units.decode("utf-16-le"), {
        kinds[kind]: units[2 * start : 2 * end].decode("utf-16-le") for kind, start, end in marks
    }
