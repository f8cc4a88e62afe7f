"""What counts as one place when tries and questions are counted by address."""

from ipaddress import ip_address, ip_network

IPV6_NETWORK = 64  # bits: what one line is given, and may change within as it likes


def place_of(address: str) -> str:
    """The address; of IPv6 its network, "2402:800:1:2::/64"; what is no address as it is."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return str(known)
    return str(ip_network((int(known), IPV6_NETWORK), strict=False))


def is_this_machine(address: str) -> bool:
    """Whether it is a loopback address: a proxy that does not say for whom it asks, or a test."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
