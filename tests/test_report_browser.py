"""The report in a real browser: what it runs, what it shows, by mouse, by keyboard, on paper and on a small screen.

Needs Chromium on the PATH and Playwright; without them these tests say so and are skipped.
"""

from __future__ import annotations

import re
import shutil

import pytest
from report_page import made_with_words
from test_compare_frames import MadeUp, articles_of, exposure_of, mentions_of, statements_of

from framing.show.report import render_report

api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: the report is not tried in a browser")
NAMES = ("chromium", "chromium-browser", "google-chrome")
NARROW = {"width": 380, "height": 800}
# What would run if anything that articles say were taken for markup.
PAYLOAD = "</script></style><img src=x onerror=hacked=1><script>hacked=1</script><svg onload=hacked=1>\"'><b>"
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective + " " + event.blockedURI));
"""


@pytest.fixture(scope="module")
def browser():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no browser on the PATH ({', '.join(NAMES)}): the report is not tried in one")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(made_with_words()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def evil_address(tmp_path_factory):
    path = tmp_path_factory.mktemp("evil") / "report.html"
    path.write_text(render_report(evil(made_with_words()), title=PAYLOAD), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_page(browser):
    """A function that opens an address; what the page says, asks for and forbids is kept in `page.heard`."""
    pages = []

    def open_(address, **options):
        page = browser.new_page(**options)
        pages.append(page)
        page.heard = []
        page.on("console", lambda message: page.heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (page.heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith(("data:", address)) or page.heard.append(request.url))
        page.add_init_script(WATCH)
        page.goto(address)
        return page

    yield open_
    for page in pages:
        page.close()


def evil(made):
    """The same analysis with a payload in every column of text that has free words."""
    words = PAYLOAD + " "
    articles = made.articles.assign(
        outlet=words + made.articles["outlet"], title=PAYLOAD, url="javascript:hacked=1", event=PAYLOAD,
        text=made.articles["text"].str[:-1] + PAYLOAD,
    )  # fmt: skip
    made.articles = articles
    made.statements = made.statements.assign(
        actor=words + made.statements["actor"].fillna(""), content_end=made.statements["content_end"] + len(PAYLOAD)
    )
    made.mentions = made.mentions.assign(term=PAYLOAD, category=PAYLOAD, lexicon=PAYLOAD)
    made.naming = made.naming.assign(actor=PAYLOAD, text=PAYLOAD, modifiers=PAYLOAD)
    made.agency = made.agency.assign(category=PAYLOAD, text=PAYLOAD)
    made.excluded = made.excluded.assign(file=PAYLOAD, reason=PAYLOAD)
    made.meta = {"model": PAYLOAD, "lexicons": {PAYLOAD: PAYLOAD}}
    return made


def quiet(page):
    """Nothing said, asked for or forbidden, and nothing of a payload has run."""
    return page.heard == [] and page.evaluate("violations") == [] and page.evaluate("typeof hacked") == "undefined"


def open_all(page):
    """Open everything that can be folded."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


def found_by_axe(page, within=None):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing: accessibility is not tried"
    )
    violations = axe.Axe().run(page, within, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (violation["id"], node["html"])
        for violation in violations if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]  # fmt: skip


# The largest tables are made as all others are: tried once.
REST = {"exclude": [["#accuracy"], ["#events"]]}


@pytest.mark.parametrize(
    ("options", "within"),
    [
        ({"color_scheme": "light"}, None),
        ({"color_scheme": "dark"}, REST),
        ({"color_scheme": "light", "viewport": NARROW}, REST),
    ],
    ids=["light", "dark", "narrow"],
)
def test_axe_finds_nothing_serious_on_the_page_nor_in_the_panel(open_page, address, options, within):
    page = open_page(address, **options)
    open_all(page)
    assert found_by_axe(page, within) == []
    page.locator("#overview [data-rows]").first.click()
    assert found_by_axe(page, "#panel") == []


def test_the_page_breaks_no_rule_of_its_own_policy_and_asks_for_nothing(open_page, address):
    page = open_page(address)
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 100)")
    assert page.locator("body").evaluate("body => getComputedStyle(body).maxWidth") == "1056px"
    assert quiet(page)


