"""The palettes stay apart in grey, under colour blindness, and against white paper.

Colour vision is simulated by the matrices of Machado, G. M., Oliveira, M. M. and Fernandes, L. A. F. (2009), A
physiologically-based model for simulation of color vision deficiency, IEEE TVCG 15(6), severity 1.0, on linear RGB.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from framing.show.specifications import MARKS
from framing.show.style import (
    COLUMN,
    GROUP_COLOURS,
    GROUP_MARKERS,
    INK,
    SOFT_INK,
    STANCE_COLOURS,
    VOICE_COLOURS,
    figure_width,
    house_style,
)

VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
PALETTES = {
    "groups": GROUP_COLOURS,
    "voices": tuple(VOICE_COLOURS.values()),
    "specifications": tuple(colour for colour, _ in MARKS.values()),
}


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIELAB of linear RGB."""
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other, vision="normal"):
    return float(np.linalg.norm(lab(VISION[vision] @ linear(one)) - lab(VISION[vision] @ linear(other))))


def contrast(one, other="#ffffff"):
    """WCAG 2 contrast ratio."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour):
    return float(lab(linear(colour))[0])


@pytest.mark.parametrize("vision", list(VISION))
@pytest.mark.parametrize("name", list(PALETTES))
def test_neighbours_stay_apart_for_every_eye(name, vision):
    near = [pair for pair in pairwise(PALETTES[name]) if distance(*pair, vision) < 20]
    assert near == []


@pytest.mark.parametrize("vision", list(VISION))
def test_any_two_groups_stay_apart_for_every_eye(vision):
    assert [pair for pair in combinations(GROUP_COLOURS, 2) if distance(*pair, vision) < 14] == []


@pytest.mark.parametrize("name", list(PALETTES))
def test_neighbours_stay_apart_in_grey(name):
    near = [pair for pair in pairwise(PALETTES[name]) if abs(lightness(pair[0]) - lightness(pair[1])) < 13]
    assert near == []


def test_the_parts_of_a_bar_go_from_dark_to_light():
    shades = [lightness(colour) for colour in VOICE_COLOURS.values()]
    assert shades == sorted(shades)


@pytest.mark.parametrize("colour", [*GROUP_COLOURS, *STANCE_COLOURS.values(), *PALETTES["specifications"]])
def test_marks_can_be_seen_on_white_paper(colour):
    assert contrast(colour) >= 3


@pytest.mark.parametrize("colour", [INK, SOFT_INK])
def test_text_can_be_read_on_white_paper(colour):
    assert contrast(colour) >= 4.5


def test_the_simulation_knows_red_from_green_only_where_an_eye_does():
    assert distance("#ff0000", "#00a000") > 100
    assert distance("#c00000", "#666600", "deuteranopia") < distance("#c00000", "#666600") / 2


def test_no_two_groups_share_colour_or_marker():
    assert len(set(GROUP_COLOURS)) == len(GROUP_COLOURS) == len(set(GROUP_MARKERS)) == len(GROUP_MARKERS)


def test_the_width_of_figures_is_that_of_the_style_or_of_the_user():
    assert figure_width() == 7.2
    with house_style(width=COLUMN):
        assert figure_width() == COLUMN
        with house_style():
            assert figure_width() == COLUMN
    with mpl.rc_context({"figure.figsize": (5, 3)}):
        assert figure_width() == 5
