import pytest

from faqbot.core.html import MAX_ELEMENTS, parse_html


def drawn(html):
    """Return the body as a browser shows it, on one line: nested elements in parentheses."""
    pieces, depths = [], []
    body_depth = None
    for depth, name, _, text in parse_html(html):
        while depths and depths[-1] >= depth:
            depths.pop()
            pieces.append(")")
        if body_depth is None:
            body_depth = depth if name == "body" else None
        elif name:
            depths.append(depth)
            pieces.append(f"{name}(")
        else:
            pieces.append(text)
    return "".join(pieces) + ")" * len(depths)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>One<p>Two", "p(One)p(Two)", id="paragraphs end one another"),
        pytest.param("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ul(li(a)li(bul(li(c))))d", id="items"),
        pytest.param("<dl><dt>Q<dd>A<dt>R</dl>", "dl(dt(Q)dd(A)dt(R))", id="definition list"),
        pytest.param("<p>a<div>b</div>c</p>d", "p(a)div(b)cp()d", id="block in a paragraph"),
        pytest.param("<h2>a<h3>b", "h2(a)h3(b)", id="headings end one another"),
        pytest.param(
            "<nav><div><a>Home</nav><main>Text</main>",
            "nav(div(a(Home)))main(a(Text))",
            id="an unclosed block ends with its section",
        ),
        pytest.param("<p><b>a<p>b", "p(b(a))p(b(b))", id="unclosed bold goes on"),
        pytest.param("<b>a<i>b</b>c</i>", "b(ai(b))i(c)", id="crossed formatting"),
        pytest.param("<a>a<div>b</a>c</div>", "a(a)div(a(b)c)", id="block across a link"),
        pytest.param("<a href=x>a<a href=y>b", "a(a)a(b)", id="links do not nest"),
        pytest.param(
            "<table><tr><td>a<td>b</table>",
            "table(tbody(tr(td(a)td(b))))",
            id="cells and rows end one another",
        ),
        pytest.param(
            "<table>Who?<tr><td>a</table>", "Who?table(tbody(tr(td(a))))", id="text in a table"
        ),
        pytest.param("<button>a<button>b", "button(a)button(b)", id="buttons do not nest"),
        pytest.param("<select><option>a<option>b", "select(option(a)option(b))", id="options"),
        pytest.param("a</p>b", "ap()b", id="end of a paragraph that never began"),
        pytest.param("a</br>b", "abr()b", id="end of a line break"),
        pytest.param("<image>", "img()", id="old name of an image"),
        pytest.param("a<br/>b<div/>c", "abr()bdiv(c)", id="slash of an element that is not void"),
        pytest.param("&lt;b&gt; &copy &#8217;&#146;", "<b> © ’’", id="character references"),
        pytest.param("<svg><title>x</title><p>a", "svg(title(x))p(a)", id="text breaks out of SVG"),
        pytest.param("<textarea><b>a</textarea>b", "textarea(<b>a)b", id="text area"),
        pytest.param("<!-- <p>a --><p>b<!-->c", "p(bc)", id="comments"),
        pytest.param("c<script>'<p>a'</script>b", "cscript()b", id="script"),
        pytest.param("c<template><p>a</template>b", "ctemplate()b", id="template"),
        pytest.param("c<noscript><i>a</i></noscript>b", "cnoscript(i(a))b", id="without scripts"),
        pytest.param("a < b <3 <- c", "a < b <3 <- c", id="signs that are no tags"),
        pytest.param('<p title="a>b<i>c">d', "p(d)", id="tags in an attribute"),
        pytest.param(
            """a<script>'<p x="'</script>b <i y="">c""",
            "ascript()b i(c)",
            id="quotation that a script leaves open",
        ),
        pytest.param(
            """<!-- <p x="a --><i>b</i><!--><p y="">c""",
            "i(b)p(c)",
            id="quotation that a comment leaves open",
        ),
        pytest.param("a<script>'<!-- <b'</script>b", "ascript()b", id="tag cut by a script's end"),
        pytest.param("<style>a", "", id="style sheet without an end"),
    ],
)
def test_the_tree_is_the_one_that_a_browser_builds(html, expected):
    assert drawn(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 400_000, id="nested blocks"),
        pytest.param("<ul><li>" * 200_000, id="nested lists"),
        pytest.param("<p>" + " a=1" * 400_000 + ">", id="equal attributes"),
        pytest.param("<p" + "".join(f" a{n}" for n in range(200_000)) + ">", id="attributes"),
        pytest.param(
            '<title><p x="</title><p' + "".join(f" a{n}" for n in range(200_000)) + ">",
            id="attributes hidden by a quotation mark in the title",
        ),
        pytest.param(
            '<svg><style><p x="</style>"' + "".join(f" a{n}" for n in range(200_000)) + ">",
            id="attributes hidden by a style sheet that is markup",
        ),
        pytest.param(
            '<!--><p x="-->"' + "".join(f" a{n}" for n in range(200_000)) + ">",
            id="attributes hidden by an empty comment",
        ),
        pytest.param("<script>" * 400_000, id="scripts without an end"),
        pytest.param(
            "".join(f"<p><font size={n}>" for n in range(100_000)), id="unclosed formatting"
        ),
        pytest.param(
            "".join(f"<p><b id=b{n}><marquee></b></marquee></p>" for n in range(50_000)),
            id="formatting that looks closed",
        ),
        pytest.param('<a x="' * 200_000, id="unclosed quotations"),
    ],
)
def test_hostile_markup_makes_bounded_numbers_of_elements_and_attributes(html):
    elements = [node for node in parse_html(html) if node.name]

    assert len(elements) <= 1_000_000
    assert max(len(node.attributes) for node in elements) < 300


def test_text_and_links_after_the_last_element_are_read():
    html = "<i></i>" * MAX_ELEMENTS + "<p>one</p><p>two</p><a href=/late>three</a>"

    nodes = list(parse_html(html))

    assert [node.text for node in nodes if not node.name] == ["one", "two", "three"]
    assert nodes[-2].attributes == {"href": "/late"}


def test_an_element_with_too_many_attributes_keeps_the_first():
    html = "<p id=q1 " + " ".join(f"a{n}=1" for n in range(1000)) + ">Open?"

    paragraph = next(node for node in parse_html(html) if node.name == "p")

    assert paragraph.attributes["id"] == "q1"
    assert len(paragraph.attributes) < 300
