"""The report's table of coded samples."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.show.coded import coded_samples, coding_table


def coded(*answers, coders=1, **columns):
    frame = pd.DataFrame({"item": [f"h{n}" for n in range(len(answers))], "correct": answers})
    frame = frame.assign(lexicon="crowds", lexicon_version="1.2.0", category="condemning", stratum="s", n_stratum=2000)
    return pd.concat([frame.assign(coder=f"coder {number}", **columns) for number in range(coders)])


def test_a_row_a_category_and_one_for_all():
    table = coding_table([coded(*["yes"] * 8, "no", "no")])
    assert table.rows == (
        ("crowds 1.2.0", "condemning", "2,000", "10", "8", "80.0", "49.0 to 94.3", "1", "–"),
        ("crowds 1.2.0", "(all)", "2,000", "10", "8", "80.0", "49.0 to 94.3", "1", "–"),
    )
    assert len(table.header) == len(table.rows[0])


def test_agreement_stands_beside_precision():
    assert [row[-2:] for row in coding_table([coded("yes", "no", coders=2)]).rows] == [("2", "1.00")] * 2


def test_the_caption_says_which_texts_were_coded():
    samples = [coded("yes", corpus="texts written for a test"), coded("no", corpus="texts written for a test")]
    caption = coding_table(samples).caption
    assert caption.count("texts written for a test") == 1
    assert "Texts coded" not in coding_table([coded("yes")]).caption


def test_no_sample_no_table():
    assert coding_table([]) is None


@pytest.mark.parametrize("name", ["labels", "hedges"])
def test_built_in_samples_say_that_the_texts_are_constructed(name):
    (sample,) = coded_samples([name, "no-such-lexicon"])
    assert set(sample["lexicon"]) == {name}
    assert "data/constructed), not real news" in coding_table([sample]).caption
