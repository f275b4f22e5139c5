import pytest

from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse


def texts_of(body):
    root = main_content(parse(body.encode(), "text/html; charset=utf-8"))
    return [block.text for block in blocks([root])]


@pytest.mark.parametrize(
    "boilerplate",
    [
        "<nav>Menu</nav>",
        "<aside>Menu</aside>",
        "<footer>Menu</footer>",
        "<script>Menu</script>",
        "<style>Menu</style>",
        "<noscript>Menu</noscript>",
        "<template>Menu</template>",
        "<svg><text>Menu</text></svg>",
        "<select><option>Menu</option></select>",
        "<textarea>Menu</textarea>",
        "<label>Menu</label>",
        "<button type='submit'>Menu</button>",
        "<div role='navigation'>Menu</div>",
        "<div role='search'>Menu</div>",
        "<div role='contentinfo'>Menu</div>",
        "<div role='banner'>Menu</div>",
        "<span aria-hidden='true'>Menu</span>",
        "<div id='comments'>Menu</div>",
        "<!-- Menu -->",
        "<?php Menu ?>",
        "<i class='material-icons'>Menu</i>",
        "<a href='#'>Back to top</a>",
        "<a href='#inicio'>Volver arriba ↑</a>",
    ],
)
def test_navigation_and_forms_are_not_content(boilerplate):
    assert texts_of(f"<body>{boilerplate}<p>We swim.</p></body>") == ["We swim."]


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


def test_a_large_element_with_a_discarded_name_is_content():
    assert texts_of("<div class='content with-sidebar'><p>We swim.</p></div>") == ["We swim."]


def test_the_label_of_a_box_that_opens_a_panel_is_content():
    assert texts_of("<input type=checkbox id=a><label for=a>Fees</label><div>Nine.</div>") == [
        "Fees",
        "Nine.",
    ]


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


def test_a_small_element_with_a_discarded_name_is_not_content():
    assert texts_of(f"<div class='cookie-banner'>Menu</div><p>{'We swim. ' * 9}</p>") == [
        ("We swim. " * 9).strip()
    ]
