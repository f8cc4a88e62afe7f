"""The wording of the privacy notice, by version. Consents name the version that was agreed to: a word
changed is a new version, and none is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.i18n import N_


@dataclass(frozen=True)
class Notice:
    """`short` is what is shown with the question, of at most 300 letters; `full` what stands behind
    «Xem đầy đủ», empty where the notice was all shown at once. Filled in are `who` runs the service,
    with a telephone number, `what` it is for, which data it `asks` for, `all` of them, who sees them."""

    short: str
    full: str = ""


CURRENT = "2026-11-22"
NOTICES: Mapping[str, Notice] = {
    "2026-11": Notice(
        N_(
            "Em là trợ lý tự động của {who}, trả lời bằng máy.\n"
            "Để gửi {what}, em sẽ hỏi: {asks}\n"
            "Người xem: {seen_by}. "
            "Giữ đến 24 tháng sau khi xong.\n"
            "Lúc nào anh/chị cũng có thể nhắn: XEM, SỬA, XÓA thông tin của mình, DỪNG, "
            "hoặc GẶP CÁN BỘ.\n\n"
            "Anh/chị có đồng ý không? Trả lời ĐỒNG Ý hoặc KHÔNG."
        )
    ),
    CURRENT: Notice(
        N_(
            "Em là trợ lý tự động của {who}. Em hỏi {asks}, chỉ để {what}. "
            "{seen_by} xem; giữ 24 tháng sau khi xong. "
            "Anh/chị nhắn XEM, SỬA, XÓA, DỪNG lúc nào cũng được.\n\n"
            "Anh/chị có đồng ý không?"
        ),
        N_(
            "{who} chịu trách nhiệm về thông tin này. Em là máy trả lời tự động.\n"
            "Em hỏi: {all}. Chỉ để {what}.\n"
            "{seen_by} xem, để lo việc trên; không ai khác. Giữ đến 24 tháng sau khi xong.\n"
            "Lúc nào anh/chị cũng nhắn được: XEM, SỬA, XÓA thông tin của mình, DỪNG để rút lại "
            "đồng ý, hoặc GẶP CÁN BỘ.\n\n"
            "Anh/chị có đồng ý không?"
        ),
    ),
}
