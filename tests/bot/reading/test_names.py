"""Names of people of every group who live where the service works."""

import pytest

from bot.reading.names import read_name
from tests.bot.reading.notation import cases, listed, written

# Invented, in the style of each group.
PEOPLE = """
Nguyễn Văn Đức | Trần Thị Thủy | Lê Hoàng Anh Thư | Phạm Thị Hòa | Phan Thị Hoài Thương
Đặng Quốc Huy | Huỳnh Tấn Phát | Võ Thị Mỹ Lệ | Bùi Thị Thúy | Ngô Quý Lý | Đỗ Thị O
Tôn Nữ Bảo Ngọc | Lê Y | Dương Thị Én | Nguyễn Thị Ngọc Ánh Nguyệt | Hồ Thị A Lơ | Hồ Văn Nghiên
Hồ Thị Kăn Tưi | Viên Thị Ánh Tuyết | A Viết Thị Nhi | Ra Pát Ngọc Hà | Lê Thị Tà Rí | Kăn Hiêng
Cu Lối | Quỳnh Thị Lum | Hồ A Dư | Blúp Thị Hà | Pơ Loong Thị Mai | A Lăng Thị Bhướp | A Rất Blui
Zơ Râm Thị Hiếu | Bh'nướch Thị Nga | Bling Thị Hoa | Cơ Lâu Nhấp | Tơ Ngôl Thị Lan | Y Sâm
A Thút | Y Blưn | A Đủ | A Kliu | Y Hlia | A Nghĩa | Y Thị Lan Hương | A Ngọc Thanh | Y Bích
A Jar | Y Rin | Rơ Châm H'Bian | Rơ Lan Thủy | Rơ Mah H'Nga | Ksor H'Lan | Kpă Thuyên | Siu Blưm
Puih Nhân | Nay Hùng | A Blong | Y Điết | Rơ Châm Y Thảo | H' Nghiệp Niê | Y Thông Ayŭn
H'Wiên Byă | Y Bhem Kbuôr | Cil Múp K'Thu | Lò Văn Pản | Quàng Thị Ún | Cà Thị Hặc
Lường Văn Pâng | Tòng Văn Ín | Lù Thị Pâng | Bạc Cầm Khuyên | Vì Thị Dung | Lèo Thị Ọi
Quàng Văn Ỏ | Vừ A Dia | Giàng A Páo | Sùng Thị Dở | Mùa A Sình | Thào Thị Chá | Hạng A Chớ
Lầu Thị Mỷ | Ly A Lềnh | Vàng Thị Dợ | Cứ A Súa | Hờ Thị Sua | Vừ Nhìa Dia | Giàng Thị Máy
Sùng A | Quàng Văn Nọi | Moong Văn Xiêng | Cụt Thị Phương | Pờ Gia Hu | Khoàng Thị Xó | Lỳ Mỳ Xá
Tẩn A Sử | Chẻo Láo Tả | Lù A Chính | Hù Cố Xuân | La Văn Cầu | Bế Văn Đàn | Ma Thị Di
Chu Văn An
"""
NAMES = listed(PEOPLE)

