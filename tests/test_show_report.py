"""The report: one file, no network, everything escaped, every section, numbers beside what they count."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from io import StringIO

import pandas as pd
import pytest
from report_page import CLAIM, KILLED, NOTED, SAID, counts_of, data_of, made_with_words, read, rows_of, shown_at
from test_compare_frames import MadeUp, articles_of, build, exposure_of, mentions_of, statements_of

from framing.compare import actor_shares, label_voices, measures, source_diversity, source_positions, stance_shares
from framing.errors import ChoiceError, CorpusError, StoreError, TableError
from framing.show import write_report
from framing.show.events import event_name
from framing.show.report import render_report
from framing.show.sections import actors_note

SECTIONS = (
    "overview", "speakers", "reported", "labels", "side", "events", "naming", "agency", "wordings", "sentences",
    "accuracy", "method",
)  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return build(outlets=3, events=7)


@pytest.fixture(scope="module")
def page(made):
    return render_report(made)


@pytest.fixture(scope="module")
def worded():
    return render_report(made_with_words())


@pytest.fixture(scope="module")
def saved():
    return render_report(made_with_words(texts=False))


def section(page, name):
    return re.search(rf'<section id="{name}">(.*?)</section>', page, re.DOTALL).group(1)


def tables_in(page, name):
    return pd.read_html(StringIO(section(page, name)))


def test_the_page_has_every_section_and_a_link_to_each(page):
    for name in SECTIONS:
        assert f'<section id="{name}">' in page
        assert f'<a href="#{name}">' in page


@pytest.mark.parametrize("which", ["page", "saved"])
def test_nothing_is_fetched_from_anywhere(which, request):
    page = request.getfixturevalue(which)
    assert read(page).outside == []
    assert re.search(r"@import|url\((?!%23)", page) is None


def test_the_policy_allows_the_one_script_and_the_one_style_and_nothing_else(page):
    hashes = []
    for tag in ("style", "script"):
        (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes.append(base64.b64encode(hashlib.sha256(found.encode()).digest()).decode())
    style, script = hashes
    assert (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    ) in unescape(page)
    assert read(page).handlers == []


def test_figures_are_images_with_their_description_and_ids_do_not_clash(page):
    images = re.findall(r'<img src="data:image/svg\+xml,[^"]+" alt="([^"]*)">', page)
    assert len(images) == 5
    assert all(alt.strip() for alt in images)
    ids = read(page).ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("which", ["page", "worded", "saved"])
def test_every_number_counts_the_rows_that_it_opens(which, request):
    page = request.getfixturevalue(which)
    data, counts = data_of(page), counts_of(page)
    assert len(counts) > 100
    assert [(number, query, len(rows_of(data, query))) for number, query in counts] == [
        (number, query, number) for number, query in counts
    ]


def test_every_count_of_rows_is_a_button(page):
    for name in ("speakers", "reported", "labels", "naming", "agency"):
        for header, row in re.findall(r"<thead>(.*?)</thead>\s*<tbody>(.*?)</tbody>", section(page, name), re.DOTALL):
            columns = re.findall(r'<th scope="col"[^>]*>(?:<button[^>]*>)?([^<]*)', header)
            for line in re.findall(r"<tr>(.*?)</tr>", row):
                cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)
                plain = dict(zip(columns, cells))
                for column in ("statements", "of", "hits", "own voice", "articles"):
                    assert plain.get(column, "0") == "0" or "data-rows" in plain[column]


class TestTheNumbersAreThoseOfTheFrames:
    def test_stances(self, made, page):
        frame = stance_shares(made.statements, made.articles)
        (shown,) = tables_in(page, "reported")
        found = shown.set_index(["stance", "outlet"])
        used = frame[frame.groupby("stance")["n_hits"].transform("sum") > 0].set_index(["stance", "outlet"])
        assert set(found.index) == set(used.index)
        for key, row in used.iterrows():
            assert (found.loc[key, "statements"], found.loc[key, "of"]) == (row["n_hits"], row["n_statements"])
            assert found.loc[key, "share of the statements, %"] == pytest.approx(100 * row["share"], abs=0.051)

    def test_actors_and_positions(self, made, page):
        shares, voices, places = tables_in(page, "speakers")
        frame = actor_shares(made.statements, made.articles, top=8).set_index(["actor", "outlet"])
        found = shares.set_index(["actor", "outlet"])
        assert found["statements"].to_dict() == frame["n_hits"].to_dict()
        frame = source_positions(made.statements, made.articles, top=8).query("n_statements > 0")
        frame = frame.set_index(["actor", "outlet"])
        assert places.set_index(["actor", "outlet"])["articles"].to_dict() == frame["n_articles"].to_dict()
        assert set(voices["measure"].str.split(":").str[0]) >= {"entropy of sources", "share unnamed"}

    def test_voices_are_those_counted_and_the_number_of_statements_compared_is_told(self, made, page):
        frame = source_diversity(made.statements, made.articles).set_index(["measure", "outlet"])
        voices = tables_in(page, "speakers")[1].set_index(["measure", "outlet"])
        for measure in ("effective number of sources", "effective number at equal size"):
            (size,) = set(frame.loc[measure, "size"].fillna(0))
            shown = voices.loc[f"{measure} ({size} statements)" if size else measure, "value"].astype(float)
            assert shown.to_dict() == pytest.approx(frame.loc[measure, "value"].to_dict(), abs=0.051)

    def test_labels(self, made, page):
        frame = label_voices(made.mentions[made.mentions["lexicon"] == "labels"], made.articles)
        (shown,) = tables_in(page, "labels")
        columns = {"hits": "n_hits", "own voice": "n_outlet", "scare quotes": "n_scare_quoted", "quoted": "n_direct"}
        for column, name in columns.items():
            found = shown.set_index(["term", "outlet"])[column].to_dict()
            assert found == frame.set_index(["term", "outlet"])[name].to_dict()

    def test_headline_measures(self, made, page):
        frame = measures(*made.tables).query("measure == 'doubting cues'")
        for row in frame.to_dict("records"):
            parts = rf">{row['numerator']}</button> / <button[^>]*>{row['denominator']}</button>"
            assert row["numerator"] == 0 or re.search(parts, section(page, "overview"))


def test_a_lexicon_without_any_hit_is_told(made, page):
    counted = {"term_lexicons": ["labels", "hedges", "nohit"]}
    told = section(render_report(replace(made, meta={**made.meta, **counted})), "overview")
    assert "nohit, outlet voice" in told
    assert "nohit" not in section(page, "overview")


class TestEvidence:
    def test_with_texts_a_number_shows_whole_sentences_with_the_hit_marked(self, worded):
        data = data_of(worded)
        texts = [shown_at(data, "mentions", row) for row in range(len(data["tables"]["mentions"]["doc"]))]
        assert {text.strip() for text, _ in texts} == {KILLED, SAID, NOTED}
        assert {marks["hit"] for _, marks in texts} == {"militants", "regime", "may"}

    def test_a_statement_shows_its_source_its_cue_and_its_content(self, worded):
        data = data_of(worded)
        text, marks = shown_at(data, "statements", 0)
        assert text.strip() == CLAIM
        assert marks == {"source": "Ada Moss", "cue": "claimed", "content": "that the harbour was safe"}

    def test_saved_tables_show_the_words_of_statements_and_hits(self, saved):
        data = data_of(saved)
        assert shown_at(data, "statements", 0)[0] == "Ada Moss claimed that the harbour was safe"
        shown = {shown_at(data, "mentions", row)[0] for row in range(len(data["tables"]["mentions"]["doc"]))}
        assert shown == {"militants", "regime", "“It may rain,” said Ben Orr", "The union noted the regime might fall"}
        assert shown_at(data, "agency", 0)[0] == "the guard · killed · Two militants"

    def test_the_page_says_what_is_missing_and_how_to_bring_it_back(self, worded, saved):
        assert "--articles PATH" in saved
        assert "--articles PATH" not in worded

    def test_texts_are_brought_back_by_what_they_say(self, worded):
        given = made_with_words().articles.assign(doc_id=["x", "y", "z", "w"])
        assert render_report(made_with_words(texts=False), articles=given) == worded

    def test_texts_of_some_articles_are_used_and_sentences_without_a_find_stay_out(self):
        given = made_with_words().articles.head(3)
        given["text"] += " Nothing of note was found here."
        page = render_report(made_with_words(texts=False), articles=given)
        assert "The texts of 1 of 4 articles are not at hand" in page
        assert KILLED in "".join(data_of(page)["passages"])
        assert "Nothing of note" not in page

    def test_texts_of_other_articles_are_refused(self):
        given = made_with_words().articles.assign(text_sha256="another")
        with pytest.raises(CorpusError, match="none of the 4 articles given is one of the 4 analysed"):
            render_report(made_with_words(texts=False), articles=given)


def test_what_was_left_out_stands_there_without_its_folder(worded):
    assert "empty.txt" in section(worded, "overview")
    assert "news/" not in worded


def test_what_made_the_tables_is_recorded(page):
    assert "en_core_web_sm" in page
    assert "labels 1.0.0, hedges 1.0.0" in page


SMALL = MadeUp(articles_of(("a", "Post")), statements_of(), mentions_of(), exposure_of(a=(100, 0, 0)))


def test_the_file_is_written_where_asked_and_is_the_same_each_time(tmp_path):
    path = write_report(SMALL, tmp_path / "deep" / "report.html")
    assert path.read_text(encoding="utf-8") == render_report(SMALL)


EVIL = "</script><script>alert(1)</script><!--"


def test_markup_from_the_tables_is_inert():
    made = MadeUp(
        articles_of(("a", EVIL, EVIL), ("b", "Wire", EVIL)).assign(title=EVIL, url="javascript:alert(1)", text=EVIL),
        statements_of({"doc_id": "a", "content": EVIL, "actor": EVIL, "cue": EVIL, "stance": "doubting"}),
        mentions_of({"doc_id": "a", "term": EVIL, "category": EVIL, "text": EVIL}),
        exposure_of(a=(100, 0, 0), b=(100, 0, 0)),
        {"model": EVIL, "lexicons": {EVIL: EVIL}},
    )
    page = render_report(made, title=EVIL)
    assert "<script>alert" not in page
    assert read(page).tags.count("script") == 2
    assert read(page).outside == []


def test_half_of_a_surrogate_pair_does_not_stop_the_page(tmp_path):
    page = write_report(SMALL, tmp_path / "report.html", title="half \ud83d").read_text(encoding="utf-8")
    assert "<h1>half &#55357;</h1>" in page


@pytest.mark.parametrize("events", [True, False])
def test_an_analysis_in_which_nothing_was_found_still_has_a_report(events):
    rows = [("a", "Post", "x"), ("b", "Wire", "x")] if events else [("a", "unknown")]
    made = MadeUp(articles_of(*rows), statements_of(), mentions_of(), exposure_of(a=(100, 0, 0), b=(100, 0, 0)))
    page = render_report(made)
    for sentence in (
        "No statement was found", "No term of a lexicon was found", "No hedge was found", "No mention of an actor",
        "No event of violence",
    ):  # fmt: skip
        assert sentence in page


def test_any_column_of_the_articles_can_be_compared(made):
    articles = made.articles.assign(
        desk=["home", "away"] * (len(made.articles) // 2) + ["home"] * (len(made.articles) % 2)
    )
    page = render_report(MadeUp(articles, *made.tables[1:]), by="desk")
    assert '<button type="button" class="sort">away</button>' in page


def test_a_column_that_is_none_is_named(made):
    with pytest.raises(ChoiceError, match=r"by='paper'"):
        render_report(made, by="paper")


def test_no_articles_are_an_error(made):
    with pytest.raises(TableError, match="is empty"):
        render_report(MadeUp(made.articles.iloc[:0], *made.tables[1:]))


def test_a_path_that_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        write_report(SMALL, tmp_path)


def test_an_event_is_headed_by_its_own_name_and_every_headline_has_its_outlet(worded):
    side = section(worded, "side")
    assert [head.split(":")[0] for head in re.findall("<summary>(.*?)</summary>", side)] == ["bridge", "harbour"]
    assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", side)[-2:] == [
        ("Evening Wire", "“Doubts over harbour”"),
        ("Harbour Post", "“Harbour safe, says Moss”"),
    ]


def test_of_many_headlines_of_one_outlet_some_are_counted():
    made = made_with_words()
    again = [made.articles.assign(doc_id=made.articles["doc_id"] + str(n), title=f"Headline {n}") for n in range(4)]
    made.articles = pd.concat([made.articles, *again], ignore_index=True)
    told = "“Harbour safe, says Moss”, “Headline 0”, “Headline 1” and 2 more"
    assert ("Harbour Post", told) in re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", section(render_report(made), "side"))


@pytest.mark.parametrize(
    ("event", "name"),
    [("harbour", "harbour"), ("harbour-protest", "harbour protest"), ("anti-war march", "anti-war march"), ("-", "-")],
)
def test_the_name_of_an_event_reads_as_words(event, name):
    assert event_name(event) == name


@pytest.mark.parametrize(
    ("copies", "told"),
    [(1, "1 of the articles nearly repeats an earlier one (wire copy); it is kept."),
     (2, "2 of the articles nearly repeat an earlier one (wire copy); they are kept.")],
)  # fmt: skip
def test_copies_are_counted_in_good_grammar(copies, told):
    made = made_with_words()
    made.articles["near_duplicate_of"] = ["x"] * copies + [None] * (len(made.articles) - copies)
    assert told in render_report(made)


@pytest.mark.parametrize(
    ("actors", "note"),
    [
        ({"Moss": 3, "Orr": 2}, "Every actor with a name who is reported (2)."),
        ({"Moss": 3, "unnamed": 1}, "Every actor with a name who is reported (1), and sources without a name."),
        ({"Moss": 3, "Orr": 1, "other": 0}, "Every actor with a name who is reported (2)."),
        ({"Moss": 3, "Orr": 3, "other": 2, "unnamed": 1}, "The 2 actors with most statements, and sources without a "
         "name. All other actors together stand in the note above the figure and in the table."),
    ],
)  # fmt: skip
def test_the_note_on_actors_tells_those_that_are_there(actors, note):
    assert actors_note(pd.DataFrame({"actor": list(actors), "n_hits": list(actors.values())})) == note


def test_a_sentence_says_what_the_differences_are(page):
    assert "Two outlets are compared on the events that both report" in section(page, "events")
