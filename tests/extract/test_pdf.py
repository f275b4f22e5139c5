import re
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from faqbot.errors import ExtractionError
from faqbot.extract.html import Block
from faqbot.extract.pdf import read_pdf

BODY = 10.0
LINE = 14
LINE_BREAK = "\n"


def make_pdf(
    *pages, title="Pool Rules", author="Nora Lindgren", encrypt=None, draw=None, lang=None
):
    """Return a PDF; a page is text with one line per line, or a list of placed lines.

    A line of text that starts with "# " is set in 20 points, "## " in 14, "** " in bold.
    A placed line is (x, y, text). `draw(canvas, number)` adds to each page.
    """
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0, encrypt=encrypt, lang=lang)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for number, page in enumerate(pages, start=1):
        placed = page
        if isinstance(page, str):
            placed = [(72, 700 - LINE * row, line) for row, line in enumerate(page.split("\n"))]
        for x, y, line in placed:
            mark, text = split_mark(line)
            size = {"#": 20, "##": 14}.get(mark, BODY)
            canvas.setFont("Helvetica-Bold" if mark else "Helvetica", size)
            canvas.drawString(x, y, text)
        if draw:
            draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def split_mark(line):
    found = re.match(r"(#|##|\*\*) (.*)", line)
    return (found[1], found[2]) if found else ("", line)


def texts(body):
    return [[block.text for block in page] for page in read_pdf(body).pages]


PROSE = (
    "The pool is open from May to September, on weekdays from six in the\n"
    "morning until nine at night, and everybody who lives in the town may\n"
    "use it for the price of a ticket."
)
ONE_LINE = PROSE.replace("\n", " ")
TWO_PAGES = make_pdf("Shower before you swim.\n\n\nDo not run.", "The pool closes at nine.")


def test_text_comes_page_by_page_and_paragraph_by_paragraph():
    assert texts(TWO_PAGES) == [
        ["Shower before you swim.", "Do not run."],
        ["The pool closes at nine."],
    ]


def test_lines_of_a_paragraph_are_joined():
    assert texts(make_pdf(f"{PROSE}\n\n{PROSE}")) == [[ONE_LINE, ONE_LINE]]


def test_an_indent_starts_a_paragraph():
    lines = PROSE.split("\n")
    placed = [(72 + 15 * (row % 3 == 0), 700 - LINE * row, lines[row % 3]) for row in range(6)]
    assert texts(make_pdf(placed)) == [[ONE_LINE, ONE_LINE]]


def test_a_paragraph_belongs_to_the_page_where_it_starts():
    first, second, third = PROSE.split("\n")
    assert texts(make_pdf(f"{first}\n{second}", f"{third}\n\nDo not run.")) == [
        [ONE_LINE],
        ["Do not run."],
    ]


def test_an_empty_page_keeps_its_number():
    assert texts(make_pdf("Do not run.", "", "Closed.")) == [["Do not run."], [], ["Closed."]]


def test_spaces_and_ligatures_are_plain():
    assert texts(make_pdf("Do   not \n \n \nrun.")) == [["Do not", "run."]]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("It serves the commu-\nnity.", "It serves the community.", id="broken word"),
        pytest.param(
            "An after-school club. The after-\nschool club is free.",
            "An after-school club. The after-school club is free.",
            id="hyphen seen elsewhere",
        ),
        pytest.param("From 2013-\n2014 on.", "From 2013-2014 on.", id="numbers"),
        pytest.param("The Anglo-\nAmerican way.", "The Anglo-American way.", id="name"),
        pytest.param("Open -\nor so we hope.", "Open - or so we hope.", id="dash"),
    ],
)
def test_words_are_whole_again_where_a_line_broke_them(page, expected):
    assert texts(make_pdf(page)) == [[expected]]


@pytest.mark.parametrize("bullet", ["•", "-", "–"])
def test_list_items_start_with_a_dash(bullet):
    page = [
        (72, 700, "Bring these:"),
        (72, 686, f"{bullet} a towel that is large enough for you and for your"),
        (80, 672, "little brother"),
        (72, 658, f"{bullet} a lock"),
    ]
    assert texts(make_pdf(page)) == [
        [
            "Bring these:",
            "- a towel that is large enough for you and for your little brother",
            "- a lock",
        ]
    ]


def test_cells_of_a_row_are_held_apart():
    page = [
        (x, 700 - LINE * row, f"{word}{row}")
        for row in range(3)
        for x, word in ((72, "adult"), (250, "five"), (400, "six"))
    ]
    assert texts(make_pdf(page))[0][0] == "adult0 | five0 | six0"


def test_headings_are_ranked_by_size_then_weight():
    page = f"# Pool Rules\n\n{PROSE}\n\n## Tickets\n\n{PROSE}\n\n** Refunds\n{PROSE}"
    (blocks,) = read_pdf(make_pdf(page)).pages
    assert [(block.text, block.level) for block in blocks if block.level] == [
        ("Pool Rules", 1),
        ("Tickets", 2),
        ("Refunds", 3),
    ]


def test_a_heading_on_two_lines_is_one():
    (blocks,) = read_pdf(make_pdf(f"## May I bring\n## my dog?\n\n{PROSE}")).pages
    assert blocks == (Block("May I bring my dog?", 1), Block(ONE_LINE))