READINGS = """
gửi đi => -
gởi đi => -
gui di => -
thank nhé => -
thank you => -
nhắn lại từ đầu => -
sinh nawm 2013 => -
th hồng vân => -
TH Hồng Vân => -
Hồ Văn Gửi => Hồ Văn Gửi
Hồ Văn Sinh 2013 => Hồ Văn Sinh?
Hồ Thị Thanh => Hồ Thị Thanh
Sinh => Sinh?
Công ty Sao Mai => Công Ty Sao Mai?
Doanh nghiệp Hòa Bình => Doanh Nghiệp Hòa Bình?
tên em là Hồ Thị A Lơ ạ => Hồ Thị A Lơ
dạ cháu tên Vừ A Dia => Vừ A Dia
em tên là Vừ A Dia => Vừ A Dia
em là Vừ A Dia ạ => Vừ A Dia
chủ hộ là lò văn pản => Lò Văn Pản
chủ hộ: Lò Văn Pản => Lò Văn Pản
chu ho la lo van pan => Lo Van Pan
tên con tôi là Giàng Thị Máy => Giàng Thị Máy
tên con: Nguyễn Thị Hoa => Nguyễn Thị Hoa
họ và tên : nguyễn thị hoa => Nguyễn Thị Hoa
ho va ten chu ho: ho thi lo => Ho Thi Lo
bà Hồ Thị Kăn Tưi => Hồ Thị Kăn Tưi
chau ten la ho van nghien => Ho Van Nghien
Võ Thị Mỹ Lệ nhé => Võ Thị Mỹ Lệ
Võ Thị Mỹ Lệ nha => Võ Thị Mỹ Lệ?
vo thi le => Vo Thi Le
vo thi my le => Vo Thi My Le?
vo ho thi lo => Vo Ho Thi Lo?
vo em ten la ho thi lo => Ho Thi Lo
vợ em tên là Hồ Thị Lơ => Hồ Thị Lơ
Má A Páo => Má A Páo
la van cau => La Van Cau
chu van an => Chu Van An
cu a sua => Cu A Sua
RƠ CHÂM H'BIAN => Rơ Châm H'Bian
rơ châm h'bian => Rơ Châm H'Bian
HỒ THỊ A LƠ => Hồ Thị A Lơ
Nguyễn văn Đức => Nguyễn Văn Đức
Nguyễn   Văn	Đức. => Nguyễn Văn Đức
Huỳnh Tấn Phát 👍 => Huỳnh Tấn Phát
H’Bian Niê => H'Bian Niê
Hồ Thị Lơ a => Hồ Thị Lơ?
nguyen van a => Nguyen Van A?
Ng. Văn A => Ng. Văn A?
Nguyễn V. A => Nguyễn V. A?
Tr Văn Nam => Tr Văn Nam?
N V A => N V A?
nguyeexn thij ddwcs => Nguyễn Thị Đức?
Nguyeenx Thij Ddwcs => Nguyễn Thị Đức?
nguyenex vawn quys => Nguyễn Văn Quý?
nguye64n thi5 d9u71c => Nguyễn Thị Đức?
Lan => Lan?
tên Lan => Lan?
em tên Huy => Huy?
Hồ Thị Lơ, sn 1985 => Hồ Thị Lơ?
Vừ A Dia sn 2014 lớp 5 => Vừ A Dia?
Nguyễn Văn A (con ông B) => Nguyễn Văn A?
Nguyễn Văn A 0912345678 => Nguyễn Văn A?
Pả Hôn => Pả Hôn?
Vỗ Nhâm => Vỗ Nhâm?
Lê Thị Học => Lê Thị Học
Nguyễn Thị Có => Nguyễn Thị Có
Trần Thị Xin => Trần Thị Xin
cháu ngoại tên Y Sâm => Y Sâm
ông nội Hồ Văn Vai => Hồ Văn Vai
máy hỏng => -
thôn 1 => -
em họ Hồ tên Lơ => -
Hồ Văn Vai ông nội => Hồ Văn Vai?
mẹ Bống => -
me bong => -
con tui => -
con em => -
bé nhà em => -
Nguyễn Văn A và Trần Thị B => -
tên gì? => -
không => -
không biết => -
ko => -
dạ => -
đồng ý => -
dong y => -
như trên => -
tôi muốn xin máy => -
toi muon xin may tinh => -
con toi hoc lop 3 khong co may => -
em không có tên trong danh sách => -
cháu chưa có tên => -
nhà em nghèo lắm không có tiền mua máy cho con => -
0912345678 => -
15/3/2012 => -
12 => -
A => -
😀 => -
... => -
 => -
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_full_name_is_kept_as_it_was_typed(name: str) -> None:
    assert written(read_name(name)) == name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_capitals_is_the_same_name(name: str) -> None:
    assert (read_name(name.upper()).value or "").casefold() == name.casefold()


@pytest.mark.parametrize("name", NAMES)
def test_an_introduction_is_no_part_of_a_name(name: str) -> None:
    assert read_name(f"dạ em tên là {name} ạ").value == name


@pytest.mark.parametrize(("text", "expected"), cases(READINGS))
def test_a_name_is_read_out_of_what_people_write_around_it(text: str, expected: str) -> None:
    assert written(read_name(text)) == expected
