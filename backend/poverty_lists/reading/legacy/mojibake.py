"""Mends UTF-8 that some program read as Windows-1252, once or twice: "Há»“ VÄƒn" for "Hồ Văn"."""

_BYTES = {
    ord(shown): number
    for number in range(0x80, 0xA0)
    if (shown := bytes([number]).decode("cp1252", "ignore"))
}
_TWICE = 2


def mend(text: str) -> str:
    """The text as it was meant; as it stands where its bytes are no UTF-8."""
    for _ in range(_TWICE):
        better = _mend_once(text)
        if better is None:
            break
        text = better
    return text


def _mend_once(text: str) -> str | None:
    """`None` where nothing can be mended."""
    if text.isascii():
        return None
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
