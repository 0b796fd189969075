"""Which IP addresses lie on the public internet, and may be connected to."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_Address = IPv4Address | IPv6Address

# Not taken from ipaddress.is_global, which differs from one patch release of Python to the next and knows no multicast.
# IANA's registries of special-purpose addresses (RFC 6890), and what clouds answer to their own machines.
_NEVER = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host: on Linux another name of the loopback
        "100.100.100.200/32",  # a cloud's metadata
        "168.63.129.16/32",  # a cloud's metadata, though public by its number
        "169.254.169.254/32",  # most clouds' metadata
        "169.254.170.0/24",  # credentials of containers
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PRIVATE = tuple(
    IPv4Network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",
    )
)
_NEVER_6 = (
    IPv6Network("fd00:ec2::254/128"),  # a cloud's metadata
    IPv6Network("fd20:ce::254/128"),
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),
)
_PRIVATE_6 = (IPv6Network("::1/128"), IPv6Network("fc00::/7"), IPv6Network("fe80::/10"))
_PUBLIC_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def refusal(address: str, private: bool) -> str | None:
    """Return why an IP address is not connected to, in words, or None where it may be.

    Addresses of the public internet may be; with `private`, also loopback, private, shared (RFC 6598) and link-local
    ones. Multicast, reserved and unspecified addresses never are, nor those under which a cloud hands its machines
    their keys. An IPv6 address that carries an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64, ISATAP) is
    what the one it carries is. Raises ValueError for what is no IP address.
    """
    reasons = [_reason(each, private) for each in _carried(ip_address(address))]
    return next((reason for reason in reasons if reason), None)


def _carried(address: _Address) -> list[_Address]:
    """The addresses that a packet to `address` may end at."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return [low]
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return [address, low]
    return [address]


def _reason(address: _Address, private: bool) -> str | None:
    if isinstance(address, IPv4Address):
        never, inside = any(address in net for net in _NEVER), any(address in net for net in _PRIVATE)
    else:
        inside = any(address in net for net in _PRIVATE_6)
        never = any(address in net for net in _NEVER_6) or not (inside or address in _PUBLIC_6)
    if never:
        return f"{address} is no address of a news site"
    if inside and not private:
        return f"{address} is a private address; --private reads such addresses too"
    return None
