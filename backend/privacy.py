"""Masks for personal data, for every place where the whole is not needed."""


def mask_phone(phone: str) -> str:
    """ "0912345678" -> "091•••••78"."""
    return f"{phone[:3]}•••••{phone[-2:]}" if len(phone) >= 9 else "•" * len(phone)


def mask_citizen_id(number: str) -> str:
    """Keeps the last four digits, which an officer compares with the card in hand; of a number too
    short to be one, nothing."""
    return "•" * (len(number) - 4) + number[-4:] if len(number) >= 9 else "•" * len(number)
