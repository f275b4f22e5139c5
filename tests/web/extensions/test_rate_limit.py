import pytest

from faqbot.core.errors import SettingsError
from faqbot.core.settings import ServeSettings, Settings
from faqbot.web.app import create_app
from faqbot.web.extensions.rate_limit import MemoryCounter, RedisCounter

PATH = "/api/v1/suggest?q=what"
VISITOR = "203.0.113.7"


@pytest.fixture
def make_client(sample_settings):
    def make(**options):
        return create_app(
            Settings(sample_settings.home, serve=ServeSettings(**options))
        ).test_client()

    return make


def statuses(client, addresses: list[str], path: str = PATH) -> list[int]:
    codes = []
    for address in addresses:
        with client.get(path, environ_base={"REMOTE_ADDR": address}) as response:
            codes.append(response.status_code)
    return codes


@pytest.fixture(autouse=True)
def in_one_minute(monkeypatch):
    monkeypatch.setattr("faqbot.web.extensions.rate_limit.time.time", lambda: 1_800_000_012.0)


def test_requests_beyond_the_limit_are_refused_until_the_minute_is_over(make_client):
    client = make_client(requests_per_minute=2)
    assert statuses(client, [VISITOR] * 4) == [200, 200, 429, 429]
    response = client.get(PATH, environ_base={"REMOTE_ADDR": VISITOR})
    assert response.content_type == "application/problem+json"
    assert response.headers["Retry-After"] == "49"
    assert "More than 2 requests a minute" in response.get_json()["detail"]


def test_a_refused_visitor_of_the_page_gets_html(make_client):
    client = make_client(requests_per_minute=1)
    client.get("/", environ_base={"REMOTE_ADDR": VISITOR})
    response = client.get("/?q=cost", environ_base={"REMOTE_ADDR": VISITOR})
    assert response.status_code == 429
    assert response.mimetype == "text/html"
    assert response.headers["Retry-After"]


def test_the_count_starts_again_each_minute(make_client, monkeypatch):
    client = make_client(requests_per_minute=1)
    assert statuses(client, [VISITOR] * 2) == [200, 429]
    monkeypatch.setattr("faqbot.web.extensions.rate_limit.time.time", lambda: 1_800_000_072.0)
    assert statuses(client, [VISITOR]) == [200]


def test_the_limit_is_on_by_default(make_client):
    assert statuses(make_client(), [VISITOR] * 601)[-1] == 429
    assert statuses(make_client(requests_per_minute=0), [VISITOR] * 601)[-1] == 200


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        pytest.param(VISITOR, "203.0.113.8", False, id="two addresses"),
        pytest.param("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", True, id="one network"),
        pytest.param("2001:db8:1:2::1", "2001:db8:1:3::1", False, id="two networks"),
        pytest.param(f"::ffff:{VISITOR}", VISITOR, True, id="an IPv4 address written as IPv6"),
    ],
)
def test_an_ipv4_address_or_an_ipv6_network_is_one_client(make_client, first, second, is_one):
    client = make_client(requests_per_minute=1)
    assert statuses(client, [first, second]) == [200, 429 if is_one else 200]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_requests_from_this_machine_are_never_refused(make_client, address):
    assert statuses(make_client(requests_per_minute=1), [address] * 3) == [200] * 3


def test_visitors_behind_a_local_proxy_are_counted_separately(make_client):
    client = make_client(requests_per_minute=1, proxies=1)
    codes = [
        client.get(PATH, headers={"X-Forwarded-For": address}).status_code
        for address in (VISITOR, VISITOR, "203.0.113.8")
    ]
    assert codes == [200, 429, 200]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/static/faqbot.css"])
def test_probes_and_static_files_are_never_refused(make_client, path):
    assert statuses(make_client(requests_per_minute=1), [VISITOR] * 3, path) == [200] * 3


def test_clients_beyond_the_maximum_share_one_count():
    counter = MemoryCounter(max_clients=2)
    totals = [counter.count(client, 1) for client in ("a", "b", "c", "d", "a")]
    assert totals == [1, 1, 1, 2, 2]


def test_workers_share_counts_in_a_shared_storage():
    counter = RedisCounter("memory://")
    assert [counter.count("a", 1), counter.count("a", 1), counter.count("a", 2)] == [1, 2, 1]


def test_without_redis_each_worker_counts_alone(caplog):
    counter = RedisCounter("redis://127.0.0.1:1/0")
    assert [counter.count("a", 1), counter.count("a", 1)] == [1, 2]
    assert caplog.text.count("serve.redis does not answer") == 1


@pytest.mark.parametrize("url", ["127.0.0.1", "nosuchstore://127.0.0.1"])
def test_an_unusable_storage_fails_at_start(make_client, url):
    with pytest.raises(SettingsError, match=r"serve\.redis.*redis://HOST"):
        make_client(redis=url)
