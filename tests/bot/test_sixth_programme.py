"""A programme that no code knows is asked for in chat, from its file alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backend.db import Database
from backend.programmes.service import load_catalogue
from bot.messages import Outgoing
from tests.bot.talk import Say, say, stage
from tests.stage import Stage

__all__ = ["say", "stage"]  # fixtures

WARM = """
code = "mua-dong-am"
name = "Mùa đông ấm cho em (mẫu)"
request_series = "MD"
offer = "Chăn ấm, áo ấm cho học sinh bán trú."
[basis]
document = "Văn bản mẫu"
wording = "Chăn ấm, áo ấm cho học sinh bán trú."
[request]
subject = "pupil"
title = "Xin chăn ấm, áo ấm cho con"
thing = "chăn ấm, áo ấm"
examples = ["xin chăn ấm", "xin áo ấm cho con", "đăng ký áo ấm"]
[[request.fields]]
name = "boarding"
kind = "choice"
label = "Ở bán trú"
question = "Cháu có ở lại bán trú trong trường không ạ?"
options = [
  { value = "yes", label = "Có ở bán trú", said = "có; ở bán trú" },
  { value = "no", label = "Không, về nhà", said = "không; về nhà" },
]
[[request.fields]]
name = "size"
kind = "short"
label = "Cỡ áo"
question = "Cháu mặc áo cỡ nào ạ? Ví dụ: số 8."
[eligible]
circumstances = ["poor", "near_poor"]
answers = { boarding = ["yes"] }
[[steps]]
name = "Xã duyệt"
level = "commune"
roles = ["approver"]
working_days = 5
[[benefits]]
code = "warm"
name = "Bộ chăn, áo ấm"
kind = "goods"
thing = "chăn ấm, áo ấm"
items = ["1 chăn ấm", "1 áo ấm"]
"""
TO_BOARDING = ("đồng ý", "Hồ Văn Tí", "2014", "TH Hồng Thủy", "5", "hộ nghèo")
HOUSEHOLD = ("a lưới 1", "thôn 1", "Hồ Thị A Lơ", "1985", "0912345678")


@pytest.fixture
def talk(say: Say, stage: Stage, tmp_path: Path) -> Callable[..., Outgoing]:
    """The service with one more file in its catalogue."""
    (tmp_path / "mua-dong-am.toml").write_text(WARM, "utf-8")
    database = Database(stage.url)
    with database.transaction() as session:
        load_catalogue(session, tmp_path)
    database.close()
    return say


def test_it_is_asked_for_by_its_own_name_and_in_its_own_words(
    talk: Say,
    stage: Stage,
) -> None:
    assert "bán trú" in talk("xin áo ấm cho con", *TO_BOARDING).text
    assert "cỡ nào" in talk("có").text
    review = talk("số 8", *HOUSEHOLD).text
    assert "Ở bán trú: Có ở bán trú\nCỡ áo: số 8" in review
    assert "Máy học" not in review
    assert "MD-2026-000001" in talk("gửi đi").text
    command = stage.commands[-1]
    assert vars(command)["programme"] == "mua-dong-am"
    assert vars(command)["benefit"] == "warm"
    assert vars(command)["lacking"] is None


def test_who_does_not_qualify_hears_why_and_may_choose_again(talk: Say) -> None:
    said = talk("xin chăn ấm cho con", *TO_BOARDING, "không").text
    assert "«Ở bán trú»: Có ở bán trú" in said
    assert "bán trú" in talk("chọn lại").text


def test_where_nothing_is_named_all_titles_are_offered_once(talk: Say) -> None:
    offered = [option.label for option in talk("xin hỗ trợ").options]
    assert "Xin chăn ấm, áo ấm cho con" in offered
    assert "Xin máy học cho con" in offered
    assert "đồng ý" in talk("chăn ấm").text


def test_a_plain_wish_for_a_device_is_asked_nothing_new(talk: Say) -> None:
    assert "đồng ý" in talk("xin máy").text


@pytest.mark.parametrize("number", ["cho xin số điện thoại cán bộ", "xin điện thoại của cán bộ"])
def test_a_telephone_number_is_no_telephone(talk: Say, number: str) -> None:
    assert "gặp được người" in talk(number).text
