"""What stands behind the report's numbers: passages with their marks, queries, and their size for a whole corpus."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from test_compare_frames import MadeUp, articles_of, exposure_of, mentions_of, statements_of

from framing.compare.groups import Groups
from framing.show.behind import evidence_of
from framing.show.evidence import Evidence
from framing.show.passages import NOTHING, Passages, stretches_of
from framing.show.texts import with_texts

TEXT = 'The rain fell. \U0001f6a2 Moss said it would stop. “Never,” said Orr! "Well," said Ann. The end'
NOBODY = statements_of()


def in_text(words, kind="hit", text=TEXT):
    """The passage of these words in a text, and what is marked there."""
    passages = Passages({"a": text}, NOBODY)
    start = text.index(words)
    number, size, *marks = passages.spot("a", [(kind, start, start + len(words))])
    units = "".join(passages.strings[number : number + size]).encode("utf-16-le")
    return units.decode("utf-16-le").strip(), units[2 * marks[1] : 2 * marks[2]].decode("utf-16-le")


class TestPassages:
    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("rain", "The rain fell."),
            ("stop", "\U0001f6a2 Moss said it would stop."),
            ("Never", "“Never,” said Orr!"),
            ("Well", '"Well," said Ann.'),
            ("end", "The end"),
            ("fell. \U0001f6a2 Moss", "The rain fell. \U0001f6a2 Moss said it would stop."),
            ("The rain", "The rain fell."),
        ],
    )
    def test_the_whole_sentence_is_shown_with_the_hit_marked(self, words, sentence):
        assert in_text(words) == (sentence, words)

    def test_of_a_text_without_a_sentence_end_a_stretch_is_shown(self):
        shown, marked = in_text("here", text="so " * 5000 + "here " + "on " * 5000)
        assert marked == "here"
        assert len(shown) <= 1500

    def test_sentences_that_no_row_points_at_are_left_out(self):
        passages = Passages({"a": TEXT}, NOBODY)
        passages.spot("a", [("hit", 4, 8)])
        assert [string for string in passages.strings if string] == ["The rain fell. "]

    @pytest.mark.parametrize("text", ["", " ", "...", "\n\n", "“", "\u202e!"])
    def test_no_text_is_too_odd(self, text):
        number, size, *_ = Passages({"a": text}, NOBODY).spot("a", [("hit", 0, len(text))])
        assert (number, size) == (0, 1)

    def test_without_a_text_a_hit_is_shown_in_its_statement(self):
        said = statements_of({"doc_id": "a", "content": "it rained", "content_start": 10, "content_end": 19,
                              "source": "Moss", "cue": "said"})  # fmt: skip
        passages = Passages({}, said)
        spot = passages.spot("a", [("hit", 13, 19)], statement_id="a#0", words="rained")
        assert (passages.strings[0], spot) == ("said … it rained", [0, 1, 0, 10, 16])

    @pytest.mark.parametrize("statement", [None, pd.NA, "b#7"])
    def test_without_its_statement_the_words_are_all_there_is(self, statement):
        passages = Passages({}, NOBODY)
        assert passages.spot("a", [("hit", 3, 6)], statement_id=statement, words="mob") == [0, 1, 0, 0, 3]
        assert passages.strings == ["mob"]

    def test_without_words_there_is_nothing(self):
        passages = Passages({}, statements_of({"doc_id": "a", "content": "", "source": None, "cue": None}))
        assert passages.spot("a", [("hit", 3, 6)], statement_id="a#0", words="") == NOTHING
        assert passages.strings == []

    def test_a_cue_within_the_content_is_not_shown_twice(self):
        row = {"content": "“It,” said Moss, “rained”", "content_start": 0, "content_end": 25, "cue": "said",
               "cue_start": 6, "cue_end": 10, "source": "Moss", "source_start": 11, "source_end": 15}  # fmt: skip
        assert [words for _, _, words in stretches_of(row)] == [row["content"]]


class TestQueries:
    @pytest.fixture
    def evidence(self):
        made = Evidence(pd.DataFrame({"doc_id": ["a"], "group": ["Post"], "event": ["fire"]}), Passages({}, NOBODY))
        made.add("statements", ["a", "a"], [NOTHING] * 2, stance=["doubting", None], term=[["mob", "riot"], []])
        return made

    def test_a_value_of_none_is_no_condition(self, evidence):
        assert evidence.count(2, "statements", group="Post", stance=None).rows == "statements:group=0"

    def test_several_values_are_a_set_that_the_page_holds_once(self, evidence):
        queries = [evidence.count(2, "statements", event=("fire", "vote")).rows for _ in range(2)]
        assert queries == ["statements:event=@0"] * 2
        assert json.loads(evidence.as_json())["sets"] == [[0, 1]]

    def test_one_row_a_value_of_a_column(self, evidence):
        assert evidence.count(1, "statements", distinct="doc").rows == "statements:~doc"

    @pytest.mark.parametrize(("number", "text"), [(0, "0"), (pd.NA, "–"), (float("nan"), "–")])
    def test_nothing_counted_opens_nothing(self, evidence, number, text):
        count = evidence.count(number, "statements")
        assert (str(count), count.rows) == (text, "")

    def test_a_table_that_is_not_shown_opens_nothing(self, evidence):
        assert evidence.count(12345, "agency").rows == ""
        assert str(evidence.count(12345, "agency")) == "12,345"

    def test_missing_single_and_several_values(self, evidence):
        statements = json.loads(evidence.as_json())["tables"]["statements"]
        assert (statements["stance"], statements["term"]) == ([0, -1], [[0, 1], -1])

    def test_the_data_cannot_end_its_element(self):
        articles = pd.DataFrame({"doc_id": ["</script><!--"], "group": ["&\u2028"]})
        text = Evidence(articles, Passages({}, NOBODY)).as_json()
        assert not {"<", ">", "&", "\u2028"} & set(text)
        assert json.loads(text)["docs"]["id"] == ["</script><!--"]


def test_the_data_of_two_hundred_articles_with_texts_leave_room_for_the_rest_of_the_page():
    """As many words, statements and terms an article as there are in the news of BASIL; a page has up to 3 MB."""
    docs = [f"outlet-{number:03d}" for number in range(200)]
    sentence = "In {} the mayor of Venn claimed that the militants had left the harbour before the rain of {} came."
    texts = [" ".join(sentence.format(f"{doc}/{part}", part) for part in range(32)) for doc in docs]
    length = len(sentence.format("outlet-000/00", "00")) + 1
    articles = articles_of(*((doc, doc[-1], f"event {doc}") for doc in docs)).assign(title="A headline of some length")
    articles["text"] = texts
    said = statements_of(
        *(
            {"doc_id": doc, "statement_id": f"{doc}#{part}", "actor": f"Actor {part}",
             "content_spans": f"{at}-{at + 60}", "content_start": at, "content_end": at + 60,
             "cue_start": at - 8, "cue_end": at - 1, "source_start": at - 30, "source_end": at - 9}
            for doc in docs for part in range(20) for at in [part * length + 60]
        )
    )  # fmt: skip
    hits = mentions_of(
        *(
            {"doc_id": doc, "start": at, "end": at + 9, "statement_id": f"{doc}#{part % 20}", "term": f"term {part}"}
            for doc in docs for part in range(58) for at in [part * length // 2 + 40]
        )
    )  # fmt: skip
    made = MadeUp(articles, said, hits, exposure_of(**dict.fromkeys(docs, (400, 100, 150))))
    evidence = evidence_of(made, Groups.of(articles), top=8, utterances={})
    assert sum(len(text.split()) for text in texts) / 200 > 600
    assert 1_000_000 < len(evidence.as_json().encode()) < 2_000_000


def test_texts_are_matched_by_their_digest_alone():
    saved = pd.DataFrame({"doc_id": ["a", "b"], "text_sha256": ["1", "2"], "outlet": "Post"})
    given = pd.DataFrame({"doc_id": ["b"], "text_sha256": ["1"], "text": ["It rained."], "outlet": "Other"})
    found = with_texts(saved, given)
    assert found["text"].fillna("").tolist() == ["It rained.", ""]
    assert found["outlet"].tolist() == ["Post", "Post"]
