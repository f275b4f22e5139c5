from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.http.ssrf_guard import PrivateAddressError, SsrfGuard

PUBLIC = ["8.8.8.8", "2001:4860:4860::8888"]


def guard_for(*addresses, allow_private=()):
    return SsrfGuard(allow_private, resolve=lambda host, port: list(addresses))


def is_refused(address):
    try:
        guard_for(str(address)).addresses("oakhill.example", 443)
    except PrivateAddressError:
        return True
    return False


def test_a_host_with_public_addresses_gives_all_of_them_in_order():
    assert guard_for(*PUBLIC).addresses("oakhill.example", 443) == PUBLIC


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("0.0.0.0", id="any"),
        pytest.param("10.1.2.3", id="private 10"),
        pytest.param("172.16.0.1", id="private 172"),
        pytest.param("192.168.1.1", id="private 192"),
        pytest.param("169.254.169.254", id="link-local, cloud metadata"),
        pytest.param("100.64.0.1", id="carrier's network"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="IPv6 loopback"),
        pytest.param("::", id="IPv6 any"),
        pytest.param("fe80::1%eth0", id="IPv6 link-local with zone"),
        pytest.param("fc00::1", id="IPv6 private"),
        pytest.param("fec0::1", id="IPv6 site-local"),
        pytest.param("ff0e::1", id="IPv6 multicast"),
        pytest.param("::ffff:10.1.2.3", id="IPv4 mapped"),
        pytest.param("::127.0.0.1", id="IPv4 compatible"),
        pytest.param("2002:7f00:1::", id="6to4 around loopback"),
        pytest.param("2001:0:1:2:3:4:80ff:fffe", id="Teredo around loopback"),
        pytest.param("64:ff9b::10.1.2.3", id="NAT64 around private"),
        pytest.param("64:ff9b:1::10.1.2.3", id="local NAT64"),
        pytest.param("::ffff:0:127.0.0.1", id="IPv4 translated"),
        pytest.param("fd00:ec2::254", id="IPv6 cloud metadata"),
        pytest.param("5f00::1", id="IPv6 not given out"),
        pytest.param("3fff::1", id="IPv6 example"),
    ],
)
def test_an_address_that_is_not_public_is_refused(address):
    assert is_refused(address)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("127.3", id="short"),
        pytest.param("2130706433", id="one number"),
        pytest.param("0x7f.1", id="hexadecimal"),
        pytest.param("0177.0.0.1", id="octal"),
        pytest.param("::ffff:127.0.0.1", id="as IPv6"),
        pytest.param("localhost", id="by name"),
    ],
)
def test_loopback_is_refused_however_it_is_spelled(host):
    with pytest.raises(PrivateAddressError):
        SsrfGuard().addresses(host, 80)


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["10.1.2.3", *PUBLIC], id="first"),
        pytest.param([*PUBLIC, "10.1.2.3"], id="last"),
    ],
)
def test_one_private_address_among_public_ones_refuses_the_host(addresses):
    with pytest.raises(PrivateAddressError, match=r"10\.1\.2\.3 is a private address"):
        guard_for(*addresses).addresses("oakhill.example", 443)


def test_a_refusal_says_how_to_allow_the_host():
    with pytest.raises(PrivateAddressError) as raised:
        guard_for("10.1.2.3").addresses("intranet.oakhill.example", 8080)

    assert str(raised.value) == (
        "10.1.2.3 is a private address; to allow it, add "
        "intranet.oakhill.example:8080 to scrape.allow_private"
    )


def test_an_ipv6_host_is_named_and_allowed_as_it_stands_in_a_url():
    with pytest.raises(PrivateAddressError, match=r"add \[::1\]:8080 to scrape.allow_private"):
        guard_for("::1").addresses("::1", 8080)

    allowed = guard_for("::1", allow_private=["[::1]:8080"])

    assert allowed.addresses("::1", 8080) == ["::1"]


def test_a_name_is_looked_up_anew_for_each_connection():
    answers = iter([PUBLIC, ["127.0.0.1"]])
    guard = SsrfGuard(resolve=lambda host, port: next(answers))
    guard.addresses("oakhill.example", 80)

    with pytest.raises(PrivateAddressError):
        guard.addresses("oakhill.example", 80)


@pytest.mark.parametrize(
    ("pair", "refused"),
    [
        pytest.param("office.example:8080", False, id="this port"),
        pytest.param("office.example:*", False, id="every port"),
        pytest.param("Office.Example:8080", False, id="other case"),
        pytest.param("office.example:80", True, id="another port"),
        pytest.param("office.example", True, id="no port"),
        pytest.param("example:8080", True, id="part of the name"),
        pytest.param("10.1.2.3:8080", True, id="address, but asked by name"),
    ],
)
def test_only_the_named_host_and_port_may_be_private(pair, refused):
    guard = guard_for("10.1.2.3", allow_private=[pair])

    try:
        found = guard.addresses("office.example", 8080)
    except PrivateAddressError:
        found = []

    assert found == ([] if refused else ["10.1.2.3"])


def test_an_unknown_host_raises_oserror():
    def resolve(host, port):
        raise OSError("no such host")

    with pytest.raises(OSError, match="no such host"):
        SsrfGuard(resolve=resolve).addresses("nowhere.example", 80)


@given(st.ip_addresses(v=4))
@settings(max_examples=100, deadline=None)
def test_an_address_wrapped_in_ipv6_is_judged_by_what_is_inside(address):
    number = int(address)
    wrapped = [
        IPv6Address(int(IPv6Address("::ffff:0:0")) + number),
        IPv6Address(int(IPv6Address("64:ff9b::")) + number),
        IPv6Address(int(IPv6Address("2002::")) + (number << 80)),
    ]

    assert {is_refused(one) for one in wrapped} == {is_refused(IPv4Address(number))}


@given(st.ip_addresses())
@settings(max_examples=100, deadline=None)
def test_any_address_is_either_returned_or_refused(address):
    assert is_refused(address) in (True, False)
