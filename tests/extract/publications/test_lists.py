import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse_text
from faqbot.extract.publications.lists import find_items

LIST = "https://lakeside.example/library/list.html"
PUBLICATIONS = [
    ("Clean Hands at the Pool", "Ann Lowe, Bo Ruiz", "03/14/19", "340 KB", "hands.pdf"),
    ("Teaching Toddlers to Float", "Cy Marsh", "11/02/98", "1.2 MB", "float.pdf"),
    ("What a Lifeguard Sees", "Di Novak, Ed Quill", "07/30/07", "87 KB", "guard.pdf"),
]
EXPECTED = [
    ("Clean Hands at the Pool", ("Ann Lowe", "Bo Ruiz"), "2019-03-14", "340 KB", "hands.pdf"),
    ("Teaching Toddlers to Float", ("Cy Marsh",), "1998-11-02", "1.2 MB", "float.pdf"),
    ("What a Lifeguard Sees", ("Di Novak", "Ed Quill"), "2007-07-30", "87 KB", "guard.pdf"),
]
ABSTRACT = (
    "This paper of the swimming club reports what forty bathers told us during one long summer, "
    "and what we have changed since."
)


def items_of(html):
    return [each.item for each in find_items(main_content(parse_text(html)), LIST)]


def as_list(template, start="", end="", between=""):
    """Return a list of the publications, each in the template's markup."""
    names = ("title", "authors", "date", "size", "file")
    filled = (
        template.format(**dict(zip(names, each, strict=True)), abstract=ABSTRACT)
        for each in PUBLICATIONS
    )
    return start + between.join(filled) + end


MARKUPS = {
    "headings and lines": as_list(
        "<a name='x'></a><h3><a href='{file}'>{title}</a></h3><p>({authors})<br>{size}, {date}, "
        "Lakeside Club</p><p>{abstract}</p><p><a href='{file}'>Download/Read More</a></p><hr>",
        "<h2>Library</h2><p>All our papers.</p>",
        "<h2>Orders</h2><p>Write to the office.</p>",
    ),
    "headings without links": as_list(
        "<h4>{title}</h4><p>By {authors}, {date}</p><p>Lakeside Club</p><p>{abstract}</p>"
        "<p><a href='{file}'>Download PDF</a> ({size})</p>"
    ),
    "list items": as_list(
        "<li><a href='{file}'>{title}</a> ({size})<br>By {authors} | {date} | Lakeside Club<br>"
        "{abstract}</li>",
        "<ul>",
        "</ul>",
    ),
    "table rows": as_list(
        "<tr><td><a href='{file}'>{title}</a></td><td>{authors}</td><td>{date}</td>"
        "<td>Lakeside Club</td><td>{size}</td><td>{abstract}</td></tr>",
        "<table><tr><th>Title</th><th>Authors</th><th>Date</th><th>Publisher</th><th>Size</th>"
        "<th>Abstract</th></tr>",
        "</table>",
    ),
    "two rows each": as_list(
        "<tr><td><b><a href='{file}'>{title}</a></b></td></tr>"
        "<tr><td>({authors})<br>{date}, {size}<br>Lakeside Club<p>{abstract}</p></td></tr>",
        "<table>",
        "</table>",
    ),
    "cards": as_list(
        "<div class='card'><div class='when'>{date}</div><h3><a href='{file}'>{title}</a></h3>"
        "<div>By {authors}</div><div>Lakeside Club</div><p>{abstract}</p>"
        "<a class='button' href='{file}'>PDF, {size}</a></div>",
        "<div class='grid'>",
        "</div>",
    ),
    "paragraphs between rules": as_list(
        "<p><strong>{title}</strong></p><p>Author(s): {authors}</p><p>Date: {date}</p>"
        "<p>Organization: Lakeside Club</p><p>File size: {size}</p><p>{abstract}</p>"
        "<p><a href='{file}'>Full text</a></p>",
        "<h1>Library</h1><p>All our papers.</p>",
        "<p>Write to the office.</p>",
        "<hr>",
    ),
    "paragraphs with bold titles": as_list(
        "<p><b><a href='{file}'>{title}</a></b></p><p>By {authors}<br>Lakeside Club<br>{date}, "
        "{size}</p><p>{abstract}</p>",
        "<p>All our papers.</p>",
    ),
    "definitions": as_list(
        "<dt><a href='{file}'>{title}</a></dt><dd>({authors}), {date}, {size}, Lakeside Club</dd>"
        "<dd>{abstract}</dd>",
        "<dl>",
        "</dl>",
    ),
    "bare lines": as_list(
        "<a href='{file}'>{title}</a><br>By {authors}<br>{date} - {size}<br>Lakeside Club<br>"
        "{abstract}<br><a href='{file}'>Read more</a><br><br>",
        "<td>",
        "</td>",
    ),
}


