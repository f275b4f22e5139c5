import random
from dataclasses import replace

import pytest

from faqbot.core.errors import ExtractionError
from faqbot.extract.documents import page_lines, read_page
from faqbot.extract.extraction_cache import ExtractionCache, program_version
from faqbot.extract.html.boilerplate import find_boilerplate
from faqbot.sample_site.site import paths, respond

SITE = "https://oakhill.example/"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "extracted"


def run(folder, pages, *, version="1"):
    """Read a site as a reindex does; return what came of each page, and how many were read."""
    cache = ExtractionCache(folder, version)
    boilerplate = cache.boilerplate(pages)
    outcomes = [outcome(cache.read, page, boilerplate) for page in pages]
    cache.drop_unused()
    return outcomes, cache.read_count


def outcome(read, page, boilerplate):
    try:
        return read(page, boilerplate)
    except ExtractionError as error:
        return str(error)


def read_in_full(pages):
    boilerplate = find_boilerplate(filter(None, map(page_lines, pages)))
    return [outcome(read_page, page, boilerplate) for page in pages]


@pytest.fixture
def pages(make_page):
    """Return six pages of a site with a footer, of which one has a question and one no text."""
    texts = [f"<h1>Room {n}</h1><p>Room {n} has {n} desks and a window." for n in range(4)]
    texts += ["<h2>Who has the key?</h2><p>The desk on the ground floor has it.", ""]
    foot = "<div>Call us on (555) 555-0142</div>"
    return [
        make_page(f"<title>Desk | Oak Hill</title>{text}{foot}", url=f"{SITE}{n}")
        for n, text in enumerate(texts)
    ]


def test_pages_are_read_once_and_give_the_same_again(folder, pages):
    first, again = run(folder, pages), run(folder, pages)

    assert (first[1], again[1]) == (6, 0)
    assert first[0] == again[0] == read_in_full(pages)


def test_only_the_page_that_changed_is_read_again(folder, pages, make_page):
    run(folder, pages)
    pages[1] = make_page("<h1>Room 1</h1><p>Room 1 is closed for repairs.", url=pages[1].url)

    extracted, count = run(folder, pages)

    assert count == 1
    assert extracted == read_in_full(pages)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"url": SITE + "other"}, id="address"),
        pytest.param({"headers": {"content-type": "text/plain"}}, id="media type"),
    ],
)
def test_a_page_that_is_the_same_elsewhere_or_otherwise_is_read_again(folder, pages, change):
    run(folder, pages)
    pages[0] = replace(pages[0], **change)

    extracted, count = run(folder, pages)

    assert count == 1
    assert extracted == read_in_full(pages)


def test_other_headers_do_not_invalidate_the_cache(folder, pages):
    run(folder, pages)
    pages[0] = replace(pages[0], headers=pages[0].headers | {"etag": '"8"'})

    assert run(folder, pages)[1] == 0


def test_a_cached_page_has_its_latest_fetch_time(folder, pages):
    run(folder, pages)
    later = [replace(page, fetched_at="2026-11-25T08:00:00+00:00") for page in pages]

    extracted, count = run(folder, later)

    assert count == 0
    assert extracted == read_in_full(later)


def test_another_program_version_reads_all_pages_again(folder, pages):
    run(folder, pages)

    assert run(folder, pages, version="2")[1] == 6


def test_a_line_that_becomes_the_sites_own_leaves_the_pages_that_show_it(folder, pages, make_page):
    line = "<p>The library opens at nine."
    pages = [
        make_page(page.body.decode() + (line if n < 4 else ""), url=page.url)
        for n, page in enumerate(pages)
    ]
    run(folder, pages)
    pages[4] = make_page(pages[4].body.decode() + line, url=pages[4].url)

    extracted, count = run(folder, pages)

    assert count == 5  # not the one without the line
    assert extracted == read_in_full(pages)


def test_a_title_part_that_becomes_the_sites_own_leaves_all_titles(folder, pages, make_page):
    pages = [
        make_page(page.body.replace(b"Desk", b"%d" % n + b" tips"), url=page.url)
        for n, page in enumerate(pages)
    ]
    run(folder, pages[:2])

    extracted, _ = run(folder, pages)

    assert extracted == read_in_full(pages)
    assert extracted[0].document.title == "0 tips"


