import hashlib
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest

from faqbot.core.records import Page
from faqbot.crawl.frontier.parameters import Parameters
from faqbot.crawl.frontier.queue import Frontier
from faqbot.crawl.frontier.traps import Traps
from faqbot.crawl.page.directives import read_directives

SITE = "https://oakhill.example"
MOST = 2_000


def walk(make_page, *, start="/"):
    """Crawl a site as far as its traps allow; return the paths asked for and what was found.

    `make_page` returns for a path its lines and the references on it.
    """
    traps, parameters = Traps(), Parameters()
    frontier = Frontier(parameters.key)
    frontier.add([SITE + start], 0)
    asked = []
    for url, depth in frontier:
        asked.append(url.removeprefix(SITE))
        assert len(asked) < MOST * 3, "nothing ends it"
        said, references = read(*make_page(asked[-1]))
        parameters.learn(url, said.text_hash)
        links = frontier.new_links(parameters.strip(urljoin(url, each)) for each in references)
        frontier.add(traps.filter_links(url, said, links), depth + 1)
    return asked, traps.findings() + parameters.findings()


def read(lines, references):
    """Return the directives of a page, and its references."""
    body = "".join(f"<p>{line}</p>" for line in lines).encode()
    page = Page(SITE, 200, "", {}, hashlib.sha256(body).hexdigest(), body)
    return read_directives(
        page, product="faqbot", now=datetime(2026, 11, 24, tzinfo=UTC)
    ), references


def calendar(path):
    """Return a month without events, which leads to the next, the last, and its days."""
    if path == "/":
        return ["Welcome"], ["/events/2026/11/"]
    year, month = map(int, urlsplit(path).path.split("/")[2:4])
    after = f"/events/{year + month // 12}/{month % 12 + 1}/"
    before = f"/events/{year - (month == 1)}/{(month - 2) % 12 + 1}/"
    return [f"Events in {month}/{year}"], [
        after,
        before,
        *(f"{path}?day={day}" for day in range(1, 29)),
    ]


def days(path):
    """Return a day without events, which leads to the next one."""
    day = int(path.rpartition("-")[2]) if "-" in path else 0
    return [f"No events on day {day}"], [f"/agenda/2026-{day + 1}"]


def relative(path):
    return ["Relative"], ["deeper/", "deeper/more/"]


def filters(path):
    """Return the same list whatever filters are set, with links that set more of them."""
    chosen = dict(parse_qsl(urlsplit(path).query))
    links = ["/list?" + urlencode({**chosen, name: n}) for name in "abcdef" for n in range(6)]
    return ["All schools", "Oak Hill", "Elm Street"], links


def subsets(path):
    """Return the part of a list that the filters leave, with links that set more of them."""
    chosen = dict(parse_qsl(urlsplit(path).query))
    schools = [f"School {chr(65 + n)}" for n in range(26)]
    for name, value in chosen.items():
        schools = [school for school in schools if (ord(school[-1]) + ord(name)) % 6 != int(value)]
    links = ["/list?" + urlencode({**chosen, name: n}) for name in "abcdef" for n in range(6)]
    return ["Schools", *schools], links


def folders(path):
    """Return the same list whatever filters are set, each of which is a folder."""
    chosen = path.strip("/").split("/")
    words = ["red", "blue", "tall", "small", "new", "old", "near", "far", "free", "open"]
    lines = ["Schools", f"Found: {len(chosen)}"]
    return lines, [f"/list/{'/'.join([*chosen[1:], word])}" for word in words if word not in chosen]


def sessions(path):
    return ["Handbook"], [f"/handbook?visit={hash((path, n)):x}" for n in range(3)]


def pages(path):
    """Return a page of search results, of which there is always one more."""
    number = int(path.rpartition("=")[2]) if "=" in path else 1
    lines = [f"Result {chr(64 + number)}"] if number < 20 else ["No more results"]
    return lines, [f"/found?page={number + 1}"]


@pytest.mark.parametrize(
    ("site", "limit"),
    [
        pytest.param(calendar, 350, id="calendar by months"),
        pytest.param(days, 260, id="calendar by days"),
        pytest.param(relative, 10, id="relative links"),
        pytest.param(filters, 100, id="filters without effect"),
        pytest.param(subsets, 300, id="filters with an effect"),
        pytest.param(folders, 1_100, id="filters as folders"),
        pytest.param(sessions, 60, id="session ids of an unknown name"),
        pytest.param(pages, 80, id="endless pagination"),
    ],
)
def test_a_trap_ends_and_is_reported(site, limit):
    asked, findings = walk(site)

    assert len(asked) <= limit
    assert findings
    for finding in findings:
        assert finding.count > 0
        assert finding.example.startswith(SITE)


def test_an_endless_list_is_read_until_it_repeats_itself():
    asked, _ = walk(pages)

    assert [f"/found?page={number}" for number in range(2, 20)] == asked[1:19]


def archive(path):
    """Return 3,000 numbered pages, each with a text of its own, that lead to their neighbours."""
    number = int(path.rpartition("/")[2] or 0)
    links = [f"/node/{n}" for n in (number + 1, number + 9) if n < MOST]
    return ["Note", f"About {spelled(path)}"], links


def spelled(path):
    """Return the numbers of a path in letters, as titles have them."""
    return path.translate({48 + digit: 97 + digit for digit in range(10)})


def news(path):
    """Return 500 dated posts, and months that only list their titles."""
    months = [f"/news/{2000 + n // 12}/{n % 12 + 1:02}/" for n in range(100)]
    if path == "/":
        return ["News"], months
    if path.endswith("/"):
        posts = [f"{path}{number}" for number in range(5)]
        return ["News of the month", *(f"Story of {spelled(post)}" for post in posts)], posts
    return ["News", f"Story of {spelled(path)}"], ["/", *months[:5]]


def long_list(path):
    """Return pages that differ only in their numbers, all of which one page lists."""
    if path == "/":
        return ["All items"], [f"/item/{number}" for number in range(MOST)]
    return ["Item"], []


@pytest.mark.parametrize(
    ("site", "count"),
    [
        pytest.param(archive, MOST, id="numbered pages"),
        pytest.param(news, 601, id="dated news"),
        pytest.param(long_list, MOST + 1, id="a list of pages that say the same"),
    ],
)
def test_a_large_site_is_read_in_full(site, count):
    asked, findings = walk(site, start="/" if site is not archive else "/node/0")

    assert len(asked) == count
    assert findings == []


def test_occasional_new_text_keeps_a_calendar_open():
    def months(path):
        number = int(path.rpartition("/")[2] or 0)
        lines = [f"Month {number}"] if number % 15 else ["Month", f"Fair {'x' * number}"]
        return lines, [f"/month/{number + 1}"] if number < 500 else []

    asked, _ = walk(months)

    assert len(asked) == 501


def test_a_path_of_very_many_parts_is_not_followed():
    links = [SITE + "/" + "/".join("abcdefghijklmnopqrstuvwxyz"), SITE + "/2026/11/11/11"]
    traps = Traps()
    said, _ = read(["Welcome"], [])

    assert traps.filter_links(SITE, said, links) == links[1:]
    assert [finding.rule for finding in traps.findings()] == ["the path has more than 20 parts"]


def test_each_refused_url_is_counted_once():
    traps = Traps()
    links = [f"{SITE}/a/a/a/{number}" for number in range(5)]

    said, _ = read(["Welcome"], [])

    traps.filter_links(SITE, said, links)
    traps.filter_links(SITE, said, links)

    (finding,) = traps.findings()
    assert (finding.pattern, finding.example, finding.count) == ("/a/*", links[0], 5)
