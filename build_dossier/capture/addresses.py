"""Which network addresses a web address leads to, and whether they are out in the internet.

A page that somebody else wrote, or a redirect, must not make this program read what only this machine can reach:
a router's page, a database, a cloud's metadata. So a host's name is looked up once, every address it has is checked,
and the connection goes to the checked address; a second look-up could give another one (DNS rebinding).
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from build_dossier.capture import CaptureError

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the network addresses of a host and port; raises OSError where there are none."""

# NAT64 (RFC 6052, RFC 8215): the last 32 bits are an IPv4 address that the network translates to.
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# Not for the internet either (IANA's special-purpose registries), but not so to every version of `ipaddress`.
_RESERVED = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "100::/16", "3fff::/20", "5f00::/16", "fec0::/10"))
)
# Public in form, but answered by the machine's own cloud: the wire server of Azure.
_CLOUDS_OWN = frozenset({IPv4Address("168.63.129.16")})


class PrivateAddressError(CaptureError):
    """A host that is in this machine's own network, and was not asked for that reason."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address in the parts that a request needs."""

    scheme: str
    host: str
    """As it goes into the look-up, the `Host` header and the check of the certificate."""
    port: int
    path: str
    """Path and query, with everything escaped that a request line cannot hold."""

    @property
    def authority(self) -> str:
        """Host and port as the `Host` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~"


def target_of(url: str) -> Target:
    """The parts of a web address. Raises CaptureError where it is none that can be fetched."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except ValueError:  # UnicodeError is one
        raise CaptureError(f"'{url}' is not a web address") from None
    if parts.scheme not in _PORTS:
        raise CaptureError(f"'{url}' is not a web address: it begins with neither http:// nor https://")
    if not host or any(char.isspace() or not char.isprintable() for char in url):
        raise CaptureError(f"'{url}' is not a web address")
    if parts.username is not None or parts.password is not None:
        raise CaptureError(f"the address of {host} holds a user's name or password, which would be kept")
    # what is escaped already stays as it is
    path = quote(parts.path or "/", safe=_SAFE)
    query = "?" + quote(parts.query, safe=f"{_SAFE}?") if parts.query else ""
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path + query)


def why_not_public(address: str) -> str:
    """What is wrong with a network address that does not lead out into the internet; '' where nothing is."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "no network address"
    if isinstance(ip, IPv6Address) and (inner := _inner(ip)):
        return why_not_public(str(inner))
    for is_so, what in (
        (ip.is_unspecified, "an unspecified address"),
        (ip.is_loopback, "this machine itself"),
        (ip.is_link_local, "a link-local address, as clouds use for metadata"),
        (ip.is_multicast, "a multicast address"),
        (ip.is_private, "a private address"),
        (ip in _CLOUDS_OWN, "a service of the machine's own cloud"),
        (not ip.is_global or ip.is_reserved or any(ip in network for network in _RESERVED), "a reserved address"),
    ):
        if is_so:
            return what
    return ""


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address within an IPv6 one: mapped (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380) or NAT64."""
    if any(ip in network for network in _NAT64):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    if ip.teredo:
        return ip.teredo[1]
    return ip.ipv4_mapped or ip.sixtofour


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which the work must be done, and how long was given for it."""

    ends: float
    seconds: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds, seconds)

    def left(self) -> float:
        """Seconds left, more than 0. Raises CaptureError where there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> CaptureError:
        """What to raise when time is up."""
        return CaptureError(f"it took longer than {self.seconds:g} seconds")


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The network addresses that the system knows for a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def addresses_of(target: Target, deadline: Deadline, resolve: Resolve, *, allow_private: bool) -> Sequence[str]:
    """Every network address of a host, all of them checked. Raises CaptureError.

    A host with even one address in the machine's own network is refused: which one is used is chance.
    """
    found = _looked_up(target, deadline, resolve)
    if not allow_private:
        for address in found:
            if what := why_not_public(address):
                leads = "is" if address == target.host else f"leads to {address},"
                raise PrivateAddressError(
                    f"{target.host} {leads} {what}: not fetched, because it is in this machine's own network. "
                    "--allow-private fetches it all the same"
                )
    return found


def _looked_up(target: Target, deadline: Deadline, resolve: Resolve) -> Sequence[str]:
    """The look-up, in a thread because the system's cannot be given a time limit."""
    found: list[str] = []

    def look_up() -> None:
        try:
            found.extend(resolve(target.host, target.port))
        except (OSError, UnicodeError):
            return

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise deadline.passed()
    if not found:
        raise CaptureError(f"there is no host '{target.host}', or the network cannot be reached")
    return found