def test_a_day_that_lay_ahead_counts_when_it_has_come(folder, make_page):
    page = make_page(
        '<meta name="date" content="2026-12-01"><h1>Fair</h1><p>The fair is in the main hall.'
    )
    run(folder, [page])
    later = [replace(page, fetched_at=f"2026-{day}T08:00:00+00:00") for day in ("11-29", "11-30")]

    extracted = [run(folder, [each]) for each in later]

    assert [(one[0].document.published, count) for one, count in extracted] == [
        ("", 0),
        ("2026-12-01", 1),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-9]), id="cut off"),
        pytest.param(lambda path: path.write_bytes(bytes(500)), id="zeros"),
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes().replace(b"desk", b"dusk")), id="flipped"
        ),
    ],
)
def test_a_damaged_cache_file_is_ignored(folder, pages, damage):
    run(folder, pages)
    for path in folder.iterdir():
        damage(path)

    extracted, _ = run(folder, pages)

    assert extracted == read_in_full(pages)
    assert run(folder, pages)[1] == 0


def test_pages_that_are_gone_leave_the_cache(folder, pages):
    run(folder, pages)
    count = len(list(folder.iterdir()))
    run(folder, pages[:3])

    assert len(list(folder.iterdir())) == count / 2


def test_a_read_only_folder_only_costs_time(tmp_path, pages):
    (tmp_path / "file").write_text("in the way")

    extracted, count = run(tmp_path / "file" / "extracted", pages)

    assert (extracted, count) == (read_in_full(pages), 6)


def test_a_pdf_that_took_too_long_is_tried_again(folder, make_page, monkeypatch):
    page = make_page(b"%PDF-1.7 damaged", content_type="application/pdf")

    def too_long(*_):
        raise ExtractionError("takes too long to read", may_pass=True)

    monkeypatch.setattr("faqbot.extract.documents.read_pdf", too_long)
    run(folder, [page])

    assert run(folder, [page])[1] == 1


READ_BY = ("core/text/words.py", "core/languages/en.toml", "extract/faq/pairs.py")


@pytest.mark.parametrize("changed", READ_BY)
def test_a_change_of_code_or_languages_makes_another_version(tmp_path, changed):
    for name in READ_BY:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("MIN = 3")
    before = [program_version(tmp_path) for _ in range(2)]

    (tmp_path / changed).write_text("MIN = 4")

    assert before[0] == before[1] != program_version(tmp_path)


EDITS = (
    lambda body, rnd: body.replace(b"school", b"academy", rnd.randrange(1, 4)),
    lambda body, rnd: body.replace(b"</p>", b"</p><p>Doors close at %d.</p>" % rnd.randrange(3)),
    lambda body, rnd: body.replace(b"<li>", b"<p>", rnd.randrange(3)),
    lambda body, rnd: body.replace(b"<title>", b"<title>Part %d | " % rnd.randrange(3)),
    lambda body, rnd: body.replace(b"footer", b"main"),
    lambda body, rnd: body.replace(b"<h3", b"<p", rnd.randrange(5)),
    lambda body, rnd: b"<p>Empty",
)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_documents_are_those_of_reading_everything(folder, make_page, seed):
    """The sample site has lists of publications, footers, questions and shared title parts."""
    rnd = random.Random(seed)
    urls = [path for path in paths() if path.endswith((".aspx", ".html"))]
    pages = [
        make_page(respond(f"/{path}", origin="").body, url=SITE + path)
        for path in rnd.sample(urls, 16)
    ]
    counts = []
    for _ in range(4):
        extracted, count = run(folder, pages)
        counts.append(count)
        assert extracted == read_in_full(pages)
        for place in rnd.sample(range(len(pages)), rnd.choice([1, 1, 6])):
            body = rnd.choice(EDITS)(pages[place].body, rnd)
            pages[place] = make_page(body, url=pages[place].url)
        if rnd.random() < 0.3:
            del pages[rnd.randrange(len(pages))]
    assert min(counts) < 16
