import pytest

from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.omissions import Omissions
from faqbot.extract.html.tree import parse

SWIM = "We swim on Mondays and Fridays, and in the summer on every day of the week. " * 6
LINKS = "<a href='/a'>Home</a> <a href='/b'>Fees</a> <a href='/c'>Hours</a>"


def tree(body):
    return parse(body.encode(), "text/html; charset=utf-8")


def texts_of(body):
    return [block.text for block in blocks([main_content(tree(body))])]


def is_kept(body, text):
    return text in "\n".join(texts_of(body))


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Menu</nav>",
        "<footer>Menu</footer>",
        "<script>Menu</script>",
        "<style>Menu</style>",
        "<noscript>Menu needs JavaScript</noscript>",
        "<template>Menu</template>",
        "<svg><text>Menu</text></svg>",
        "<select><option>Menu</option></select>",
        "<textarea>Menu</textarea>",
        "<label>Menu</label>",
        "<button type='submit'>Menu</button>",
        "<div role='navigation'>Menu</div>",
        "<div role='search'>Menu</div>",
        "<div role='contentinfo'>Menu</div>",
        "<span aria-hidden='true'>Menu</span>",
        "<!-- Menu -->",
        "<?php Menu ?>",
        "<i class='material-icons'>Menu</i>",
        "<a href='#'>Back to top</a>",
        "<a href='#inicio'>Volver arriba ↑</a>",
    ],
)
def test_navigation_and_forms_are_not_content(around):
    assert texts_of(f"<body>{around}<p>We swim.</p></body>") == ["We swim."]


@pytest.mark.parametrize(
    "around",
    [
        f"<div>{LINKS}</div>",
        f"<div class='sidebar'>Menu {LINKS}</div>",
        "<div class='cookie-banner' role='dialog'>Menu</div>",
        "<div role='banner'>Menu</div>",
        "<div>Menu © 2026 The Swimming Club. All rights reserved.</div>",
        "<form class='newsletter'><p>Menu</p><input type=email></form>",
        "<div hidden>Menu</div>",
        "<div style='display: none'>Menu</div>",
        "<div><p>Was this page helpful?</p><button>Yes</button> <button>No</button></div>",
        "<table><td><a accesskey=p href='2'>Menu</a><td><a accesskey=n href='4'>Pool</a></table>",
        "<div>Part 3 <a rel=prev href='2'>Menu</a> <a rel=next href='4'>Pool</a></div>",
        "<div><a href='2'>« Menu</a> | <a href='4'>The pool »</a></div>",
    ],
)
def test_what_surrounds_running_text_is_not_content(around):
    assert texts_of(f"<div><p>{SWIM}</p></div>{around}") == [SWIM.strip()]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>Join now</p><main><p>We swim.</p></main>", id="main"),
        pytest.param("<p>Join now</p><div role='main'><p>We swim.</p></div>", id="role"),
        pytest.param("<p>We swim.</p>", id="whole body"),
    ],
)
def test_content_is_what_the_page_marks_as_main_or_else_all(body):
    assert texts_of(body) == ["We swim."]


def test_an_empty_main_element_does_not_hide_the_text_beside_it():
    assert is_kept(f"<main><p>Loading</p></main><div><h2>Hours</h2><p>{SWIM}</p></div>", "We swim")


QUESTION = "<h3>May I bring a guest?</h3><p>Yes, one guest on each visit.</p>"
SECTION = f"<h3>Guests</h3><p>You may bring one guest. {SWIM}</p>"


@pytest.mark.parametrize("content", [QUESTION, SECTION], ids=["question", "section"])
@pytest.mark.parametrize(
    "wrapper",
    [
        "<section id='can-i-share-comments'>{}</section>",
        "<div class='menu'>{}</div>",
        "<div class='newsletter-faq cookies'>{}</div>",
        "<div class='post tag-sidebar category-footer'>{}</div>",
        "<aside>{}</aside>",
        "<header>{}</header>",
        "<form action='/faq.aspx'>{}<input type=hidden name=state></form>",
    ],
)
def test_no_name_outweighs_a_question_or_a_section(wrapper, content):
    body = f"<main><h1>Rules</h1><p>{SWIM}</p>{wrapper.format(content)}<p>{SWIM}</p></main>"
    assert is_kept(body, "one guest")


@pytest.mark.parametrize("name", ["nav", "form", "header", "aside", "footer"])
def test_an_element_that_holds_most_of_the_text_is_content(name):
    body = f"<nav>{LINKS}</nav><{name}><h1>Rules</h1><p>{SWIM}</p>{QUESTION}</{name}>"
    assert is_kept(body, "one guest")


