"""The words that the generator of messy lists draws from. Every name is made up."""

from backend.poverty_lists.draft import Sex, Standing

SURNAMES = [
    "Hồ",
    "Nguyễn",
    "Trần",
    "A Viết",
    "Ra Pát",
    "Vừ",
    "Giàng",
    "Lò",
    "Quàng",
    "Rơ Châm",
    "Pơ Loong",
    "Y",
    "A",
    "Tống",
    "Bàn",
    "Cộng",
    "Ngô",
    "Võ",
    "Đặng",
    "Bh'nướch",
    "Ksor",
]
MIDDLE = {
    Sex.MALE: ["Văn", "A", "Đình", "Quốc", "Hữu", "Minh", ""],
    Sex.FEMALE: ["Thị", "Thị Ngọc", "Thị A", "Y", "Thị Mỹ", "H'", ""],
}
GIVEN = [
    "Lơ",
    "Nghiên",
    "Dư",
    "Tưi",
    "Bhướp",
    "Páo",
    "Dở",
    "Ún",
    "Pản",
    "Hòa",
    "Thủy",
    "Kê",
    "Vai",
    "Nhâm",
    "Lum",
    "Hiêng",
    "Lối",
    "Mai",
    "Blưn",
    "Đủ",
    "Năng",
    "Xuân",
    "Thia",
    "Ký",
    "Tổ",
    "Hà",
    "Cường",
    "Phương",
    "Quý",
    "Bích",
    "Én",
    "Ỏ",
    "Đức",
    "Nga",
    "Sáu",
    "Ba",
    "Nam",
]
ETHNICITIES = ["Tà Ôi", "Pa Cô", "Kinh", "Cơ Tu", "Mông", "Thái"]
RELATIONS = ["Vợ", "Con", "con", "Cháu", "Mẹ", "Bố", "Con gái", "Con trai", "Con dâu", "Em"]
HAMLET_SETS = [
    ["Thôn 1", "Thôn 2"],
    ["Thôn Paring", "Thôn A Năm", "Thôn Đụt"],
    ["Bản Pá Lủng", "Bản Huổi Cáy"],
    ["Tổ dân phố 1", "Tổ dân phố 2"],
    ["Làng Kleng", "Làng Lung Leng"],
    ["Ấp 1", "Ấp Tân Hòa"],
    ["Khu phố 3", "Khu phố 4"],
]
HEAD_HEADERS = [
    "Họ và tên chủ hộ",
    "Họ tên chủ hộ",
    "HỌ VÀ TÊN",
    "Chủ hộ",
    "Họ và tên\nchủ hộ",
    "Họ, tên chủ hộ",
    "HỌ TÊN",
    "Họ và tên chủ hộ (viết chữ in hoa)",
    "Tên chủ hộ",
]
BIRTH_HEADERS = [
    "Ngày, tháng, năm sinh",
    "Năm sinh",
    "Ngày sinh",
    "NS",
    "Sinh năm",
    "Ngày tháng\nnăm sinh",
]
ID_HEADERS = [
    "Số CCCD/CMND",
    "CCCD",
    "Số định danh cá nhân",
    "Số CMND/CCCD",
    "Mã định danh",
    "Số căn cước",
]
HAMLET_HEADERS = ["Thôn", "Địa chỉ (thôn)", "Thôn/bản", "Địa chỉ", "Nơi cư trú", "Thôn, tổ dân phố"]
CLASS_HEADERS = [
    "Phân loại",
    "Diện",
    "Đối tượng",
    "Phân loại hộ",
    "Loại hộ",
    "HN/HCN",
    "Diện hộ",
    "Hộ nghèo/cận nghèo",
    "Phân loại hộ (HN, HCN)",
    "Kết quả rà soát",
]
CLASS_WORDS = {
    Standing.POOR: [
        "HN",
        "Hộ nghèo",
        "Nghèo",
        "N",
        "1",
        "hộ nghèo",
        "HN mới",
        "Tái nghèo",
        "HN phát sinh",
    ],
    Standing.NEAR_POOR: ["HCN", "Hộ cận nghèo", "Cận nghèo", "CN", "2", "C.Nghèo", "hộ cận nghèo"],
}
MARKS = ["x", "X", "√", "ü", "þ", "✓", "v", "1", "có", "Có", "+"]
RELATION_HEADERS = ["Quan hệ với chủ hộ", "Quan hệ", "QH với chủ hộ", "Mối quan hệ với chủ hộ"]
INDICATORS = ["VL", "NPT", "DD", "BHYT", "TĐGD", "ĐH", "CLN", "DTN", "NN", "NT", "VT", "TT"]
TITLES = [
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
    "Danh sách hộ nghèo và hộ cận nghèo năm 2026",
    "DANH SÁCH HỘ NGHÈO, CẬN NGHÈO CUỐI NĂM 2025, ÁP DỤNG NĂM 2026",
]
PERSON_HEADERS = [
    "Họ và tên",
    "Họ và tên thành viên",
    "Họ tên",
    "Họ và tên chủ hộ và các thành viên",
]
PUPIL_HEADERS = [
    "Họ và tên học sinh",
    "Họ tên học sinh",
    "Họ và tên",
    "Họ tên HS",
    "HỌ VÀ TÊN HỌC SINH",
]
PUPIL_TITLES = [
    "DANH SÁCH HỌC SINH THUỘC HỘ NGHÈO, CẬN NGHÈO NĂM HỌC 2026-2027",
    "Danh sách học sinh có hoàn cảnh khó khăn năm 2026",
]
CLASS_SECTIONS = {
    Standing.POOR: "DANH SÁCH HỘ NGHÈO",
    Standing.NEAR_POOR: "DANH SÁCH HỘ CẬN NGHÈO",
}
LETTERHEADS: list[list[list[str | None]]] = [
    [],
    [
        ["UBND XÃ HỒNG THỦY", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BCĐ RÀ SOÁT HỘ NGHÈO", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
    ],
    [["ỦY BAN NHÂN DÂN"], ["XÃ HỒNG THỦY"], ["Số: 12/DS-UBND"], [], []],
]
FOOTERS: list[list[list[str | None]]] = [
    [
        [],
        [None, "NGƯỜI LẬP BIỂU", None, None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, None, None, "CHỦ TỊCH"],
        [None, "Hồ Văn Lập", None, None, "Lê Văn Ký"],
    ],
    [
        [None, None, None, None, "Hồng Thủy, ngày 12 tháng 12 năm 2025"],
        [None, "Trưởng thôn", None, None, "KT. CHỦ TỊCH"],
    ],
    [["Ghi chú: HN là hộ nghèo, HCN là hộ cận nghèo"]],
    [
        [None, "Cán bộ lập", None, None, "Xác nhận của UBND xã"],
        [None, "(Ký, ghi rõ họ tên)"],
        [None, "Vừ A Lập"],
    ],
    [],
]
