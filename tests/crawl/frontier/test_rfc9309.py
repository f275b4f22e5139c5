"""What RFC 9309 says of robots.txt, case by case; each id begins with the section."""

import pytest

from faqbot.core.errors import FetchError
from faqbot.core.records import Page
from faqbot.crawl.frontier.robots import read_robots

SITE = "https://oakhill.example"
ALL = "User-agent: *\n"
OURS = "User-agent: faqbot\n"
THEIRS = "User-agent: parrot\n"
NOTHING = "Disallow: /\n"

CASES = [
    # section, subject, file, path, whether it is allowed
    ("2.1", "no rule at all", "", "/", True),
    ("2.1", "a group without rules", OURS, "/a", True),
    ("2.1", "groups parted by empty lines", THEIRS + NOTHING + "\n\n" + ALL, "/a", True),
    ("2.2", "the last line has no end", ALL + "Disallow: /a", "/a", False),
    ("2.2", "lines end with CR", ALL.replace("\n", "\r") + "Disallow: /a\rAllow: /b", "/a", False),
    ("2.2", "lines end with CRLF", ALL.replace("\n", "\r\n") + "Disallow: /a\r\n", "/a", False),
    ("2.2", "space around the colon", "User-agent \t: *\nDisallow\t: \t/a", "/a", False),
    ("2.2", "space before a record", " User-agent: *\n\tDisallow: /a", "/a", False),
    ("2.2", "space after a record", "User-agent: * \nDisallow: /a \t", "/a", False),
    ("2.2", "no space after the colon", "User-agent:*\nDisallow:/a", "/a", False),
    ("2.2", "a comment at the end", ALL + "Disallow: /a # for staff", "/a", False),
    ("2.2", "a comment without space", ALL + "Disallow: /a#staff", "/ab", False),
    ("2.2", "a comment as a line", ALL + "# Disallow: /a\nDisallow: /b", "/a", True),
    ("2.2", "a comment in a group", ALL + "# staff\nDisallow: /a", "/a", False),
    ("2.2", "an empty line in a group", ALL + "\nDisallow: /a", "/a", False),
    ("2.2", "a byte order mark", "\ufeff" + ALL + NOTHING, "/a", False),
    ("2.2", "an empty pattern", ALL + "Disallow:", "/a", True),
    ("2.2", "an empty pattern beside another", ALL + "Disallow:\nDisallow: /a", "/a", False),
    ("2.2", "other Unicode is no line end", ALL + "Disallow: /b\u2028Allow: /a\nDisallow: /a", "/a",
     False),
    ("2.2", "a vertical tab is no line end", ALL + "Allow: /b\x0bDisallow: /a", "/a", True),
    ("2.2.1", "our name", OURS + NOTHING, "/a", False),
    ("2.2.1", "our name in other letters", "USER-AGENT: FaqBot\nDISALLOW: /", "/a", False),
    ("2.2.1", "our name with a version", "User-agent: faqbot/2.0\nDisallow: /", "/a", False),
    ("2.2.1", "our name and words", "User-agent: faqbot the reader\nDisallow: /", "/a", False),
    ("2.2.1", "another robot", THEIRS + NOTHING, "/a", True),
    ("2.2.1", "the beginning of our name", "User-agent: faq\nDisallow: /", "/a", True),
    ("2.2.1", "the end of our name", "User-agent: bot\nDisallow: /", "/a", True),
    ("2.2.1", "our name and more", "User-agent: faqbot-news\nDisallow: /", "/a", True),
    ("2.2.1", "our name at the end", "User-agent: my-faqbot\nDisallow: /", "/a", True),
    ("2.2.1", "a star in a name is no star", "User-agent: faq*\nDisallow: /", "/a", True),
    ("2.2.1", "everybody, if nothing is said to us", ALL + NOTHING + THEIRS, "/a", False),
    ("2.2.1", "ours before everybody's", ALL + NOTHING + OURS + "Allow: /", "/a", True),
    ("2.2.1", "ours after everybody's", OURS + "Allow: /\n" + ALL + NOTHING, "/a", True),
    ("2.2.1", "ours only, not both", ALL + "Disallow: /a\n" + OURS + "Disallow: /b", "/a", True),
    ("2.2.1", "several names, ours first", OURS + THEIRS + NOTHING, "/a", False),
    ("2.2.1", "several names, ours last", THEIRS + OURS + NOTHING, "/a", False),
    ("2.2.1", "everybody and us", ALL + OURS + NOTHING, "/a", False),
    ("2.2.1", "two groups of ours, the first",
     OURS + "Disallow: /a\n" + THEIRS + NOTHING + OURS + "Disallow: /b", "/a", False),
    ("2.2.1", "two groups of ours, the second",
     OURS + "Disallow: /a\n" + THEIRS + NOTHING + OURS + "Disallow: /b", "/b", False),
    ("2.2.1", "two groups of ours, neither",
     OURS + "Disallow: /a\n" + THEIRS + NOTHING + OURS + "Disallow: /b", "/c", True),
    ("2.2.1", "two groups of everybody", ALL + "Disallow: /a\n" + ALL + NOTHING, "/a", False),
    ("2.2.1", "rules before any name", NOTHING + ALL + "Disallow: /a", "/b", True),
    ("2.2.1", "a name that is missing", "User-agent:\nDisallow: /", "/a", True),
    ("2.2.2", "no rule matches", ALL + "Disallow: /a", "/b", True),
    ("2.2.2", "the path begins so", ALL + "Disallow: /a", "/about", False),
    ("2.2.2", "the path contains it", ALL + "Disallow: /a", "/x/a", True),
    ("2.2.2", "a folder", ALL + "Disallow: /a/", "/a/b", False),
    ("2.2.2", "a folder's name without slash", ALL + "Disallow: /a/", "/a", True),
    ("2.2.2", "letters count in paths", ALL + "Disallow: /Staff", "/staff", True),
    ("2.2.2", "letters do not count in fields", "user-AGENT: *\ndisALLOW: /a", "/a", False),
    ("2.2.2", "the longest match allows", ALL + "Disallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("2.2.2", "the longest match forbids", ALL + "Allow: /a\nDisallow: /a/b", "/a/b/c", False),
    ("2.2.2", "the order does not count", ALL + "Allow: /a/b\nDisallow: /a", "/a/b", True),
    ("2.2.2", "a tie allows", ALL + "Disallow: /a\nAllow: /a", "/a", True),
    ("2.2.2", "a tie allows in any order", ALL + "Allow: /a\nDisallow: /a", "/a", True),
    ("2.2.2", "the file itself is allowed", ALL + NOTHING, "/robots.txt", True),
    ("2.2.2", "another file of the name is not", ALL + NOTHING, "/a/robots.txt", False),
    ("2.2.2", "the root", ALL + NOTHING, "/", False),
    ("2.2.2", "the bare host is the root", ALL + NOTHING, "", False),
    ("2.2.2", "the query belongs to the path", ALL + "Disallow: /a?b=1", "/a?b=1&c=2", False),
    ("2.2.2", "a query that is not there", ALL + "Disallow: /a?", "/a", True),
    ("2.2.2", "an empty query", ALL + "Disallow: /a?", "/a?", False),
    ("2.2.2", "table, a query", ALL + "Disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", False),
    ("2.2.2", "table, a URL in the query", ALL + "Disallow: /foo/bar?baz=https://foo.bar",
     "/foo/bar?baz=https%3A%2F%2Ffoo.bar", False),
    ("2.2.2", "table, a letter of another script", ALL + "Disallow: /foo/bar/ツ",
     "/foo/bar/%E3%83%84", False),
    ("2.2.2", "table, the same letter escaped", ALL + "Disallow: /foo/bar/%E3%83%84",
     "/foo/bar/%E3%83%84", False),
    ("2.2.2", "table, escapes without need", ALL + "Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz",
     False),
    ("2.2.2", "escapes in small letters", ALL + "Disallow: /caf%c3%a9", "/caf%C3%A9", False),
    ("2.2.2", "escapes without need in the URL", ALL + "Disallow: /abc", "/%61bc", False),
    ("2.2.2", "an escaped slash is no slash", ALL + "Disallow: /a/b", "/a%2Fb", True),
    ("2.2.2", "a rule without slash matches nothing", ALL + "Disallow: a", "/a", True),
    ("2.2.3", "star in the middle", ALL + "Disallow: /a/*/c", "/a/b/b/c/d", False),
    ("2.2.3", "star for nothing", ALL + "Disallow: /a*b", "/ab", False),
    ("2.2.3", "star at the end", ALL + "Disallow: /a*", "/ab", False),
    ("2.2.3", "star at the beginning", ALL + "Disallow: *.pdf", "/a/b.pdf", False),
    ("2.2.3", "several stars", ALL + "Disallow: /*a*b*c", "/xaxbxcx", False),
    ("2.2.3", "several stars, wrong order", ALL + "Disallow: /*a*b*c", "/xcxbxax", True),
    ("2.2.3", "dollar is the end", ALL + "Disallow: /a$", "/a", False),
    ("2.2.3", "dollar is not the beginning", ALL + "Disallow: /a$", "/ab", True),
    ("2.2.3", "dollar and query", ALL + "Disallow: /a$", "/a?b", True),
    ("2.2.3", "star and dollar", ALL + "Disallow: /*.gif$", "/a/b.gif", False),
    ("2.2.3", "star and dollar, not the end", ALL + "Disallow: /*.gif$", "/a/b.gif?c", True),
    ("2.2.3", "star and dollar, found twice", ALL + "Disallow: /*.gif$", "/a.gif/b.gif", False),
    ("2.2.3", "an escaped star is a star", ALL + "Disallow: /file-%2A.html", "/file-*.html", False),
    ("2.2.3", "an escaped star is no wildcard", ALL + "Disallow: /file-%2A.html", "/file-a.html",
     True),
    ("2.2.3", "an escaped dollar is a dollar", ALL + "Disallow: /foo-%24", "/foo-$", False),
    ("2.2.3", "an escaped dollar is not the end", ALL + "Disallow: /foo-%24", "/foo-", True),
    ("2.2.3", "a plus sign is a plus sign", ALL + "Disallow: /a+b", "/aab", True),
    ("2.2.4", "a sitemap does not end a group", THEIRS + "Sitemap: /s.xml\n" + OURS + NOTHING, "/a",
     False),
    ("2.2.4", "a sitemap between rules", ALL + "Sitemap: /s.xml\nDisallow: /a", "/a", False),
    ("2.2.4", "an unknown record does not end a group",
     OURS + "Clean-param: ref\n" + THEIRS + NOTHING, "/a", False),
    ("2.2.4", "an unknown record between rules", ALL + "Host: a\nNoindex: /b\nDisallow: /a", "/a",
     False),
    ("2.2.4", "junk between rules", ALL + "<html>junk: \x00\x01\nDisallow: /a", "/a", False),
    ("2.5", "500 KiB", "#" * 511_970 + "\n" + ALL + NOTHING, "/a", False),
    ("5.1", "first of the simple example", "User-agent: foobot\nAllow: /example/page.html\n"
     "Disallow: /example/allowed.gif\n" + ALL + "Disallow: *.gif$\nDisallow: /example/\n"
     "Allow: /publications/", "/example/allowed.gif", False),
    ("5.1", "second of the simple example", ALL + "Disallow: *.gif$\nDisallow: /example/\n"
     "Allow: /publications/\n\nUser-agent: foobot\nDisallow:/\nAllow:/example/page.html",
     "/publications/a.gif", True),
    ("5.2", "the longest match", "User-agent: faqbot\nAllow: /example/page/\n"
     "Disallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", False),
]  # fmt: skip


def answer(body=b"", status=200, location=""):
    headers = {"location": location} if location else {}
    return Page(f"{SITE}/robots.txt", status, "2026-11-23T12:00:00+00:00", headers, "", body)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [pytest.param(*case[2:], id=f"{case[0]} {case[1]}") for case in CASES],
)
def test_rules_are_read_as_the_rfc_says(text, path, expected):
    robots = read_robots(f"{SITE}/", lambda _: answer(text.encode()), "faqbot/1.0")

    assert robots.allows(SITE + path) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(200, False, id="2.3.1.1 found"),
        pytest.param(301, True, id="2.3.1.2 redirect to nowhere"),
        pytest.param(400, True, id="2.3.1.3 bad request"),
        pytest.param(401, True, id="2.3.1.3 unauthorized"),
        pytest.param(403, True, id="2.3.1.3 forbidden"),
        pytest.param(404, True, id="2.3.1.3 missing"),
        pytest.param(410, True, id="2.3.1.3 gone"),
        pytest.param(500, False, id="2.3.1.4 broken"),
        pytest.param(503, False, id="2.3.1.4 in maintenance"),
        pytest.param(599, False, id="2.3.1.4 any other of the server"),
    ],
)
def test_the_status_of_the_file_decides_as_the_rfc_says(status, expected):
    page = answer((ALL + NOTHING).encode(), status)

    assert read_robots(f"{SITE}/", lambda _: page, "faqbot/1.0").allows(f"{SITE}/a") is expected


def test_2_3_1_2_five_redirects_are_followed_to_other_hosts_too():
    pages = [answer(status=302, location=f"https://h{hop}.example/r") for hop in range(5)]
    answers = iter([*pages, answer((ALL + NOTHING).encode())])

    robots = read_robots(f"{SITE}/", lambda _: next(answers), "faqbot/1.0")

    assert not robots.allows(f"{SITE}/a")


def test_2_3_1_4_an_unreachable_site_may_not_be_crawled():
    def fetch(url):
        raise FetchError(url, "no response in time")

    assert not read_robots(f"{SITE}/", fetch, "faqbot/1.0").allows(f"{SITE}/a")
