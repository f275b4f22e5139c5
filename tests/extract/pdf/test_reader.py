import re
import sys
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from faqbot.core.errors import ExtractionError
from faqbot.extract.html.blocks import Block
from faqbot.extract.pdf.reader import read_pdf

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
    match = re.match(r"(#|##|\*\*) (.*)", line)
    return (match[1], match[2]) if match else ("", line)


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


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(["1.Bring a towel", "2.Bring a lock"], id="no space"),
        pytest.param(["c. Take a card (the desk has some.)", "d. Swim"], id="after a bracket"),
    ],
)
def test_numbered_items_start_a_paragraph(page):
    assert texts(make_pdf("\n".join(page))) == [page]


def test_a_hanging_indent_continues():
    first, second, _ = PROSE.split("\n")
    page = [(72, 700, first), (92, 686, second[:-6]), (72, 672, first), (92, 658, second[:-6])]
    whole = f"{first} {second[:-6]}"
    assert texts(make_pdf(page)) == [[whole, whole]]


def test_cells_of_a_row_are_separated():
    page = [
        (x, 700 - LINE * row, f"{word}{row}")
        for row in range(3)
        for x, word in ((72, "adult"), (250, "five"), (400, "six"))
    ]
    assert texts(make_pdf(page))[0][0] == "adult0 | five0 | six0"


def placed_rows(*rows, starts=(72, 250, 400)):
    return [
        (x, 700 - LINE * number, text)
        for number, row in enumerate(rows)
        for x, text in zip(starts, row, strict=False)
        if text
    ]


def test_a_cell_on_several_lines_is_one_cell():
    page = placed_rows(
        ("Adults", "five crowns, and half of"),
        ("", "that in the morning"),
        ("Children", "nothing"),
    )
    assert texts(make_pdf(page)) == [
        ["Adults | five crowns, and half of that in the morning", "Children | nothing"]
    ]


def test_a_narrow_gap_separates_cells_where_other_rows_have_a_border():
    page = placed_rows(
        ("Hall", "5", "6"),
        ("Pool", "7", "8"),
        ("Climbing wall", "9", "10"),
        starts=(72, 145, 200),
    )
    assert texts(make_pdf(page))[0][-1] == "Climbing wall | 9 | 10"


def test_cells_that_the_file_writes_one_by_one_are_one_row():
    def draw(canvas, _):
        for x, y, text in placed_rows(("Hall", "five"), ("Pool", "six")):
            canvas.drawString(x, y, text)
            canvas.drawString(72, 300, "")

    assert texts(make_pdf("", draw=draw)) == [["Hall | five", "Pool | six"]]


def raised(text, mark, rest):
    """Return what draws a line of text with a raised mark and goes on behind it."""

    def draw(canvas, _):
        line = canvas.beginText(72, 700)
        line.setFont("Helvetica", 10)
        line.textOut(text)
        line.setRise(4)
        line.setFont("Helvetica", 6)
        line.textOut(mark)
        line.setRise(0)
        line.setFont("Helvetica", 10)
        line.textOut(rest)
        canvas.drawText(line)

    return draw


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        pytest.param("It opened in 2013.", "5", "It opened in 2013. Tickets are free.", id="dot"),
        pytest.param("Use of the pool", "12", "Use of the pool Tickets are free.", id="word"),
        pytest.param("Use of the pool", "1,2", "Use of the pool Tickets are free.", id="two"),
        pytest.param("The pool has 50 m", "2", "The pool has 50 m2 Tickets are free.", id="unit"),
    ],
)
def test_the_number_of_a_footnote_is_not_part_of_the_text(text, mark, expected):
    body = make_pdf("", draw=raised(text, mark, " Tickets are free."))
    assert texts(body) == [[expected]]


def test_letter_spaced_words_are_whole():
    page = "T O W N   P O O L"
    assert texts(make_pdf(page)) == [["TOWN POOL"]]


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


def test_bold_sentences_are_not_headings():
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


def test_footers_with_page_numbers_are_left_out_whatever_else_they_say():
    def foot(canvas, number):
        words = f"{number + 6} Rules of the {'x' * number} hall"
        canvas.drawString(72, 30, words if number % 2 else f"{'y' * number} hall {number + 6}")

    body = make_pdf(*[f"Rule {'x' * number}.\n\n{PROSE}" for number in range(6)], draw=foot)
    assert "hall" not in str(read_pdf(body).pages)


