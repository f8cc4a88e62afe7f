"""A talk that goes well, up to the review."""

FORM = (
    "xin máy tính",
    "đồng ý",
    "con tôi",
    "Hồ Văn Tí",
    "2016",
    "tiểu học Hồng Thủy",
    "5A",
    "chưa có máy nào",
    "hộ nghèo",
    "A Lưới 1",
    "Thôn 1",
    "Hồ Thị A Lơ",
    "1985",
    "0912345678",
)
