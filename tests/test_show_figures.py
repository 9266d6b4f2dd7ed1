"""Plots draw the numbers of their frame, all of them, with intervals; saved figures are the same bytes every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import partial

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from figure_text import clipped_texts, overlapping_texts
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_hex
from PIL import Image
from test_compare_frames import articles_of, build, mentions_of

from framing.compare import actor_shares, label_voices, mention_rates, source_positions, stance_shares
from framing.errors import ChoiceError, StoreError, TableError
from framing.lexicon import Lexicon, Term
from framing.show import (
    alt_text,
    describe_figure,
    figure_svg,
    house_style,
    plot_actors,
    plot_label_voices,
    plot_positions,
    plot_rates,
    plot_stances,
    save_figure,
    show_figure,
)
from framing.show.drawn import drawn_numbers
from framing.show.forest import NO_INTERVAL_NOTE
from framing.show.style import COLUMN, VOICE_COLOURS, group_styles

MADE = build(outlets=3, events=6)
HEDGES = MADE.mentions[MADE.mentions["lexicon"] == "hedges"]
LABELS = MADE.mentions[MADE.mentions["lexicon"] == "labels"]
DATA = {
    "stances": stance_shares(MADE.statements, MADE.articles),
    "rates": mention_rates(HEDGES, MADE.exposure, MADE.articles, split=None),
    "categories": mention_rates(HEDGES, MADE.exposure, MADE.articles),
    "actors": actor_shares(MADE.statements, MADE.articles),
    "positions": source_positions(MADE.statements, MADE.articles),
    "labels": label_voices(LABELS, MADE.articles),
}
PLOTS = {
    "stances": plot_stances,
    "rates": plot_rates,
    "categories": partial(plot_rates, split="category"),
    "actors": plot_actors,
    "positions": plot_positions,
    "labels": plot_label_voices,
}
VALUES = {"stances": "share", "rates": "rate", "categories": "rate", "actors": "share", "positions": "position"}


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def drawn(ax):
    points = np.concatenate([marks.get_offsets() for marks in ax.collections if isinstance(marks, PathCollection)])
    return sorted(points[:, 0].round(9).tolist())


def lines(ax):
    found = [
        line[:, 0] for marks in ax.collections if isinstance(marks, LineCollection) for line in marks.get_segments()
    ]
    return sorted(tuple(line.round(9).tolist()) for line in found)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def labels_of(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def heads(ax):
    """The names of the blocks, which stand in bold."""
    return [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]


@pytest.mark.parametrize("name", list(PLOTS))
def test_each_plot_returns_axes_and_draws_into_those_it_is_given(name):
    assert isinstance(PLOTS[name](DATA[name]), Axes)
    _, ax = plt.subplots()
    assert PLOTS[name](DATA[name], ax=ax) is ax


@pytest.mark.parametrize("name", ["rates", "categories", "actors"])
def test_points_and_intervals_are_the_numbers_of_the_frame(name):
    ax, data = PLOTS[name](DATA[name]), DATA[name]
    if name == "actors":
        data = data[(data["actor"] != "other") & (data.groupby("actor")["n_hits"].transform("sum") > 0)]
    assert drawn(ax) == pytest.approx(sorted(data[VALUES[name]].round(9)))
    assert lines(ax) == sorted(zip(data["low"].round(9), data["high"].round(9)))


def test_stances_leave_neutral_to_a_note():
    ax, data = plot_stances(DATA["stances"]), DATA["stances"]
    assert set(heads(ax)) == set(data.loc[data["n_hits"] > 0, "stance"]) - {"neutral"}
    neutral = data.query("stance == 'neutral'").iloc[0]
    note = " ".join(texts(ax)[-1].split())
    assert note.startswith(f"Not drawn: neutral cues ({neutral['outlet']} {neutral['share']:.0%}, ")


def test_the_share_of_all_other_actors_stands_in_a_note():
    shares = actor_shares(MADE.statements, MADE.articles, top=2)
    rest = shares.query("actor == 'other'").iloc[0]
    ax = plot_actors(shares)
    assert heads(ax) == [*shares["actor"].unique()[:2], "unnamed"]
    assert f"all other actors ({rest['outlet']} {rest['share']:.0%}" in " ".join(texts(ax)[-1].split())


def test_stances_can_be_picked():
    ax = plot_stances(DATA["stances"], stances=["neutral", "asking"])
    assert heads(ax) == ["neutral", "asking"]
    assert not [text for text in texts(ax) if text.startswith("Not drawn")]


@pytest.mark.parametrize("name", ["stances", "actors", "categories", "positions"])
def test_every_line_is_named_where_it_stands_with_its_counts(name):
    ax = PLOTS[name](DATA[name])
    outlets = list(MADE.articles["outlet"].drop_duplicates().sort_values())
    assert ax.get_legend() is None
    assert labels_of(ax) == outlets * len(heads(ax))
    base = {"positions": "n_statements", "categories": "n_words"}.get(name, "n_statements")
    for size in DATA[name][base].unique():
        assert any(f"{size:,}" in text for text in texts(ax))


def hidden(name):
    """How many rows with an interval the plot leaves out on purpose."""
    data = DATA[name]
    if name not in ("stances", "actors", "positions"):
        return 0
    level, count = {"stances": ("stance", "n_hits"), "actors": ("actor", "n_hits")}.get(name, ("actor", "n_statements"))
    aside = {"stances": "neutral", "actors": "other"}.get(name)
    out = (data[level] == aside) | (data.groupby(level)[count].transform("sum") == 0)
    return int((out & data["low"].notna()).sum())


@pytest.mark.parametrize("name", list(VALUES))
def test_each_point_has_its_interval_on_its_line(name):
    ax = PLOTS[name](DATA[name])
    found = drawn_numbers(ax)
    for _, own in found.groupby("line"):
        (point,) = own.loc[own["kind"] == "point", "x"]
        for low, high in own.loc[own["kind"] == "interval", ["x", "end"]].itertuples(index=False):
            assert low <= point <= high
    assert (found["kind"] == "interval").sum() == DATA[name]["low"].notna().sum() - hidden(name)


def test_an_interval_that_cannot_be_known_is_marked_and_explained():
    shares = DATA["stances"].assign(low=float("nan"), high=float("nan"))
    ax = plot_stances(shares)
    assert NO_INTERVAL_NOTE in texts(ax)
    row = shares[shares["stance"] != "neutral"].iloc[0]
    assert f"{row['n_hits']} of {row['n_statements']}*" in texts(ax)


def test_an_outlet_without_a_hit_is_drawn_hollow_at_zero_with_its_bound():
    made = build(outlets=5, events=4)
    hits = made.mentions[made.mentions["lexicon"] == "hedges"]
    rates = mention_rates(hits, made.exposure, made.articles, split=None)
    silent = rates[rates["n_hits"] == 0].iloc[0]
    ax = plot_rates(rates)
    assert 0 in drawn(ax)
    assert (0, round(silent["high"], 9)) in lines(ax)
    assert silent["outlet"] in labels_of(ax)
    assert f"0.0 (0 of {silent['n_words']:,})" in texts(ax)
    hollow = [to_hex(face) for marks in ax.collections if isinstance(marks, PathCollection)
              for face, at in zip(marks.get_facecolor(), marks.get_offsets()) if at[0] == 0]  # fmt: skip
    assert hollow == ["#ffffff"]


def test_a_group_keeps_its_colour_and_marker_from_block_to_block():
    data = DATA["categories"]
    (marks,) = [marks for marks in plot_rates(data, split="category").collections if isinstance(marks, PathCollection)]
    names = list(dict.fromkeys(data["outlet"]))
    place = {name: number for number, name in enumerate(names)}
    found = {}
    known = [name for name, rate in zip(data["outlet"], data["rate"]) if pd.notna(rate)]
    for name, edge, shape in zip(known, marks.get_edgecolor(), marks.get_paths()):
        found.setdefault(name, set()).add((to_hex(edge), shape.vertices.round(6).tobytes()))
    assert {name: len(looks) for name, looks in found.items()} == dict.fromkeys(names, 1)
    colours = group_styles(names)[0]
    assert {name: colour for name in place for colour, _ in found[name]} == colours
    assert len({shape for looks in found.values() for _, shape in looks}) == len(names)


def test_label_bars_add_up_to_the_whole_and_name_groups_without_hits():
    articles = articles_of(("a", "Post"), ("b", "Wire"))
    hits = mentions_of(
        {"doc_id": "a", "voice": "outlet"},
        {"doc_id": "a", "voice": "direct"},
        {"doc_id": "a", "voice": "direct", "scare_quoted": True},
        {"doc_id": "a", "voice": "indirect"},
    )
    ax = plot_label_voices(label_voices(hits, articles))
    bars = drawn_numbers(ax).query("kind == 'bar'")
    assert bars[["x", "end"]].values.tolist() == [[0, 0.25], [0.25, 0.5], [0.5, 0.75], [0.75, 1]]
    shades = [marks.get_facecolor() for marks in ax.collections if isinstance(marks, PolyCollection)]
    assert [to_hex(shade[0]) for shade in shades] == list(VOICE_COLOURS.values())
    assert "no hits" in texts(ax)
    assert labels_of(ax) == ["Post", "Wire"]
    assert {"1 of 4*", "0 of 0"} <= set(texts(ax))


def test_a_part_of_a_bar_has_its_number_where_it_fits_and_plain_paper_behind_it_on_hatching():
    parts = {"n_hits": 40, "n_outlet": 26, "n_scare_quoted": 5, "n_direct": 8, "n_indirect": 1}
    data = DATA["labels"].head(1).assign(**parts, share=0.65, low=0.5, high=0.8)
    wide = {text.get_text(): text for text in plot_label_voices(data).texts}
    assert set(wide) >= {"26", "5", "8"}
    assert to_hex(wide["5"].get_bbox_patch().get_facecolor()) == "#ffffff"
    assert wide["26"].get_bbox_patch() is None
    data = data.assign(n_outlet=35, n_direct=0, n_scare_quoted=3, n_indirect=2)
    assert {"35", "3", "2"} <= set(texts(plot_label_voices(data)))
    with house_style(width=COLUMN):
        assert "2" not in texts(plot_label_voices(data))


def test_top_keeps_the_commonest_labels():
    ax = plot_label_voices(DATA["labels"], top=1)
    commonest = DATA["labels"].groupby("term")["n_hits"].sum().idxmax()
    assert heads(ax) == [commonest]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (partial(plot_stances, by="paper"), r"by='paper'.*'outlet'"),
        (partial(plot_stances, stances=["angry"]), r"stances='angry'.*'doubting'"),
        (partial(plot_rates, split="word"), r"split='word'.*'rate'"),
        (partial(plot_label_voices, top=0), r"top=0"),
        (partial(plot_label_voices, split="word"), r"split='word'.*'term'"),
    ],
)
def test_a_bad_option_names_itself_its_value_and_the_choices(draw, message):
    names = {plot_stances: "stances", plot_rates: "rates", plot_label_voices: "labels"}
    with pytest.raises(ChoiceError, match=message):
        draw(DATA[names[draw.func]])


def test_rates_with_a_split_ask_for_its_name():
    with pytest.raises(ChoiceError, match=r"split=None.*several rows a outlet"):
        plot_rates(DATA["categories"])


@pytest.mark.parametrize("name", ["stances", "rates", "actors", "positions", "labels"])
def test_a_frame_of_another_kind_is_refused(name):
    with pytest.raises(TableError, match="data lacks the columns"):
        PLOTS[name](pd.DataFrame({"outlet": ["Post"]}))


@pytest.mark.parametrize("name", PLOTS)
def test_a_frame_without_rows_gives_labelled_axes_that_say_so(name, tmp_path):
    ax = PLOTS[name](DATA[name].iloc[:0])
    assert texts(ax) == ["no hits"]
    assert ax.get_xlabel()
    assert [label.get_text() for label in ax.get_yticklabels()] == []
    assert save_figure(ax, DATA[name].iloc[:0], name, tmp_path)["csv"].read_text().count("\n") == 1


def test_labels_that_a_corpus_lacks_can_be_counted_and_drawn():
    none = LABELS.iloc[:0]
    rates = mention_rates(none, MADE.exposure, MADE.articles)
    voices = label_voices(none, MADE.articles, split="referent")
    assert len(rates) == len(voices) == 0
    for ax in (plot_rates(rates, split="category"), plot_label_voices(voices, split="referent")):
        assert [text.get_text() for text in ax.texts] == ["no hits"]


def test_levels_stand_in_the_order_of_the_data():
    lexicon = Lexicon("hedges", HEDGES["lexicon_version"].iloc[0], "Hedges", terms=(
        Term("so", "zest", text=("so",)), Term("may", "modal", text=("may",)), Term("a", "adverb", text=("a",)),
    ), categories={"zest": "Zest.", "modal": "Modals.", "adverb": "Adverbs."})  # fmt: skip
    ax = plot_rates(mention_rates(HEDGES, MADE.exposure, MADE.articles, split=lexicon), split="category")
    assert heads(ax) == ["zest", "modal", "adverb"]


def test_a_dollar_in_a_name_is_no_formula_and_an_ampersand_no_markup():
    articles = articles_of(("a", "$ave$ & <b>"), ("b", "Wire"))
    rates = mention_rates(mentions_of({"doc_id": "a"}), MADE_EXPOSURE, articles, split=None)
    svg = figure_svg(plot_rates(rates))
    assert "$ave$ &amp; &lt;b&gt;" in svg
    ET.fromstring(svg)


MADE_EXPOSURE = pd.DataFrame({"doc_id": ["a", "b"], "voice": "outlet", "n_words": [300, 200]})


def test_the_style_holds_for_its_block_only():
    before = dict(mpl.rcParams)
    with house_style():
        assert mpl.rcParams["svg.hashsalt"] == "framing"
    plot_rates(DATA["rates"])
    assert dict(mpl.rcParams) == before


def test_groups_beyond_the_palette_still_have_a_colour():
    colours, markers = group_styles([str(number) for number in range(11)])
    assert len(colours) == len(markers) == 11


def test_a_saved_figure_is_the_same_bytes_every_time(tmp_path):
    first = save_figure(plot_rates(DATA["rates"]), DATA["rates"], "hedges", tmp_path / "one")
    second = save_figure(plot_rates(DATA["rates"]), DATA["rates"], "hedges", tmp_path / "two" / "deep")
    assert set(first) == {"png", "svg", "csv"}
    for suffix, path in first.items():
        assert path.read_bytes() == second[suffix].read_bytes()
    assert path.name == "hedges.csv"


SVG = "{http://www.w3.org/2000/svg}"


def test_the_csv_is_the_table_and_the_svg_carries_the_text(tmp_path):
    paths = save_figure(plot_rates(DATA["rates"]), DATA["rates"], "hedges", tmp_path, alt='Hedges "per" outlet. Six.')
    assert pd.read_csv(paths["csv"])["n_hits"].tolist() == DATA["rates"]["n_hits"].tolist()
    root = ET.parse(paths["svg"]).getroot()
    assert any("Harbour Post" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_the_svg_is_an_image_named_by_its_title_and_description():
    root = ET.fromstring(figure_svg(plot_rates(DATA["rates"]), alt='Hedges "per" outlet. Six.', ids="one"))
    assert root.get("role") == "img"
    named = {part.get("id"): part.text for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [named[name] for name in root.get("aria-labelledby").split()] == [
        'Hedges "per" outlet.',
        'Hedges "per" outlet. Six.',
    ]
    assert all(name.startswith("one-") for name in named)
    assert next(iter(root)).tag == f"{SVG}title"


def test_the_png_says_what_it_shows_and_when_nothing(tmp_path):
    paths = save_figure(plot_rates(DATA["rates"]), DATA["rates"], "hedges", tmp_path)
    with Image.open(paths["png"]) as picture:
        written = picture.text
    assert written["Description"] == alt_text(DATA["rates"], "rates")
    assert set(written) == {"Title", "Description"}


@pytest.mark.parametrize("name", list(PLOTS))
def test_the_alternative_text_of_a_plot_is_made_from_its_table(name):
    text = describe_figure(PLOTS[name](DATA[name]))
    assert re.match(r"(Points with intervals|Bars): .+, by outlet\. ", text)
    assert DATA[name]["outlet"].iloc[0] in text


def test_axes_without_one_are_described_by_what_is_written_on_them():
    _, ax = plt.subplots()
    ax.barh(["a\nb", "c"], [1, 2])
    ax.set_xlabel("words")
    assert describe_figure(ax) == "Chart of words. Rows: a b; c."


def test_a_figure_in_a_notebook_carries_its_text_and_is_closed():
    ax = plot_rates(DATA["rates"])
    picture = show_figure(ax)
    assert picture.alt == alt_text(DATA["rates"], "rates")
    _, metadata = picture._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == picture.alt
    assert not plt.get_fignums()


@pytest.mark.parametrize("name", list(PLOTS))
@pytest.mark.parametrize("width", [None, COLUMN], ids=["page", "column"])
def test_no_text_runs_into_another_or_out_of_the_figure(name, width):
    with house_style(width=width):
        ax = PLOTS[name](DATA[name])
    assert ax.figure.get_figwidth() == (width or 7.2)
    assert overlapping_texts(ax) == []
    assert clipped_texts(ax) == []


@pytest.mark.parametrize("name", ["../up", "", "a/b", ".hidden"])
def test_a_name_that_is_a_path_is_refused(name, tmp_path):
    with pytest.raises(StoreError, match="plain file name"):
        save_figure(plot_rates(DATA["rates"]), DATA["rates"], name, tmp_path)


def test_a_folder_that_is_a_file_is_an_error_with_its_name(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(StoreError, match=r"hedges.*taken"):
        save_figure(plot_rates(DATA["rates"]), DATA["rates"], "hedges", tmp_path / "taken")


def test_ids_of_a_figure_are_its_own_and_hold_when_the_axes_move_by_less_than_a_digit():
    ax = plot_rates(DATA["rates"])
    ax.figure.set_layout_engine("none")
    first = figure_svg(ax)
    box = ax.get_position().bounds
    ax.set_position([np.nextafter(box[0], 1), *box[1:]])
    assert figure_svg(ax) == first
    names, other = (
        set(re.findall(r'<clipPath id="(.*?)"', svg)) for svg in (first, figure_svg(plot_actors(DATA["actors"])))
    )
    assert names
    assert not names & other
    assert set(re.findall(r"url\(#(.*?)\)", first)) <= names