def test_heads_that_differ_from_page_to_page_stay():
    def head(canvas, number):
        canvas.drawString(72, 760, f"Office of {'xyzuv'[number - 1] * 4}")
        canvas.drawString(400, 760, f"Telephone {number * 7351}")

    body = make_pdf(*[f"Rule {'x' * number}.\n\n{PROSE}" for number in range(5)], draw=head)
    assert [page[-1] for page in texts(body)] == [
        f"Office of {'xyzuv'[number - 1] * 4} | Telephone {number * 7351}" for number in range(1, 6)
    ]


OFFICES = [
    ("Parks", "555 0147"),
    ("Roads", "555 0233"),
    ("Trees", "555 0301"),
    ("Water", "555 0498"),
]


@pytest.mark.parametrize("top", [800, 740, 400, 100], ids=["head", "start", "middle", "foot"])
def test_pages_that_fill_in_one_form_keep_their_text(top):
    pages = [
        [
            (72, top, f"Office of {name}"),
            (72, top - LINE, f"Telephone {telephone}"),
            (72, top - 2 * LINE, "Town hall, Room 200"),
        ]
        for name, telephone in OFFICES
    ]
    text = [" ".join(page) for page in texts(make_pdf(*pages))]
    assert text == [
        f"Office of {name} Telephone {telephone} Town hall, Room 200" for name, telephone in OFFICES
    ]


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("top", [790, 400], ids=["margin", "middle"])
def test_equal_pages_keep_their_text(count, top):
    voucher = [(72, top, "Voucher"), (72, top - LINE, "Swim for free at the town pool.")]
    pages = texts(make_pdf(*[voucher] * count))
    assert [" ".join(page) for page in pages] == ["Voucher Swim for free at the town pool."] * count


def test_roman_page_numbers_are_left_out():
    def foot(canvas, number):
        canvas.drawString(290, 30, ["iii", "iv", "v", "vi"][number - 1])

    body = make_pdf(*[f"Rule {'x' * number}." for number in range(4)], draw=foot)
    assert [page[-1] for page in texts(body)] == [f"Rule {'x' * number}." for number in range(4)]


def test_numbers_that_do_not_count_the_pages_stay():
    prices = [f"{price} crowns for {'x' * price}" for price in (40, 25, 31, 12)]
    assert [page[0] for page in texts(make_pdf(*prices))] == prices


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
        pytest.param(b"<p>Not found</p>", "not a PDF", "upload it again", id="web page"),
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


def test_one_damaged_page_among_good_ones_is_skipped():
    body = make_pdf("One.", "Two.", "Three.")
    damaged = re.sub(rb"/Type /Page\n", b"/Type /Pxge\n", body, count=1)
    assert sum(map(len, read_pdf(damaged).pages)) == 2


def test_a_pdf_that_only_forbids_printing_is_read():
    locked = StandardEncryption("", ownerPassword="secret", canPrint=0)
    assert texts(make_pdf("Do not run.", encrypt=locked)) == [["Do not run."]]


def test_a_pdf_that_takes_too_long_is_reported():
    with pytest.raises(ExtractionError, match=r"too long.*export it again"):
        read_pdf(TWO_PAGES, limit_s=0.001)


def test_a_system_that_cannot_limit_a_process_is_refused(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    with pytest.raises(ExtractionError, match="cannot read with limits"):
        read_pdf(TWO_PAGES)


def test_a_pdf_that_takes_too_much_memory_is_reported():
    lines = b" ".join(
        b"1 0 0 1 %d %d Tm (Do not run %d) Tj" % (at % 500, at % 800, at) for at in range(100_000)
    )
    body = with_content(b"BT /F1 9 Tf " + lines)
    with pytest.raises(ExtractionError, match=r"memory.*export it again"):
        read_pdf(body, memory_bytes=200 * 2**20)


def with_content(content, size=b"595 842"):
    """Return a PDF of one page with this packed content."""
    packed = zlib.compress(content)
    return b"".join(
        [
            b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
            b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
            b"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 %s]" % size,
            b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n",
            b"4 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed),
            packed,
            b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
        ]
    )


def with_objects(content, *objects, page=b""):
    """Return a PDF of one page with a font F1, described by the objects from 5 on."""
    stream = b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]%s"
        b"/Resources<</Font<</F1 5 0 R>>>>>>" % page,
        stream,
        *objects,
    ]
    numbered = [b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(bodies, start=1)]
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer\n<</Root 1 0 R>>\n%%EOF"


