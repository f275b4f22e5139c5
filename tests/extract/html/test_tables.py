import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

HEADER = "<tr><th></th><th>Fee</th><th>Early price</th></tr>"
FRAGMENTS = (
    "<table>", "</table>", "<tr>", "<td>", "<th>", "<th colspan=1000000>", "<td rowspan=70000>",
    "<td colspan='x'>", "<thead>", "</thead>", "<caption>", "<p>", "</p>", "<b>", "</b>", "<br>",
    "Fee", "$9", "Adults:",
)  # fmt: skip


def root_of(body):
    return main_content(parse(body.encode(), "text/html; charset=utf-8"))


def lines(rows):
    return [block.text for block in blocks([root_of(f"<table>{rows}</table>")])]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            f"{HEADER}<tr><th>Students</th><td>$150</td><td>$100</td></tr>",
            ["Students — Fee: $150; Early price: $100"],
            id="both headers",
        ),
        pytest.param(
            f"{HEADER}<tr><td>Students</td><td></td><td>$100</td></tr>",
            ["Students — Early price: $100"],
            id="an empty corner names the rows, an empty cell says nothing",
        ),
        pytest.param(
            "<tr><th>Age</th><th>Fee:</th></tr><tr><td>6</td><td>$9</td></tr>",
            ["Age: 6; Fee: $9"],
            id="columns",
        ),
        pytest.param(
            "<thead><tr><td>Age</td><td>Fee</td></tr></thead><tr><td>6</td><td>$9</td></tr>",
            ["Age: 6; Fee: $9"],
            id="head",
        ),
        pytest.param(
            "<tr><td><b>Age</b></td><td><b>Fee</b></td></tr><tr><td>6</td><td>$9</td></tr>",
            ["Age: 6; Fee: $9"],
            id="bold first row",
        ),
        pytest.param(
            "<tr><th>Phone:</th><td>555</td></tr>"
            "<tr><th>Open</th><td>9 to 12</td><td>1 to 5</td></tr>",
            ["Phone: 555", "Open: 9 to 12; 1 to 5"],
            id="rows",
        ),
        pytest.param(
            "<caption>Prices</caption><tr><th>Age</th><th>Fee</th></tr><tr><td>6</td><td>$9</td></tr>",
            ["Prices", "Age: 6; Fee: $9"],
            id="caption",
        ),
        pytest.param(
            "<tr><th rowspan=2>Group</th><th colspan=2>Fee</th></tr>"
            "<tr><th>Early</th><th>Late</th></tr>"
            "<tr><td rowspan=2>Adults</td><td>$1</td><td>$2</td></tr>"
            "<tr><td>$3</td><td>$4</td></tr>"
            "<tr><th colspan=3>Without a card</th></tr>"
            "<tr><td>Cats</td><td colspan=2>free</td></tr>",
            [
                "Group: Adults; Fee, Early: $1; Fee, Late: $2",
                "Group: Adults; Fee, Early: $3; Fee, Late: $4",
                "Without a card",
                "Group: Cats; Fee, Early / Fee, Late: free",
            ],
            id="cells over several columns and rows",
        ),
        pytest.param(
            "<tr><th>Day</th><th>Hours</th></tr>"
            "<tr><td>Mon</td><td><p>9 to 12<br>1 to 5<br></p></td>",
            ["Day: Mon; Hours: 9 to 12, 1 to 5"],
            id="breaks and a paragraph",
        ),
        pytest.param(
            "<tr><th>Age</th><th>Fee</th></tr><tr><td>6</td><td>$9</td></tr>"
            "<tr><th>Day</th><th>Hours</th></tr><tr><td>Mon</td><td>9 to 5</td></tr>",
            ["Age: 6; Fee: $9", "Day: Mon; Hours: 9 to 5"],
            id="new headers further down",
        ),
    ],
)
def test_a_row_of_a_data_table_says_what_its_cells_mean(rows, expected):
    assert lines(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><td>6</td><td>$9</td></tr>", ["6 | $9"], id="no header"),
        pytest.param("<tr><th>Age</th><th>Fee</th></tr>", ["Age | Fee"], id="nothing but header"),
        pytest.param("<tr><th>Swim club</th></tr><tr><td>We swim.</td></tr>",
                     ["Swim club", "We swim."], id="one column"),
        pytest.param(
            "<tr><th>Age</th><th>Fee</th></tr><tr><td><p>6</p><p>7</p></td><td>$9</td></tr>",
            ["Age | Fee", "6", "7", "$9"],
            id="paragraphs in a cell",
        ),
        pytest.param(
            f"<tr><th>Age</th><th>{'fee ' * 30}</th></tr><tr><td>6</td><td>$9</td></tr>",
            [f"Age | {'fee ' * 30}".strip(), "6 | $9"],
            id="text in the header row",
        ),
        pytest.param(
            "<tr><th>We</th><th>swim</th></tr><tr><td><table><tr><td>6</td><td>$9</td></table></td>",
            ["We | swim", "6 | $9"],
            id="table in a table",
        ),
    ],
)  # fmt: skip
def test_other_tables_are_running_text(rows, expected):
    assert lines(rows) == expected


def test_the_page_keeps_its_tables():
    root = root_of(f"<table>{HEADER}<tr><td>Students</td><td>$150</td><td>$100</td></table>")
    before = str(root)

    blocks([root])

    assert str(root) == before


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_table_is_read_twice_alike(body):
    root = root_of(f"<table>{body}")
    assert blocks([root]) == blocks([root])


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        pytest.param(HEADER, "<tr><td>a<td>$1<td>$2", id="rows"),
        pytest.param(HEADER + "<tr>" + "<td rowspan=9999>a" * 60, "<tr><td>b", id="spans"),
        pytest.param(f"<tr><th>{'a' * 80}<th>b", "<tr><td>c<td>d", id="long header"),
        pytest.param("", "<tr><td><table>", id="nested"),
    ],
)
def test_large_tables_take_linear_work_and_grow_little(start, unit, count_calls):
    table, twice = (root_of(f"<table>{start}{unit * count}") for count in (300, 600))

    text = "".join(block.text for block in blocks([twice]))

    assert count_calls(blocks, [twice]) < 2.2 * count_calls(blocks, [table])
    assert len(text) < 3 * len(start + unit * 600) + 1_000
