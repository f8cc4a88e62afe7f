"""Where people say they live."""

import pytest

from bot.reading.hamlets import read_hamlet
from bot.reading.places import read_place
from tests.bot.reading.notation import cases, written

PLACES = """
thôn 1 hồng thủy => thon|1|hồng thủy
thon 1 hong thuy => thon|1|hong thuy
Thôn 1, xã Hồng Thủy => thon|1|Hồng Thủy
thôn 1 xã hồng thủy huyện a lưới => thon|1|hồng thủy
o thon 1 xa hong thuy => thon|1|hong thuy
dạ em ở thôn 1, xã Hồng Thủy ạ => thon|1|Hồng Thủy
thon1 xa hong thuy => thon|1|hong thuy
thoon 1 xax hoongf thuyr => thon|1|hồng thủy
thôn số 2 => thon|2|
thôn 1 ạ => thon|1|
xã Mường Nhé => xa|Mường Nhé|
thôn II xã Hồng Thủy => thon|II|Hồng Thủy
thôn A Min C9 xã A Roàng => thon|A Min C9|A Roàng
T. Paring, X. Hồng Hạ => thon|Paring|Hồng Hạ
T.Paring - X.Hồng Hạ => thon|Paring|Hồng Hạ
bản Huổi Lếch, xã Mường Nhé => ban|Huổi Lếch|Mường Nhé
ban huoi lech xa muong nhe => ban|huoi lech|muong nhe
làng Kleng xã Sa Thầy => lang|Kleng|Sa Thầy
buôn Kli => buon|Kli|
tổ 5 phường Thuận Hòa => to|5|Thuận Hòa
tdp 3 => tdp|3|
tổ dân phố số 3 => tdp|3|
TDP 3 P. Kim Long => tdp|3|Kim Long
khu phố 4 => khu-pho|4|
kp4 phường An Khánh => khu-pho|4|An Khánh
ấp 3 xã Bình Mỹ => ap|3|Bình Mỹ
tổ 3 khu phố 2 phường An Khánh => to|3|2
thị trấn A Lưới => thi-tran|A Lưới|
TT. A Lưới, H. A Lưới => thi-tran|A Lưới|A Lưới
tp Huế => tp|Huế|
thành phố Huế => tp|Huế|
tỉnh Điện Biên => tinh|Điện Biên|
xã A Lưới 1 => xa|A Lưới 1|
P. Kim Long, Q. Phú Xuân, TP. Huế => phuong|Kim Long|Phú Xuân
Hồng Thủy => |Hồng Thủy|
hồng thủy, a lưới => |hồng thủy|a lưới
a lang => |a lang|
thon paring hong ha => thon|paring hong ha|?
em ở đâu? => -
 => -
, => -
nhà em ở xa lắm đi bộ mấy tiếng mới tới chợ => -
"""
KNOWN = ["Thôn 1", "Thôn 2", "Thôn Pa Ring", "A Min C9", "Bản Huổi Lếch", "Thôn III", "A Lăng"]
HAMLETS = """
1 => Thôn 1
thôn 2 => Thôn 2
thon hai => Thôn 2
thôn ii => Thôn 2
so 1 => Thôn 1
thôn một => Thôn 1
thôn 3 => Thôn III
III => Thôn III
paring => Thôn Pa Ring
Pa-Ring => Thôn Pa Ring
thon pa ring => Thôn Pa Ring
ban huoi lech => Bản Huổi Lếch
bản Huổi Lếch, xã Mường Nhé => Bản Huổi Lếch
a min c9 => A Min C9
alang => A Lăng
em ở thôn 1 hồng thủy ạ => Thôn 1
huoi lec => Bản Huổi Lếch?
pa rinh => Thôn Pa Ring?
nhà em gần paring => Thôn Pa Ring?
thôn 4 => -
thôn 11 => -
a min => -
cạnh thôn 1 và thôn 2 => -
paring hay huổi lếch => -
không biết => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(PLACES))
def test_a_place_is_read_in_its_levels(text: str, expected: str) -> None:
    assert written(read_place(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases(HAMLETS))
def test_one_of_the_known_hamlets_is_picked(text: str, expected: str) -> None:
    assert written(read_hamlet(text, KNOWN)) == expected


def test_two_hamlets_of_one_name_are_told_apart_by_their_kind_or_not_at_all() -> None:
    known = ["Thôn 1", "Bản 1"]
    assert read_hamlet("1", known).value is None
    assert read_hamlet("bản 1", known).value == "Bản 1"


def test_another_word_for_the_same_hamlet_is_asked_back() -> None:
    assert written(read_hamlet("bản 2", ["Thôn 1", "Thôn 2"])) == "Thôn 2?"