def test_a_table_of_prices_that_is_named_menu_is_content():
    table = "<table class='menu'><tr><th>Dish<th>Price<tr><td>Soup<td>$4</table>"
    assert is_kept(f"<main><h1>Pool bar</h1><p>{SWIM}</p>{table}</main>", "Soup")


def test_a_list_of_links_is_the_content_of_a_page_without_running_text():
    items = "".join(f"<li><a href='/{n}.html'>Report {n}</a></li>" for n in range(9))
    assert is_kept(f"<h1>Reports</h1><ul>{items}</ul>", "Report 7")


def test_links_to_files_are_content():
    items = "".join(f"<li><a href='/{n}.pdf'>Form {n}</a></li>" for n in range(9))
    assert is_kept(f"<div><p>{SWIM}</p><ul>{items}</ul></div>", "Form 7")


def test_a_list_of_links_that_a_line_introduces_is_content():
    items = "".join(f"<li><a href='/{n}'>Course {n}</a></li>" for n in range(9))
    body = f"<div><p>{SWIM}</p><p>The club offers these courses:</p><ul>{items}</ul></div>"
    assert is_kept(body, "Course 7")


def test_headlines_and_teasers_after_the_text_are_not_content():
    teasers = "".join(
        f"<li><h3><a href='/{n}'>The club wins for the {n}th time</a></h3>"
        "<p>What a day it was for all who came to the pool.</p></li>"
        for n in range(4)
    )
    assert texts_of(f"<article><p>{SWIM}</p></article><ul>{teasers}</ul>") == [SWIM.strip()]


def test_comments_of_readers_are_not_content():
    comments = "".join(
        f"<li class='comment'><div class='comment-body'><h4>Reader {n}</h4><p>{SWIM}</p></div>"
        for n in range(2)
    )
    body = f"<article><p>{SWIM}</p></article><ol class='comment-list'>{comments}</ol>"
    assert texts_of(body) == [SWIM.strip()]


def test_a_page_whose_wrappers_are_named_comments_keeps_its_text():
    body = f"<div class='has-comments'><div class='comments-open'><p>{SWIM}</p></div></div>"
    assert texts_of(body) == [SWIM.strip()]


PANEL = "<p>Nine euros for each visit.</p>"


@pytest.mark.parametrize(
    "accordion",
    [
        f"<input type=checkbox id=a><label for=a>Fees</label><div>{PANEL}</div>",
        f"<form><input type=checkbox id=a><label for=a>Fees</label><div>{PANEL}</div></form>",
        f"<label>Fees</label><div>{PANEL}</div>",
        f"<label>Fees<input type=checkbox><div>{PANEL}</div></label>",
        f"<button>Fees</button><div hidden>{PANEL}</div>",
        f"<h3>Fees</h3><div style='display:none'>{PANEL}</div>",
        f"<h3>Fees</h3><div aria-hidden='true'>{PANEL}</div>",
    ],
)
def test_accordions_keep_their_labels_and_panels(accordion):
    assert texts_of(accordion) == ["Fees", "Nine euros for each visit."]


@pytest.mark.parametrize(
    "field",
    [
        pytest.param("<form><input type=checkbox id=a><label for=a>Fees</label></form>", id="form"),
        pytest.param("<input type=email id=a><label for=a>Your address</label>", id="text field"),
        pytest.param("<label>Your name</label>", id="label without a box"),
    ],
)
def test_the_label_of_a_field_is_not_content(field):
    assert texts_of(f"{field}<p>We swim.</p>") == ["We swim."]


def test_a_link_within_the_page_that_says_more_than_top_is_content():
    assert texts_of("<p><a href='#pool'>To the top pool</a></p>") == ["To the top pool"]


@pytest.mark.parametrize(
    ("noscript", "texts"),
    [
        pytest.param("<p>Nine euros.</p>", ["We swim.", "Nine euros."], id="new"),
        pytest.param("<p>We swim.</p>", ["We swim."], id="copy"),
        pytest.param("<img src=a.png alt=Pool>", ["We swim."], id="picture"),
        pytest.param("<p>Please enable JavaScript.</p>", ["We swim."], id="JavaScript"),
    ],
)
def test_content_that_stands_only_in_noscript_is_kept(noscript, texts):
    assert texts_of(f"<p>We swim.</p><noscript>{noscript}</noscript>") == texts


def test_what_is_left_out_is_counted_by_reason():
    omissions = Omissions()
    main_content(tree(f"<nav>Home Fees</nav><p>{SWIM}</p><footer>Elm Road 12</footer>"), omissions)

    assert [(each.reason, each.word_count, each.sample) for each in omissions.counted()] == [
        ("footer", 3, "Elm Road 12"),
        ("navigation", 2, "Home Fees"),
    ]