def test_bold_sentences_are_no_headings():
    long = "\n".join(f"** {line}" for line in PROSE.split("\n"))
    (blocks,) = read_pdf(make_pdf(f"{PROSE}\n{PROSE}\n\n{long}")).pages
    assert not any(block.level for block in blocks)


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
def test_columns_are_read_one_after_the_other(count, by_row):
    width = 470 // count
    cells = [
        (column, row, f"c{column}r{row} swims in the pool"[: width // 5])
        for column in range(count)
        for row in range(8)
    ]
    cells.sort(key=lambda cell: (cell[1], cell[0]) if by_row else (cell[0], cell[1]))
    page = [(72 + (width + 20) * column, 700 - LINE * row, text) for column, row, text in cells]
    marks = re.findall(r"c\dr\d", " ".join(texts(make_pdf(page))[0]))
    assert marks == [f"c{column}r{row}" for column in range(count) for row in range(8)]


@pytest.mark.parametrize("count", [2, 5])
def test_running_heads_and_page_numbers_are_left_out(count):
    def head_and_foot(canvas, number):
        canvas.drawString(72, 760, "Town of Duluth | Pool Rules")
        canvas.drawString(280, 30, f"Page {number} of {count}")

    body = make_pdf(
        *[f"Rule {'x' * number}.\n{LINE_BREAK * number}\n{PROSE}" for number in range(count)],
        draw=head_and_foot,
    )
    text = str(read_pdf(body).pages)
    assert "Duluth" not in text
    assert "Page" not in text
    assert text.count(ONE_LINE) == count


def test_lines_of_contents_are_marked():
    (blocks,) = read_pdf(
        make_pdf(f"Tickets . . . . . . . . 3\nRefunds ........ 12\n\n{PROSE}")
    ).pages
    assert [block.is_jump for block in blocks] == [True, True, False]


def test_title_author_and_language_are_those_that_the_file_states():
    pdf = read_pdf(make_pdf("Do not run.", author="Nora Lindgren; Bo Ek", lang="sv-SE"))
    assert (pdf.title, pdf.authors) == ("Pool Rules", ("Nora Lindgren", "Bo Ek"))
    assert pdf.language == "sv"


def test_a_file_that_states_no_language_has_none():
    assert read_pdf(TWO_PAGES).language == ""


@pytest.mark.parametrize(
    "stated",
    ["", "untitled", "pool_rules_v2", "rules.docx", "Microsoft Word - Document1", "ReportLab", "-"],
)
def test_the_largest_text_of_the_first_page_stands_in_for_a_title_that_is_none(stated):
    page = f"Town of Duluth\n\n\n# Rules of the\n\n# Town Pool\n\n\n{PROSE}"
    assert read_pdf(make_pdf(page, title=stated)).title == "Rules of the Town Pool"


def test_a_title_after_the_name_of_the_software_counts():
    assert read_pdf(make_pdf("Run.", title="Microsoft Word - Pool Rules")).title == "Pool Rules"


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        pytest.param(b"D:20251103120000Z", "2025-11-03", id="full"),
        pytest.param(b"20251103", "2025-11-03", id="without D"),
        pytest.param(b"D:2025", "", id="year only"),
        pytest.param(b"November 3", "", id="words"),
        pytest.param(b"D:20260231000000", "", id="no such day"),
    ],
)
def test_the_date_is_a_real_day_or_nothing(stated, published):
    dated = re.sub(rb"/CreationDate \([^)]*\)", b"/CreationDate (" + stated + b")", TWO_PAGES)
    assert read_pdf(dated).published == published


def scanned(text):
    picture = ImageReader(Image.new("L", (60, 80), 200))
    return make_pdf(text, text, draw=lambda canvas, _: canvas.drawImage(picture, 0, 0, 595, 842))


@pytest.mark.parametrize(
    ("body", "reason", "next_step"),
    [
        pytest.param(b"", "empty", "upload it again", id="empty"),
        pytest.param(b"<p>Not found</p>", "no PDF", "upload it again", id="web page"),
        pytest.param(TWO_PAGES[:700], "damaged", "upload it again", id="cut short"),
        pytest.param(
            re.sub(rb"/Type /Page\n", b"/Type /Pxge\n", TWO_PAGES),
            "damaged",
            "upload it again",
            id="damaged pages",
        ),
        pytest.param(
            make_pdf("Do not run.", encrypt=StandardEncryption("secret")),
            "encrypted",
            "without a password",
            id="password",
        ),
        pytest.param(make_pdf("", ""), "no text", "OCR", id="pages without text"),
        pytest.param(scanned(""), "no text", "OCR", id="scan"),
        pytest.param(scanned("Scanned by Cam"), "no text", "OCR", id="scan with a stamp"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_reported_with_reason_and_next_step(body, reason, next_step):
    with pytest.raises(ExtractionError, match=f"{reason}.*{re.escape(next_step)}"):
        read_pdf(body)


def test_one_damaged_page_among_good_ones_is_passed_over():
    body = make_pdf("One.", "Two.", "Three.")
    damaged = re.sub(rb"/Type /Page\n", b"/Type /Pxge\n", body, count=1)
    assert sum(map(len, read_pdf(damaged).pages)) == 2


def test_a_pdf_that_only_forbids_printing_is_read():
    locked = StandardEncryption("", ownerPassword="secret", canPrint=0)
    assert texts(make_pdf("Do not run.", encrypt=locked)) == [["Do not run."]]


def test_a_pdf_that_takes_too_long_is_reported():
    with pytest.raises(ExtractionError, match=r"too long.*save it anew"):
        read_pdf(TWO_PAGES, limit_s=0.001)


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_are_no_pdf_are_refused(noise):
    with pytest.raises(ExtractionError):
        read_pdf(b"%PDF-1.4\n" + noise)


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.integers(0, len(TWO_PAGES) - 1), st.integers(0, 255), max_size=40))
def test_a_damaged_pdf_is_read_or_refused_and_never_stops_a_run(changes):
    body = bytearray(TWO_PAGES)
    for place, byte in changes.items():
        body[place] = byte
    with suppress(ExtractionError):
        read_pdf(bytes(body))
