"""Which addresses are fetched from: only those out in the internet, and the one that was checked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence

import pytest

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline, addresses_of, target_of, why_not_public

LONG = 10


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_an_address_in_the_internet_is_public(address: str) -> None:
    assert why_not_public(address) == ""


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("127.0.0.1", "this machine itself"),
        ("127.255.255.254", "this machine itself"),
        ("::1", "this machine itself"),
        ("0.0.0.0", "an unspecified address"),  # noqa: S104 -- nothing is bound to it
        ("::", "an unspecified address"),
        ("10.1.2.3", "a private address"),
        ("172.16.0.1", "a private address"),
        ("192.168.1.1", "a private address"),
        ("fd00:ec2::254", "a private address"),
        ("100.64.0.1", "a reserved address"),
        ("100.100.100.200", "a reserved address"),
        ("192.0.0.192", "a reserved address"),
        ("198.18.0.1", "a private address"),
        ("169.254.169.254", "a link-local address, as clouds use for metadata"),
        ("fe80::1", "a link-local address, as clouds use for metadata"),
        ("fe80::1%eth0", "a link-local address, as clouds use for metadata"),
        ("168.63.129.16", "a service of the machine's own cloud"),
        ("224.0.0.1", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("240.0.0.1", "a private address"),
        ("255.255.255.255", "a private address"),
        ("fec0::1", "a reserved address"),
        ("::ffff:127.0.0.1", "this machine itself"),
        ("::ffff:10.0.0.1", "a private address"),
        ("::ffff:a9fe:a9fe", "a link-local address, as clouds use for metadata"),
        ("2002:7f00:1::", "this machine itself"),
        ("2002:a9fe:a9fe::1", "a link-local address, as clouds use for metadata"),
        ("64:ff9b::7f00:1", "this machine itself"),
        ("64:ff9b:1::a00:1", "a private address"),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", "a private address"),
        ("not an address", "no network address"),
    ],
)
def test_an_address_of_the_machines_own_network_is_not(address: str, what: str) -> None:
    assert why_not_public(address) == what


def test_ipv4_in_ipv6_is_no_way_round() -> None:
    assert why_not_public("::127.0.0.1")
    assert why_not_public("::ffff:0:7f00:1")


@pytest.mark.parametrize(
    ("url", "authority", "port", "path"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("http://example.org:80/a", "example.org", 80, "/a"),
        ("http://example.org:8080/a?b=c&d#e", "example.org:8080", 8080, "/a?b=c&d"),
        ("https://EXAMPLE.org/ä%C3%A4?q=ü", "example.org", 443, "/%C3%A4%C3%A4?q=%C3%BC"),
        ("https://bücher.example/", "xn--bcher-kva.example", 443, "/"),
        ("http://[2606:2800::1]/x", "[2606:2800::1]", 80, "/x"),
        ("https://a.example/web/2016/https://b.example/?x=1", "a.example", 443, "/web/2016/https://b.example/?x=1"),
    ],
)
def test_the_parts_of_an_address(url: str, authority: str, port: int, path: str) -> None:
    target = target_of(url)
    assert (target.authority, target.port, target.path) == (authority, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "example.org/a",
        "https://",
        "http://exa mple.org/",
        "http://example.org/\r\nX-Header: y",
        "http://[::1/",
        "http://example.org:99999/",
        "http://a..b/",
        "https://user:secret@example.org/",
        "https://user@example.org/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(CaptureError, match=r"web address|name or password") as refused:
        target_of(url)
    assert "secret" not in str(refused.value)


def found(host: str, addresses: Sequence[str], *, allow_private: bool = False) -> Sequence[str]:
    return addresses_of(
        target_of(f"http://{host}/"), Deadline.after(LONG), lambda *_: addresses, allow_private=allow_private
    )


def test_every_address_of_a_host_is_checked() -> None:
    assert found("example.org", ["93.184.216.34", "8.8.8.8"]) == ["93.184.216.34", "8.8.8.8"]
    with pytest.raises(CaptureError, match=r"example\.org leads to 10\.0\.0\.1, a private address"):
        found("example.org", ["93.184.216.34", "10.0.0.1"])


def test_a_private_address_is_fetched_where_that_is_asked_for() -> None:
    assert found("intranet", ["10.0.0.1"], allow_private=True) == ["10.0.0.1"]


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "localhost"])
def test_other_ways_to_write_this_machine_are_seen_through(host: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    with pytest.raises(CaptureError, match="this machine itself"):
        addresses_of(target_of(f"http://{host}/"), Deadline.after(LONG), resolve, allow_private=False)


def test_a_host_that_does_not_exist_is_told() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(CaptureError, match=r"there is no host 'nowhere\.example'"):
        addresses_of(target_of("http://nowhere.example/"), Deadline.after(LONG), resolve, allow_private=False)


def test_a_look_up_that_takes_too_long_is_given_up() -> None:
    over = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        over.wait(LONG)
        return []

    with pytest.raises(CaptureError, match=r"longer than 0\.05 seconds"):
        addresses_of(target_of("http://slow.example/"), Deadline.after(0.05), resolve, allow_private=False)
    over.set()


def test_no_time_left_is_no_time() -> None:
    with pytest.raises(CaptureError, match="longer than 0 seconds"):
        Deadline.after(0).left()