def unicode_map(letters):
    """Return the objects of a font whose codes from 1 on mean these letters."""
    pairs = b"".join(b"<%02x> <%04x>\n" % item for item in enumerate(map(ord, letters), start=1))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <01> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(letters), pairs)
    )
    return (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Forge/FirstChar 1/LastChar %d/Widths[%s]"
        b"/ToUnicode 6 0 R/FontDescriptor 7 0 R>>" % (len(letters), b"500 " * len(letters)),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap),
        b"<</Type/FontDescriptor/FontName/Forge/Flags 4/FontBBox[0 -200 1000 800]/Ascent 800"
        b"/Descent -200/ItalicAngle 0/StemV 80/CapHeight 700>>",
    )


def in_visual_order(*lines):
    """Return a PDF whose words stand from right to left, each letter in the order it is drawn.

    A line is the words as they are read.
    """
    letters = sorted({letter for line in lines for letter in line})
    codes = {letter: at for at, letter in enumerate(letters, start=1)}
    content = b""
    for row, line in enumerate(lines):
        right = 500.0
        for word in line.split(" "):
            is_backward = not word.isascii()
            shown = word[::-1] if is_backward else word
            right -= 5 * len(word)
            hexed = b"".join(b"%02x" % codes[letter] for letter in shown)
            content += b"1 0 0 1 %.1f %d Tm <%s> Tj\n" % (right, 700 - LINE * row, hexed)
            right -= 3
    return with_objects(b"BT /F1 10 Tf\n" + content + b"ET", *unicode_map(letters))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["הברכה פתוחה כל יום"], id="hebrew"),
        pytest.param(["כרטיס עולה 25 שקל ליום"], id="with a number"),
        pytest.param(
            [
                "הברכה פתוחה לכל תושבי העיר והסביבה",
                "במחיר של כרטיס אחד",
            ],
            id="two lines of a paragraph",
        ),
        pytest.param(["المسبح مفتوح كل يوم"], id="arabic"),
    ],
)
def test_right_to_left_text_is_read_as_it_is_written(lines):
    assert texts(in_visual_order(*lines)) == [[" ".join(lines)]]


def test_the_shapes_of_arabic_letters_are_read_as_the_letters():
    shapes = "\ufee3\ufed4\ufe98\ufeee\ufea1"
    assert texts(in_visual_order(shapes)) == [["مفتوح"]]


def test_text_outside_the_crop_box_is_left_out():
    body = make_pdf([(72, 700, "Do not run."), (72, 20, "Sheet 4 cyan")])
    cropped = body.replace(b"/MediaBox", b"/CropBox [ 40 40 560 800 ] /MediaBox")
    assert texts(cropped) == [["Do not run."]]


def test_a_crop_box_larger_than_the_page_crops_nothing():
    cropped = TWO_PAGES.replace(b"/MediaBox", b"/CropBox [ -90 -90 900 900 ] /MediaBox")
    assert texts(cropped) == texts(TWO_PAGES)


def test_words_stay_together_where_the_font_itself_is_scaled():
    font = (
        b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 6 10]/FirstChar 97"
        b"/LastChar 122/Widths[%s]/CharProcs<</box 7 0 R>>/Encoding<</Type/Encoding"
        b"/Differences[97%s]>>/ToUnicode 6 0 R/Resources<<>>>>" % (b"6 " * 26, b"/box" * 26)
    )
    cmap = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"1 beginbfrange <61> <7a> <0061> endbfrange endcmap"
    )
    square = b"6 0 0 0 6 10 d1 0 0 6 10 re f"
    streams = [
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text) for text in (cmap, square)
    ]
    words = b"BT /F1 1 Tf 72 700 Td (ask) Tj 21 0 Td (about) Tj 33 0 Td (bills) Tj ET"
    assert texts(with_objects(words, font, *streams)) == [["ask about bills"]]


HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def with_annotation(annotation, label=b"Name"):
    content = b"BT /F1 10 Tf 72 700 Td (%s) Tj 0 -40 Td (Sign below.) Tj ET" % label
    return with_objects(content, HELVETICA, annotation, page=b"/Annots[6 0 R]").replace(
        b"/Fields[]", b"/Fields[6 0 R]"
    )


BOX = b"/Type/Annot/Rect[105 696 300 712]/P 3 0 R"


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        pytest.param(
            b"<<%s/Subtype/Widget/FT/Tx/T(name)/V(Ada Ek)>>",
            ["Name Ada Ek", "Sign below."],
            id="value",
        ),
        pytest.param(
            b"<<%s/Subtype/Widget/FT/Ch/Ff 131072/T(name)/Opt[(Ada)(Bo)]/V(Bo)>>",
            ["Name Bo", "Sign below."],
            id="choice",
        ),
        pytest.param(
            b"<<%s/Subtype/FreeText/Contents(or your club)>>",
            ["Name or your club", "Sign below."],
            id="note on the page",
        ),
        pytest.param(
            b"<<%s/Subtype/Text/Contents(or your club)>>", ["Name", "Sign below."], id="closed note"
        ),
        pytest.param(
            b"<<%s/Subtype/FreeText/F 2/Contents(draft)>>", ["Name", "Sign below."], id="hidden"
        ),
        pytest.param(
            b"<<%s/Subtype/Widget/FT/Tx/Ff 8192/T(name)/V(secret)>>",
            ["Name", "Sign below."],
            id="password",
        ),
        pytest.param(
            b"<<%s/Subtype/Widget/FT/Btn/T(name)/V/Yes/AS/Yes>>", ["Name", "Sign below."], id="box"
        ),
    ],
)
def test_what_annotations_show_is_text_beside_its_label(annotation, expected):
    assert texts(with_annotation(annotation % BOX)) == [expected]


def test_a_page_that_is_nothing_but_filled_fields_is_no_scan():
    body = with_annotation(b"<<%s/Subtype/Widget/FT/Tx/T(name)/V(Ada Ek)>>" % BOX, label=b"")
    assert "Ada Ek" in " ".join(texts(body)[0])


def test_a_word_printed_twice_to_look_bold_is_read_once():
    page = [(72, 700, "Opening hours"), (72.5, 699.7, "Opening hours"), (72, 600, "Opening hours")]
    assert texts(make_pdf(page)) == [["Opening hours", "Opening hours"]]


def test_words_that_the_file_writes_without_a_space_are_two():
    content = b"BT /F1 10 Tf 72 700 Td [(Adults) -9000 (five)] TJ ET"
    assert texts(with_objects(content, HELVETICA)) == [["Adults | five"]]


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param([0xE000 + code for code in range(26)], id="private use"),
        pytest.param([0xFFFD] * 26, id="replacement character"),
    ],
)
def test_text_whose_letters_cannot_be_known_is_reported_as_such(letters):
    codes = b"".join(b"%02x" % (1 + at % 26) for at in range(200))
    content = b"BT /F1 10 Tf 72 700 Td <%s> Tj ET" % codes
    body = with_objects(content, *unicode_map([chr(code) for code in letters]))
    with pytest.raises(ExtractionError, match=r"fonts that do not say.*Unicode.*OCR"):
        read_pdf(body)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        pytest.param(b"BT /F1 9 Tf 9 9 Td (Swim.) Tj ET", b"9e30 9e30", id="huge page"),
        pytest.param(b"BT /F1 9e30 Tf 9e30 0 Td (Swim.) Tj ET", b"595 842", id="huge text"),
        pytest.param(b"q " * 200_000 + b"BT /F1 9 Tf (Swim.) Tj ET", b"9 9", id="nested"),
        pytest.param(b"0 0 1 1 re f " * 200_000, b"595 842", id="many objects"),
        pytest.param(
            b"BT /F1 1 Tf " + b"(a) Tj 30 0 Td " * 20_000 + b"ET", b"595 842", id="a row of cells"
        ),
    ],
)
def test_strange_pages_are_read_or_refused(content, size):
    with suppress(ExtractionError):
        read_pdf(with_content(content, size), limit_s=20)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, len(TWO_PAGES) - 1))
def test_a_pdf_cut_anywhere_is_read_or_refused(length):
    with suppress(ExtractionError):
        read_pdf(TWO_PAGES[:length])


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_are_not_a_pdf_are_refused(noise):
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