def test_nothing_that_articles_say_runs(open_page, evil_address):
    page = open_page(evil_address)
    open_all(page)
    opened = page.evaluate(
        """() => [...document.querySelectorAll("[data-rows]")].map(number => {
            number.click();
            const shown = panel.innerText.length;
            panel.querySelectorAll("th button").forEach(button => button.click());
            panel.close();
            return shown;
        })"""
    )
    for name in ("statements", "mentions", "naming", "agency", "articles"):
        page.locator("#what").select_option(name)
        assert page.locator("#sentences tbody tr").count() > 0
    page.wait_for_timeout(200)
    assert min(opened) > 50
    assert page.locator("#panel .words, #sentences td").filter(has_text="<script>").count() > 0
    assert page.locator("a[href^='javascript' i], img[src='x'], b b, svg").count() == 0
    assert quiet(page)


def test_a_number_opens_as_many_rows_as_it_says(open_page, address):
    page = open_page(address)
    wrong = page.evaluate(
        """() => [...document.querySelectorAll("td [data-rows], dd [data-rows]")]
            .filter(number => /^\\d+$/.test(number.textContent))
            .map(number => {
                number.click();
                const rows = panel.querySelectorAll("tbody tr").length;
                const told = panel.querySelector("output").textContent;
                panel.close();
                return [number.dataset.rows, number.textContent, rows, told];
            })"""
    )
    assert len(wrong) > 100
    for query, number, rows, told in wrong:
        assert (rows, told.split()[0]) == (int(number), number), query


def test_the_panel_shows_outlet_date_title_and_the_sentence_with_what_was_found(open_page, address):
    page = open_page(address)
    open_all(page)
    row = page.locator("#labels tr", has_text="militant").filter(has_text="Harbour Post")
    row.locator("[data-rows]").first.click()
    assert page.locator("#panel-title").inner_text() == "militant · Harbour Post · hits"
    line = page.locator("#panel tbody tr")
    assert line.count() == 1
    cells = line.locator("td").all_inner_texts()
    assert cells[:3] == ["Harbour Post", "2024-03-01", "Harbour safe, says Moss"]
    assert cells[5].strip() == "Two militants were killed by the guard \U0001f6a2 near the regime's pier."
    assert line.locator("mark").all_inner_texts() == ["militants"]
    assert line.locator("a").get_attribute("href") == "https://example.org/a"


class TestSorting:
    def order(self, table, column):
        return table.locator(f"tbody tr > :nth-child({column})").all_inner_texts()

    def test_a_column_of_numbers_sorts_by_size_and_a_third_click_brings_the_order_back(self, open_page, address):
        page = open_page(address)
        open_all(page)
        table = page.locator("#reported table")
        head = table.locator("th", has_text="share of")
        before = self.order(table, 5)
        head.locator("button").click()
        up = [float(text) for text in self.order(table, 5)]
        assert (head.get_attribute("aria-sort"), up) == ("ascending", sorted(up))
        head.locator("button").click()
        down = [float(text) for text in self.order(table, 5)]
        assert (head.get_attribute("aria-sort"), down) == ("descending", sorted(up, reverse=True))
        head.locator("button").click()
        assert (head.get_attribute("aria-sort"), self.order(table, 5)) == (None, before)

    def test_the_sentences_sort_by_any_column(self, open_page, address):
        page = open_page(address)
        for column, name in enumerate(("outlet", "date", "article", "who", "how", "words"), 1):
            page.locator("#sentences thead button", has_text=name).click()
            shown = self.order(page.locator("#sentences table"), column)
            assert [text.lower() for text in shown] == sorted(text.lower() for text in shown) or name == "words"
            assert page.locator("#sentences [aria-sort]").count() == 1


class TestFilters:
    @pytest.mark.parametrize(
        ("column", "value", "table", "expected"),
        [
            ("group", "Evening Wire", "statements", 5),
            ("actor", "Ben Orr", "statements", 3),
            ("stance", "doubting", "statements", 3),
            ("voice", "direct", "statements", 3),
            ("term", "regime", "statements", 3),
            ("term", "militant", "mentions", 2),
            ("voice", "scare quoted", "mentions", 3),
        ],
    )
    def test_each_narrows_the_list(self, open_page, address, column, value, table, expected):
        page = open_page(address)
        page.locator("#what").select_option(table)
        control = page.locator(f"#sentences [data-by={column}]")
        control.select_option(label=f"{value} ({expected})")
        assert page.locator("#sentences tbody tr").count() == expected
        assert re.match(rf"{expected} of \d+ ", page.locator("#sentences output").inner_text())

    def test_they_hold_together_and_with_words(self, open_page, address):
        page = open_page(address)
        page.locator("#sentences [data-by=group]").select_option(label="Evening Wire (5)")
        page.locator("#sentences [data-by=voice]").select_option(label="indirect (6)")
        page.locator("#sentences [type=search]").fill("REGIME")
        assert page.locator("#sentences .words").all_inner_texts() == ["The union noted the regime might fall."] * 2


