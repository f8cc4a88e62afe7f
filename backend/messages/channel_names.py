"""What the channels are called where officers and families read of them."""

NAMES = {
    "telegram": "Telegram",
    "zalo": "Zalo",
    "zalo_oa": "Zalo OA",
    "simulator-telegram": "Telegram (thử)",
    "simulator-zalo": "Zalo (thử)",
}


def channel_name(channel: str) -> str:
    """The name of a channel; of one that is not in use any more its code."""
    return NAMES.get(channel, channel)
