import json
from dataclasses import replace

import pytest

from faqbot.core.errors import SourceError
from faqbot.crawl.store.snapshots import (
    Snapshot,
    is_single_file,
    known_sites,
    site_folder,
    stored_page,
)

SEED = "https://oakhill.example/"
FAQ = SEED + "faq"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "oakhill.example"


@pytest.fixture
def put(folder, make_page):
    """Return a function that puts a snapshot of these texts by URL in force."""

    def put_in_force(texts, seed=SEED, folder=folder):
        snapshot = Snapshot(folder)
        pages = {url: make_page(text, url=url) for url, text in texts.items()}
        for page in pages.values():
            snapshot.store(page)
        snapshot.commit((seed,), {url: stored_page(page) for url, page in pages.items()})
        return snapshot

    return put_in_force


def texts(snapshot):
    return {page.url: page.body.decode() for page in snapshot.pages()}


def bodies(folder):
    return sorted(path.read_text() for path in (folder / "pages").iterdir())


def test_a_page_is_read_back_as_it_was_stored(folder, make_page):
    page = replace(
        make_page(b"caf\xe9 \x00 menu", url=FAQ), headers={"etag": '"7"', "location": "/niños"}
    )
    snapshot = Snapshot(folder)
    snapshot.store(page)

    snapshot.commit((SEED,), {FAQ: stored_page(page)})

    assert Snapshot(folder).page(FAQ) == page
    assert Snapshot(folder).seeds == (SEED,)


def test_pages_keep_the_order_in_which_they_were_found(folder, put):
    put({SEED: "home", SEED + "z": "last", SEED + "a": "first"})

    assert list(Snapshot(folder).entries) == [SEED, SEED + "z", SEED + "a"]
    assert [page.url for page in Snapshot(folder).pages()] == list(Snapshot(folder).entries)


def test_stored_pages_change_nothing_before_the_commit(folder, put, make_page):
    put({SEED: "old"})

    Snapshot(folder).store(make_page("new", url=SEED))

    assert texts(Snapshot(folder)) == {SEED: "old"}


def test_an_open_snapshot_shows_its_own_commit(put):
    snapshot = put({SEED: "home", FAQ: "answers"}, seed=FAQ)

    assert snapshot.seeds == (FAQ,)
    assert texts(snapshot) == {SEED: "home", FAQ: "answers"}


def test_bodies_that_no_page_uses_any_more_are_deleted(folder, put):
    put({SEED: "home", FAQ: "old answers"})

    put({SEED: "home", FAQ: "new answers"})

    assert bodies(folder) == ["home", "new answers"]


def test_pages_with_the_same_body_share_one_file(folder, put):
    put({SEED: "under construction", FAQ: "under construction"})

    assert bodies(folder) == ["under construction"]


def test_a_page_whose_file_is_lost_is_missing(folder, put):
    put({SEED: "home", FAQ: "answers"})
    snapshot = Snapshot(folder)
    (folder / "pages" / snapshot.page(FAQ).sha256).unlink()

    assert snapshot.page(FAQ) is None
    assert texts(snapshot) == {SEED: "home"}
    assert list(snapshot.entries) == [SEED, FAQ]


def test_a_site_that_was_never_scraped_has_no_pages(folder):
    snapshot = Snapshot(folder)

    assert (list(snapshot.entries), list(snapshot.pages()), snapshot.page(SEED)) == ([], [], None)
    assert snapshot.seeds == ()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param('{"seed": "https://oakhill.ex', id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param('{"seed": 5, "pages": {}}', id="seed is no text"),
        pytest.param('{"seed": "x", "pages": []}', id="pages are a list"),
        pytest.param('{"seed": "x"}', id="no pages"),
        pytest.param('{"seed": "x", "pages": {"x": {}}}', id="page without its facts"),
        pytest.param('{"seed": "x", "pages": {"x": 7}}', id="page is a number"),
    ],
)
def test_a_damaged_manifest_is_an_error_with_a_way_out(content, folder):
    folder.mkdir()
    (folder / "manifest.json").write_text(content)

    with pytest.raises(SourceError) as raised:
        list(Snapshot(folder).pages())

    assert str(raised.value).startswith(f"{folder / 'manifest.json'}: damaged")
    assert str(raised.value).endswith(f"delete the folder {folder} and scrape again")


def test_the_manifest_holds_the_response_of_each_url(folder, put, make_page):
    page = make_page("answers", url=FAQ)

    put({FAQ: "answers"})

    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["pages"][FAQ] == {
        "status": 200,
        "fetched_at": page.fetched_at,
        "headers": page.headers,
        "sha256": page.sha256,
        "depth": 0,
        "failing_since": "",
    }


def test_known_sites_are_the_folders_with_a_manifest_sorted_by_name(tmp_path, put):
    for name in ("westside.example", "oakhill.example"):
        put({f"https://{name}/": "home"}, seed=f"https://{name}/", folder=tmp_path / name)
    (tmp_path / "interrupted.example" / "pages").mkdir(parents=True)

    seeds = [site.seeds for site in known_sites(tmp_path)]

    assert seeds == [("https://oakhill.example/",), ("https://westside.example/",)]


def test_no_site_is_known_before_the_first_scrape(tmp_path):
    assert known_sites(tmp_path / "scraped") == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://oakhill.example/faq", "oakhill.example", id="host"),
        pytest.param("https://www.oakhill.example/", "oakhill.example", id="without www"),
        pytest.param("http://oakhill.example:8080/", "oakhill.example_8080", id="port"),
        pytest.param("https://www.example/", "example", id="only www removed"),
    ],
)
def test_a_site_has_one_folder_named_after_it(url, name, tmp_path):
    assert site_folder(tmp_path, url) == tmp_path / name


def test_an_old_manifest_with_a_single_seed_is_read(folder, put):
    put({SEED: "home"})
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    old = {"seed": SEED, "pages": manifest["pages"]}
    path.write_text(json.dumps(old))

    assert Snapshot(folder).seeds == (SEED,)


@pytest.mark.parametrize(
    ("url", "is_file"),
    [
        pytest.param("https://oakhill.example/files/Report.PDF", True, id="PDF"),
        pytest.param("https://oakhill.example/files/", False, id="page"),
        pytest.param("https://oakhill.example/show?file=a.pdf", False, id="PDF in the query"),
    ],
)
def test_a_single_file_has_its_own_folder(url, is_file, tmp_path):
    is_apart = site_folder(tmp_path, url) != site_folder(tmp_path, "https://oakhill.example/")

    assert (is_single_file(url), is_apart) == (is_file, is_file)


def test_the_folder_of_a_url_has_a_plain_name(tmp_path):
    assert not set("[]:/") & set(site_folder(tmp_path, "http://[2001:db8::1]:8080/").name)
