"""Which IP addresses are connected to."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.fetching.networks import refusal

INSIDE = (
    "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 0.0.0.0/8 224.0.0.0/4 240.0.0.0/4"
)
inner = st.sampled_from([IPv4Network(network) for network in INSIDE.split()]).flatmap(
    lambda network: st.integers(int(network[0]), int(network[-1])).map(IPv4Address)
)
outer = st.sampled_from([IPv4Address("9.9.9.9"), IPv4Address("151.101.1.1"), IPv4Address("203.0.114.7")])


def forms(address: IPv4Address) -> list[str]:
    """An IPv4 address as itself and in every IPv6 address that carries it."""
    number = int(address)
    return [
        str(address),
        f"::ffff:{address}",
        str(IPv6Address((0x64FF9B << 96) | number)),
        str(IPv6Address((0x2002 << 112) | (number << 80) | 0x1)),
        str(IPv6Address((0x20010000 << 96) | (int(IPv4Address("9.9.9.9")) << 64) | (number ^ 0xFFFFFFFF))),
        str(IPv6Address((0x20010000 << 96) | (number << 64) | (int(IPv4Address("9.9.9.9")) ^ 0xFFFFFFFF))),
        str(IPv6Address((0x2A00 << 112) | (0x5EFE << 32) | number)),
    ]


@given(inner)
def test_no_form_of_an_inner_address_is_connected_to(address: IPv4Address) -> None:
    assert [form for form in forms(address) if refusal(form, private=False) is None] == []


@given(outer)
def test_every_form_of_a_public_address_may_be_connected_to(address: IPv4Address) -> None:
    assert [form for form in forms(address) if refusal(form, private=False) is not None] == []


@given(inner)
def test_a_compatible_address_is_what_it_carries(address: IPv4Address) -> None:
    assert refusal(f"::{address}", private=False) is not None


@pytest.mark.parametrize(
    "network",
    ["::1/128", "::/128", "fc00::/7", "fe80::/10", "ff00::/8", "64:ff9b:1::/48", "2001:db8::/32", "fec0::/10"],
)
@given(data=st.data())
def test_no_inner_ipv6_address_is_connected_to(network: str, data: st.DataObject) -> None:
    net = IPv6Network(network)
    address = IPv6Address(data.draw(st.integers(int(net[0]), int(net[-1]))))
    assert refusal(str(address), private=False) is not None


@given(st.ip_addresses())
def test_what_may_be_connected_to_is_public_by_the_standard_library_too(address: IPv4Address | IPv6Address) -> None:
    if refusal(str(address), private=False) is None:
        carried = isinstance(address, IPv6Address) and (address.ipv4_mapped or address.teredo or address.sixtofour)
        nat64 = address in IPv6Network("64:ff9b::/96") or address in IPv6Network("::/96")
        assert address.is_global or carried or nat64
        assert not address.is_multicast


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "192.168.7.7", "100.64.0.9", "fd12::1", "::ffff:10.0.0.1"])
def test_private_addresses_may_be_asked_for(address: str) -> None:
    assert refusal(address, private=False) is not None
    assert refusal(address, private=True) is None


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "::",
        "224.0.0.1",
    ],
)
def test_keys_of_clouds_and_addresses_of_nobody_are_never_asked_for(address: str) -> None:
    assert refusal(address, private=True) is not None


def test_a_public_address_needs_no_leave() -> None:
    assert refusal("2606:4700::1111", private=False) is None
    assert refusal("9.9.9.9", private=False) is None
