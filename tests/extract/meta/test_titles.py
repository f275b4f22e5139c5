import pytest

from faqbot.extract.html.boilerplate import repeated_title_parts
from faqbot.extract.html.tree import parse_text
from faqbot.extract.meta.metadata import read_metadata
from faqbot.extract.meta.titles import stated_title

SITE = "<meta property='og:site_name' content='Harbor Schools'>"


def title_of(body, *site_titles):
    return read_metadata(parse_text(body), site_parts=repeated_title_parts(site_titles)).title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param("<title> Swim \n Club </title><h1>Welcome</h1>", "Swim Club", id="title"),
        pytest.param("<h1>Swim<br>Club</h1><h2>Hours</h2>", "Swim Club", id="h1"),
        pytest.param("<h2>Hours</h2><h2>Fees</h2>", "Hours", id="first h2"),
        pytest.param("<title></title><h1>Swim Club</h1>", "Swim Club", id="empty title"),
        pytest.param("<title> | </title><h1>Swim Club</h1>", "Swim Club", id="marks only"),
        pytest.param(
            "<svg><title>Menu</title></svg><h1>Swim Club</h1>", "Swim Club", id="title of an icon"
        ),
        pytest.param("<p>We swim.</p>", "", id="none"),
        pytest.param(f"<title>{'swim ' * 200}</title>", "swim " * 59 + "swim", id="cut"),
    ],
)
def test_the_title_is_what_the_page_calls_itself(body, title):
    assert title_of(body) == title


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        pytest.param("FAQ | Harbor Schools", "FAQ", id="behind a bar"),
        pytest.param("Harbor Schools - About", "About", id="before a dash"),
        pytest.param("About » HARBOR SCHOOLS", "About", id="behind an arrow"),
        pytest.param("Fees – Camp – Harbor Schools", "Fees – Camp", id="only the last part"),
        pytest.param("Fees | ", "Fees", id="behind a bar nothing"),
        pytest.param("Harbor Schools", "Harbor Schools", id="nothing else"),
        pytest.param("Why Harbor Schools", "Why Harbor Schools", id="within the title"),
        pytest.param("After-school care", "After-school care", id="hyphen"),
    ],
)
def test_the_name_of_the_site_is_not_part_of_a_title(stated, title):
    assert title_of(f"{SITE}<title>{stated}</title>") == title


@pytest.mark.parametrize(
    ("site_name", "stated"),
    [
        pytest.param("Harbor Schools - Learning by the sea", "FAQ | Harbor Schools", id="motto"),
        pytest.param("Sea &amp; Sky", "FAQ | Sea and Sky", id="and"),
    ],
)
def test_the_name_of_the_site_is_known_in_other_spellings(site_name, stated):
    body = f"<meta property='og:site_name' content='{site_name}'><title>{stated}</title>"
    assert title_of(body) == "FAQ"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<title>Home</title><h1>Fees</h1>", id="Home"),
        pytest.param("<title>Untitled Document</title><h1>Fees</h1>", id="Untitled"),
        pytest.param("<title>index.html</title><h1>Fees</h1>", id="index"),
        pytest.param(f"{SITE}<title>Home | Harbor Schools</title><h1>Fees</h1>", id="Home of"),
        pytest.param(f"{SITE}<title>Harbor Schools</title><h1>Fees</h1>", id="site"),
        pytest.param(
            "<title>Home</title><meta property='og:title' content='Fees'><h1>All</h1>", id="og"
        ),
        pytest.param("<title>Home</title><h1>Welcome</h1><h1>Fees</h1>", id="second h1"),
    ],
)
def test_a_title_that_names_no_page_gives_way_to_one_that_does(body):
    assert title_of(body) == "Fees"


def test_where_nothing_names_the_page_its_title_stays_whole():
    body = f"{SITE}<title>Harbor Schools - Page 3</title><h1>Harbor Schools</h1>"
    assert title_of(body) == "Harbor Schools - Page 3"


@pytest.mark.parametrize(
    ("stated", "others"),
    [
        pytest.param("Fees | Sea", ["FAQ | Sea", "About | Sea", "News"], id="suffix"),
        pytest.param("Sea - Fees", ["Sea - FAQ", "Sea - About", "News", "Jobs"], id="prefix"),
    ],
)
def test_what_many_titles_of_a_site_share_is_cut_off(stated, others):
    assert title_of(f"<title>{stated}</title>", stated, *others) == "Fees"


def test_a_title_that_all_pages_share_gives_way_to_the_heading():
    assert title_of("<title>Sea</title><h1>Fees</h1>", *["Sea"] * 4) == "Fees"


def test_a_list_under_many_addresses_teaches_nothing_about_the_site():
    titles = ["Books | Library"] * 3 + [f"Lesson {n}" for n in range(9)]
    assert repeated_title_parts(titles) == frozenset()


def test_a_section_of_a_site_keeps_its_name():
    titles = [f"Part {n} - Guide" for n in range(3)] + [f"Lesson {n}" for n in range(9)]
    assert repeated_title_parts(titles) == frozenset()


def test_the_stated_title_is_kept_as_it_stands():
    assert stated_title(parse_text(f"{SITE}<title>FAQ | Harbor Schools</title>")) == (
        "FAQ | Harbor Schools"
    )
