"""The keys of a million names."""

from hypothesis import example, given
from hypothesis import strategies as st

from backend.households.keys import keys_of
from backend.poverty_lists.staging import quick_keys_of

_word = st.text(st.characters(categories=["L", "M", "Zs", "P", "N"]), max_size=6)
_KNOWN = ["Hồ", "Thị", "A", "Lơ", "Hoà", "Hòa", "HOÀ", "H'Bian", "Đinh", "Quý", "Uý"]
_names = st.lists(_word | st.sampled_from(_KNOWN))


@given(_names.map(" ".join) | st.text())
@example("Hồ Thị Hoa (B)")
@example("H’ Bian")
@example("Nguyễn  Văn A")
@example("ﬁ ª ʼ")
@example("Hồ Thị Hoà ʰ")
def test_quick_keys_are_the_keys(name: str) -> None:
    assert quick_keys_of(name) == keys_of(name)
