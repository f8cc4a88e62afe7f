"""Writes Vietnamese in the encodings from before Unicode, by tables that the reader does not use.

TCVN3 and VISCII are the tables of glibc's iconv, VNI is its own rule (letter, then mark); only for
VPS there is no second source.
"""

import unicodedata

from viparse.normalize.encodings import CHARMAPS

from backend.poverty_lists.draft import LegacyFont

SMALL = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_TCVN3_SMALL = bytes.fromhex(
    "b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4abe5e8e6e7e9"
    "aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfeae"
)
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_VISCII_SMALL = bytes.fromhex(
    "e0e1e4e3d5e5a2a1c6c7a3e2a5a4a6e7a7e8e9eba8a9eaabaaacadaeecedefeeb8f2f3f6f5f7f4b0afb1b2b5"
    "bdb6beb7defef9fafcfbf8dfd7d1d8e6f1cffdd6dbdcf0"
)
_VISCII_CAPITALS = bytes.fromhex(
    "c0c1c4c380c582810205 83c285848606 87c8c9cb8889ca8b8a8c8d8ecccd9bce98d2d399a09ad4908f919293"
    "b4969597b394d9da9c9d9ebfbbbabcffb99fdd14191ed0"
)
_VNI_MARKS = {
    "grave": "ø", "acute": "ù", "hook": "û", "tilde": "õ", "dot": "ï",
    "breve": "ê", "breve grave": "è", "breve acute": "é", "breve hook": "ú", "breve tilde": "ü",
    "breve dot": "ë",
    "hat": "â", "hat grave": "à", "hat acute": "á", "hat hook": "å", "hat tilde": "ã", "hat dot": "ä",
}  # fmt: skip
_MARKS = {
    "\u0300": "grave", "\u0301": "acute", "\u0309": "hook", "\u0303": "tilde", "\u0323": "dot",
    "\u0306": "breve", "\u0302": "hat",
}  # fmt: skip
_VNI_WHOLE = {
    "đ": "ñ",
    "ị": "ò",
    "ỉ": "æ",
    "ĩ": "ó",
    "ì": "ì",
    "í": "í",
    "ỵ": "î",
    "ơ": "ô",
    "ư": "ö",
}


def write_old(text: str, font: LegacyFont) -> str:
    """The text as a reader without the font would show it, in Windows-1252."""
    return "".join(_TABLES[font].get(letter, letter) for letter in text)


def can_write(text: str, font: LegacyFont) -> bool:
    """Whether the encoding has all letters of the text, and none where XML has none."""
    old = write_old(text, font)
    known = all(letter.isascii() or letter in _TABLES[font] or letter == "’" for letter in text)
    return known and all(character >= " " for character in old)


def _shown(number: int) -> str:
    try:
        return bytes([number]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(number)


def _vni() -> dict[str, str]:
    table = dict(_VNI_WHOLE)
    for letter in SMALL:
        if letter not in table:
            horned = {"ơ": "ô", "ư": "ö"}
            base, *marks = list(unicodedata.normalize("NFD", letter))
            if "\u031b" in marks:
                base, marks = (
                    horned[{"o": "ơ", "u": "ư"}[base]],
                    [m for m in marks if m != "\u031b"],
                )
            # Unicode puts the dot below before the hat.
            names = sorted((_MARKS[mark] for mark in marks), key=["breve", "hat"].__contains__)
            table[letter] = base + _VNI_MARKS[" ".join(reversed(names))]
    return table | {letter.upper(): old.upper() for letter, old in table.items()}


def _tcvn3() -> dict[str, str]:
    small = {letter: _shown(byte) for letter, byte in zip(SMALL, _TCVN3_SMALL, strict=True)}
    capitals = {letter.upper(): old for letter, old in small.items()}  # it has none with tones
    return small | capitals | {letter: _shown(byte) for letter, byte in _TCVN3_CAPITALS.items()}


def _viscii() -> dict[str, str]:
    both = zip(SMALL + SMALL.upper(), _VISCII_SMALL + _VISCII_CAPITALS, strict=True)
    return {letter: _shown(byte) for letter, byte in both}


_TABLES = {
    LegacyFont.TCVN3: _tcvn3(),
    LegacyFont.VNI: _vni(),
    LegacyFont.VISCII: _viscii(),
    LegacyFont.VPS: {
        letter: _shown(ord(old)) for old, letter in CHARMAPS["vps"].pairs
    } | {letter: letter for letter in "àáãâèéêìíòóõôùúÁÂÉÊÔÚÝ"},
}  # fmt: skip

FONT_NAMES = {
    LegacyFont.TCVN3: ".VnTime",
    LegacyFont.VNI: "VNI-Times",
    LegacyFont.VISCII: "VI Times",
    LegacyFont.VPS: "VPS Times",
}

# Invented, in the manner of each group; no initial letter that TCVN3 would lose but those that are
# there to test it.
NAMES = """
Nguyễn Văn Đức; Trần Thị Thủy; Lê Hoàng Anh Thư; Phạm Thị Hòa; Phan Thị Hoài Thương; Đặng Quốc Huy;
Huỳnh Tấn Phát; Võ Thị Mỹ Lệ; Bùi Thị Thúy; Ngô Quý Lý; Đỗ Thị O; Tôn Nữ Bảo Ngọc; Dương Thị Én;
Nguyễn Thị Ngọc Ánh Nguyệt; Hồ Thị A Lơ; Hồ Văn Nghiên; Hồ Thị Kăn Tưi; Viên Thị Ánh Tuyết;
A Viết Thị Nhi; Ra Pát Ngọc Hà; Lê Thị Tà Rí; Kăn Hiêng; Cu Lối; Quỳnh Thị Lum; Hồ A Dư;
Blúp Thị Hà; Pả Hôn; Vỗ Nhâm; Pơ Loong Thị Mai; A Lăng Thị Bhướp; Zơ Râm Thị Hiếu; Cơ Lâu Nhấp;
Tơ Ngôl Thị Lan; Y Sâm; A Thút; Y Blưn; A Đủ; A Nghĩa; Y Thị Lan Hương; A Ngọc Thanh; Y Bích;
Rơ Châm H’Bian; Rơ Lan Thủy; Kpă Thuyên; Siu Blưm; Puih Nhân; Nay Hùng; Y Điết; Rơ Châm Y Thảo;
Lò Văn Pản; Quàng Thị Ún; Cà Thị Hặc; Lường Văn Pâng; Tòng Văn Ín; Lù Thị Pâng; Bạc Cầm Khuyên;
Vì Thị Dung; Lèo Thị Ọi; Quàng Văn Ỏ; Vừ A Dia; Giàng A Páo; Sùng Thị Dở; Mùa A Sình; Thào Thị Chá;
Hạng A Chớ; Lầu Thị Mỷ; Ly A Lềnh; Vàng Thị Dợ; Cứ A Súa; Hờ Thị Sua; Giàng Thị Máy; Moong Văn Xiêng;
Cụt Thị Phương; Pờ Gia Hu; Khoàng Thị Xó; Lỳ Mỳ Xá; Tẩn A Sử; Chẻo Láo Tả; Lù A Chính; Hù Cố Xuân
"""
PEOPLE = [" ".join(name.split()) for name in NAMES.split(";")]