@pytest.mark.parametrize("html", MARKUPS.values(), ids=MARKUPS)
def test_a_list_is_read_item_by_item_in_any_markup(html):
    assert [
        (
            item.title,
            item.fields.authors,
            item.fields.published,
            item.fields.size,
            item.link.removeprefix("https://lakeside.example/library/"),
        )
        for item in items_of(html)
    ] == EXPECTED
    for item in items_of(html):
        assert item.fields.organization == "Lakeside Club"
        assert item.fields.abstract == ABSTRACT


@pytest.mark.parametrize("html", MARKUPS.values(), ids=MARKUPS)
def test_items_take_no_text_from_around_the_list(html):
    nodes = [node for item in find_items(main_content(parse_text(html)), LIST)
             for node in item.nodes]  # fmt: skip
    text = " ".join(node.get_text(" ") for node in nodes)
    assert "office" not in text
    assert "All our papers" not in text


def test_lists_of_several_years_are_one_list_without_their_headings():
    html = "".join(f"<h2>{year}</h2>{MARKUPS['list items']}" for year in (2019, 2018))
    assert [item.title for item in items_of(html)] == [each[0] for each in EXPECTED] * 2


def test_an_item_leads_to_its_inner_page_and_names_its_file():
    html = as_list(
        "<h3><a href='/about/{file}.html'>{title}</a></h3><p>By {authors}, {date}</p>"
        "<p><a href='{file}'>Download</a></p>"
    )
    first = items_of(html)[0]
    assert (first.link, first.file) == (
        "https://lakeside.example/about/hands.pdf.html",
        "https://lakeside.example/library/hands.pdf",
    )


def test_two_editions_of_a_file_make_one_item():
    html = as_list(
        "<li><b>{title}</b> by {authors}, {date}. <a href='en-{file}'>English</a> | "
        "<a href='es-{file}'>Spanish</a></li>",
        "<ul>",
        "</ul>",
    )
    assert [item.link.rpartition("/")[2] for item in items_of(html)] == [
        "en-hands.pdf",
        "en-float.pdf",
        "en-guard.pdf",
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(Ann Lowe, Bo Ruiz)", ("Ann Lowe", "Bo Ruiz")),
        ("By Ann Lowe and Bo Ruiz", ("Ann Lowe", "Bo Ruiz")),
        ("Authors: Lowe, Ann; Ruiz, Bo", ("Lowe, Ann", "Ruiz, Bo")),
        ("Por Ana Luz de la Vega y José Peña", ("Ana Luz de la Vega", "José Peña")),
        ("By Mary E. Lowe, Bo Ruiz, and Cy Marsh", ("Mary E. Lowe", "Bo Ruiz", "Cy Marsh")),
        ("Lakeside Swimming Club", ()),
        ("(in English and Spanish)", ()),
        ("Policy Brief, Annual Report", ()),
    ],
)
def test_authors_are_distinguished_from_other_names(line, names):
    html = "".join(
        f"<li><a href='{n}.pdf'>Rules of pool {n}</a> (90 KB), 03/12/19<br>{line}</li>"
        for n in range(3)
    )
    assert [item.fields.authors for item in items_of(html)] == [names] * 3


