"""What a sponsor reads about a need in chat."""

from backend.i18n import _
from backend.school_needs.public import PublicNeed
from backend.school_needs.words import NeedState


def told(need: PublicNeed) -> str:
    """What is lacking where, how much of it, and whom to call; short enough to be read aloud."""
    where = f"{need.site}, {need.school}" if need.site else need.school
    words = [
        _("{where} ({commune}): {text}").format(where=where, commune=need.commune, text=need.text)
    ]
    if need.wanted > 1:
        how_many = _("cần {count}") if need.state is NeedState.OPEN else _("còn thiếu {count}")
        words.append(how_many.format(count=need.wanted))
    if need.cost:
        words.append(_("ước tính {amount} đồng").format(amount=f"{need.cost:,}".replace(",", ".")))
    if need.wanted == 0:
        words.append(_("đã có người hứa giúp"))
    found = ", ".join(words) + "."
    if need.focal_phone:
        focal = _("Đầu mối: {name}, {phone}.")
        found += " " + focal.format(name=need.focal_name, phone=need.focal_phone)
    return found
