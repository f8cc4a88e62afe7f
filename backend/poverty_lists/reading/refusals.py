"""What an officer is told when a file cannot be opened: what it is, and what to do next."""

from backend.i18n import N_
from backend.poverty_lists.reading.container import Failure

SENTENCES = {
    Failure.EMPTY_FILE: N_(
        "Tệp này trống, không có gì bên trong. Anh/chị chọn lại tệp rồi gửi lại giúp em."
    ),
    Failure.PASSWORD: N_(
        "Tệp này được đặt mật khẩu nên em chưa mở được. "
        "Anh/chị mở tệp trong Excel, bỏ mật khẩu rồi gửi lại giúp em."
    ),
    Failure.DAMAGED: N_(
        "Tệp này bị hỏng hoặc tải lên chưa hết nên em không đọc được. "
        "Anh/chị mở thử tệp trong Excel, lưu lại thành tệp mới rồi gửi lại giúp em."
    ),
    Failure.TOO_BIG: N_(
        "Tệp này quá lớn hoặc có ô nằm rất xa bảng nên em không đọc hết được. "
        "Anh/chị chép riêng bảng danh sách sang một tệp Excel mới rồi gửi lại giúp em."
    ),
    Failure.NO_TABLE: N_(
        "Tệp này không phải là bảng tính nên em không đọc được. "
        "Anh/chị mở danh sách trong Excel, chọn Lưu thành dạng .xlsx rồi gửi lại giúp em."
    ),
    Failure.PDF: N_(
        "Tệp này là PDF, em không đọc chắc được bảng trong đó. "
        "Anh/chị tìm tệp Excel đã in ra bản PDF này rồi gửi giúp em."
    ),
    Failure.WORD: N_(
        "Tệp này là văn bản Word. "
        "Anh/chị chép bảng danh sách sang một tệp Excel mới, lưu lại rồi gửi giúp em."
    ),
    Failure.PICTURE: N_(
        "Tệp này là ảnh chụp, em không đọc chắc được chữ và số trong ảnh. "
        "Anh/chị tìm tệp Excel của danh sách này rồi gửi giúp em."
    ),
    Failure.LINK: N_(
        "Tệp này chỉ là đường dẫn tới một trang trên mạng, bên trong không có danh sách. "
        "Anh/chị mở trang đó, chọn Tệp, Tải xuống, Microsoft Excel (.xlsx) rồi gửi giúp em."
    ),
    Failure.NUMBERS: N_(
        "Tệp này là bảng Numbers của máy Apple. "
        "Anh/chị mở tệp trong Numbers, chọn Tệp, Xuất ra, Excel rồi gửi bản Excel giúp em."
    ),
    Failure.ARCHIVE: N_(
        "Tệp này là tệp nén. Anh/chị giải nén rồi gửi riêng tệp Excel bên trong giúp em."
    ),
    Failure.BINARY_EXCEL: N_(
        "Tệp này là Excel dạng nhị phân (.xlsb). "
        "Anh/chị mở tệp trong Excel, chọn Lưu thành dạng .xlsx rồi gửi lại giúp em."
    ),
}