def rows(template, count=5):
    return "".join(template.format(n=n) for n in range(1, count + 1))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            rows("<h3>Is pool {n} open?</h3><p>Since March 2019. <a href='{n}.pdf'>Plan</a></p>"),
            id="questions",
        ),
        pytest.param(
            rows(
                "<h3><a href='/blog/{n}'>A day at pool {n}</a></h3><p>By Ann Lowe, March {n}, 2019"
                f"</p><p>{ABSTRACT}</p><p><a href='/blog/{{n}}'>Read more</a></p>"
            ),
            id="teasers of a blog",
        ),
        pytest.param(
            rows("<li><a href='/pool/{n}'>Pool number {n}</a></li>"),
            id="links of a menu",
        ),
        pytest.param(
            rows("<li><a href='form{n}.pdf'>Form for pool {n}</a> (PDF, {n}0 KB)</li>"),
            id="forms without a word on them",
        ),
        pytest.param(
            "<table>"
            + rows("<tr><td>03/{n}/19</td><td>{n} lanes</td><td>${n}.50</td></tr>")
            + "</table>",
            id="table of figures",
        ),
        pytest.param(
            "<table>"
            + rows(
                "<tr><td>March {n}, 2019</td><td><a href='a{n}.pdf'>Agenda</a></td>"
                "<td><a href='m{n}.pdf'>Minutes</a></td></tr>"
            )
            + "</table>",
            id="minutes",
        ),
        pytest.param(
            rows(
                "<h3>Lane {n}</h3><p>We swim in lane {n} since March {n}, 2019, and a "
                "<a href='r{n}.pdf'>report on the lane</a> of 340 KB tells how many of us came.</p>"
            ),
            id="links inside running text",
        ),
        pytest.param(
            "<h3><a href='hands.pdf'>Clean Hands</a></h3><p>By Ann Lowe, 03/14/19, 340 KB</p>",
            id="one alone",
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_a_list_of_publications_stays_a_page(html):
    assert items_of(html) == []


def test_two_items_make_a_list_if_they_leave_no_doubt():
    sure = rows("<li><a href='{n}.pdf'>Rules {n}</a>, by Ann Lowe, 03/12/19, {n}0 KB</li>", 2)
    doubtful = rows("<li><a href='{n}.pdf'>Rules {n}</a>, 03/12/19, {n}0 KB</li>", 2)
    assert [len(items_of(html)) for html in (sure, doubtful)] == [2, 0]


PIECES = (
    "<li>", "<a href=a.pdf>", "<a href='http://[x'>", "</a>", "<tr><td>", "<th>Author", "<hr>",
    "<h3>", "Rules of the pool", "By Ann Lowe, 03/12/19", "340 KB", "<p>", "<br>", "Download",
    "<form>", "<base href='http://['>", "</ul>", "<div class=card>", "\x00",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_gives_items_or_none(pieces):
    for item in items_of("".join(pieces)):
        assert item.title
        assert item.link.startswith("https://")


@pytest.mark.parametrize(
    "piece",
    [
        "<div><a href=a.pdf>Rules</a><a href=b.pdf>Plan</a>",
        "<li><a href=a.pdf>Rules of the pool</a>, 03/12/19, 340 KB</li>",
        "<hr><a href=a.pdf>Rules</a>",
        "<table><tr><td><a href=a.pdf>Rules</a>",
        "<p><b></b><b></b><b></b><b></b>",
    ],
)
def test_long_and_deep_pages_take_linear_work(piece, count_calls):
    page, twice = (
        main_content(parse_text("<p>340 KB</p>" + piece * count)) for count in (150, 300)
    )
    # Quadratic work would be four times as much.
    assert count_calls(find_items, twice, LIST) < 2.5 * count_calls(find_items, page, LIST)