def test_by_keyboard_alone(open_page, address):
    page = open_page(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('td [data-rows]')"):
            break
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    number = page.evaluate("document.activeElement.dataset.rows")
    page.keyboard.press("Enter")
    assert page.evaluate("panel.open && panel.contains(document.activeElement)")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("panel.contains(document.activeElement) || document.activeElement === document.body")
    page.keyboard.press("Escape")
    assert page.evaluate("panel.open") is False
    assert page.evaluate("document.activeElement.dataset.rows") == number


def test_a_small_screen_never_scrolls_sideways(open_page, address):
    page = open_page(address, viewport=NARROW)
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.locator("#overview [data-rows]").first.click()
    assert page.evaluate("panel.scrollWidth <= panel.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_on_paper_every_section_is_open_and_no_control_is_left(open_page, address):
    page = open_page(address)
    closed = page.locator("details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed > 0
    assert page.locator("details:not([open])").count() == 0
    page.emulate_media(media="print")
    assert page.locator("nav:visible, select:visible, input:visible, dialog:visible, .skip:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 3


def test_long_lists_grow_step_by_step(open_page, tmp_path):
    said = statements_of(*({"doc_id": "a", "statement_id": f"a#{number}"} for number in range(135)))
    path = tmp_path / "long.html"
    made = MadeUp(articles_of(("a", "Post")), said, mentions_of(), exposure_of(a=(100, 0, 0)))
    path.write_text(render_report(made), encoding="utf-8")
    page = open_page(path.as_uri())
    rows, more = page.locator("#sentences tbody tr"), page.locator("#sentences .further")
    assert (rows.count(), more.inner_text()) == (50, "Show 50 more of 85")
    more.click()
    assert page.evaluate("document.activeElement.sectionRowIndex") == 50
    assert (rows.count(), more.inner_text()) == (100, "Show 35 more of 35")
    more.click()
    assert (rows.count(), more.is_visible()) == (135, False)


def measured(page):
    """What can scroll sideways: whether it does, whether it says so, whether its table stacks; folded parts open."""
    open_all(page)
    page.wait_for_timeout(300)
    return page.evaluate(
        """() => [...document.querySelectorAll(".scroll")].filter(part => part.checkVisibility()).map(part => [
            part.scrollWidth > part.clientWidth + 1,
            getComputedStyle(part, "::before").content.includes("sideways"),
            part.querySelector("table.stacks") !== null,
        ])"""
    )


def test_what_is_wider_than_a_small_screen_says_so_and_tables_of_few_columns_show_them_all(open_page, address):
    page = open_page(address, viewport=NARROW)
    page.locator("figure.wide").first.wait_for()
    parts = measured(page)
    assert len(parts) > 20
    assert all(wide == told for wide, told, _ in parts)
    assert any(told for _, told, _ in parts)
    assert not any(wide for wide, _, stacks in parts if stacks)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("table.stacks :is(td, th)")].filter(cell =>
            cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().right > innerWidth
        ).map(cell => cell.textContent)"""
    )
    assert cut == []
    page.emulate_media(media="print")
    assert not any(told for _, told, _ in measured(page))
    assert page.locator("table.stacks").first.evaluate("table => getComputedStyle(table).display") == "table"


def test_the_mark_at_the_right_goes_when_the_end_is_reached(open_page, address):
    page = open_page(address, viewport=NARROW)
    figure = page.locator("figure").first
    page.locator("figure.more-right").first.wait_for()
    figure.evaluate("part => { part.scrollLeft = part.scrollWidth; }")
    page.locator("figure:not(.more-right)").first.wait_for()
    assert "more-right" not in figure.get_attribute("class")
    assert figure.evaluate("part => part.classList.contains('wide')")
