"""The story of the service in a real browser: a mother in the chat, an officer in the frame beside
it, on a demo that runs as people start it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Locator, Page, expect

from bot.demo.accounts import PASSWORD
from tests.browser.conftest import DESKTOP, PHONE, opened
from tests.demo_process import free_port, running_demo

pytestmark = pytest.mark.browser


class Story:
    """One window of the demo: the chat, and the officer's page in its frame."""

    def __init__(self, page: Page, place: str) -> None:
        self.page, self.place = page, place
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _said(self, message: ConsoleMessage) -> None:
        # Chromium also reports a page with the status of a refusal, which is no fault.
        if "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    @property
    def office(self) -> FrameLocator:
        """The officer's page."""
        return self.page.frame_locator("iframe")

    @property
    def newest(self) -> Locator:
        """The last message in the chat."""
        return self.page.locator("article").last

    def open(self, like: str, person: str = "1") -> None:
        """The chat of one person on one platform."""
        self.page.goto(f"{self.place}/simulator?like={like}&person={person}")

    def hears(self, words: str) -> None:
        """Waits until the service has said so."""
        expect(self.newest.locator("p")).to_contain_text(words)
        expect(self.newest).to_have_class(re.compile("theirs"))

    def says(self, words: str) -> None:
        """Types a message."""
        self.page.get_by_label("Tin nhắn", exact=True).fill(words)
        self.page.keyboard.press("Enter")

    def taps(self, label: str) -> None:
        """A button below the newest message."""
        self.newest.get_by_role("button", name=label, exact=True).click()

    def shot(self, name: str) -> None:
        """At both widths: nothing wider than the window, no axe violation; pictures when wanted."""
        folder = os.environ.get("NOISONG_SCREENSHOTS")
        for width, size in (("360", PHONE), ("1366", DESKTOP)):
            self.page.set_viewport_size(size)
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not self.page.evaluate(wide), f"{name} scrolls sideways at {width}"
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
            if folder:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self.page.screenshot(path=Path(folder) / f"simulator-{name}-{width}.png")
        assert self.complaints == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a demo runs."""
    port = free_port()
    with running_demo(tmp_path_factory.mktemp("demo"), port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def story(chromium: Browser, place: str) -> Iterator[Story]:
    """A fresh window."""
    context = opened(chromium, viewport=DESKTOP, locale="vi-VN")
    yield Story(context.new_page(), place)
    context.close()


# What each question is known by, and what the mother answers: to a button, or to a number.
QUESTIONS = (
    ("Anh/chị có đồng ý không?", "Đồng ý"),
    ("Họ tên đầy đủ của học sinh", "{child}"),
    ("{child} sinh năm nào", "2014"),
    ("học trường nào", "TH Hồng Thủy"),
    ("lớp mấy", "5A"),
    ("học bằng gì ở nhà", "Chưa có máy nào"),
    ("thuộc diện nào", "{standing}"),
    ("ở xã nào", "hong thuy"),
    ("thôn nào", "{hamlet}"),
    ("chủ hộ là gì", "{head}"),
    ("sinh năm nào", "{born}"),
    ("Số điện thoại", "0912 345 678"),
    ("xem lại giúp em", "Đúng rồi, gửi đi"),
)
MOTHERS = {
    "telegram": {
        **{"child": "Hồ Văn Nam", "standing": "Hộ nghèo", "hamlet": "thon 1"},
        **{"head": "ho thi a lo", "born": "1985", "listed": "Hồ Thị A Lơ"},
    },
    "zalo": {
        **{"child": "Hồ Thị Kăn Tưi", "standing": "Hộ cận nghèo", "hamlet": "Thôn 2"},
        **{"head": "Hồ Văn Nghiên", "born": "1979", "listed": "Hồ Văn Nghiên"},
    },
}


def answer(story: Story, like: str, words: str) -> None:
    """Taps the button of that name on Telegram, types its number on Zalo; else types the words."""
    if like == "telegram" and story.newest.get_by_role("button", name=words, exact=True).count():
        story.taps(words)
        return
    shown = story.newest.locator("p").inner_text()
    number = re.search(rf"^(\d+)\. {re.escape(words)}$", shown, re.MULTILINE)
    story.says(number[1] if number else words)


@pytest.mark.parametrize("like", MOTHERS)
def test_a_mother_asks_an_officer_approves_and_hands_over_and_the_package_follows(
    story: Story, like: str
) -> None:
    mother = MOTHERS[like]
    story.open(like)
    story.shot(f"{like}-empty")
    story.page.get_by_role("button", name="xin may tinh cho con").click()
    for question, words in QUESTIONS:
        story.hears(question.format(**mother))
        if "thuộc diện" in question or "xem lại" in question:
            story.shot(f"{like}-{'review' if 'xem lại' in question else 'question'}")
        answer(story, like, words.format(**mother))
    story.hears("Em đã gửi đề nghị cho")
    story.shot(f"{like}-submitted")

    office = story.office
    office.get_by_label("Tên đăng nhập").fill("canbo")
    office.get_by_label("Mật khẩu").fill(PASSWORD)
    office.get_by_role("button", name="Đăng nhập").click()
    office.get_by_role("link", name="Hồ sơ chờ duyệt").click()
    office.get_by_role("link", name=mother["child"]).first.click()
    expect(office.get_by_text(mother["listed"]).first).to_be_visible()
    office.get_by_role("button", name="Duyệt hồ sơ", exact=True).click()
    story.hears("Tin vui ạ!")
    story.shot(f"{like}-approved")

    office.get_by_label("Loại máy").fill("Máy tính bảng Samsung Galaxy Tab A9")
    office.get_by_label("Số sê-ri").fill(f"R9XT-{like}")
    office.get_by_label("Họ tên người nhận").fill(mother["listed"])
    office.get_by_label("Quan hệ với học sinh").select_option(index=1)
    office.get_by_role("button", name="Ghi đã bàn giao", exact=True).click()
    story.hears("đã nhận được máy chưa")
    story.says("da nhan roi em")
    if not story.newest.get_by_text("Em cảm ơn").count():
        story.hears("đúng không")
        answer(story, like, "Đúng")
    story.hears("Em cảm ơn anh/chị đã xác nhận nhận máy")

    # The officer's page is older than her word: it is shown anew, and what was entered is kept.
    office.get_by_label("Nhà mạng").select_option("Viettel")
    office.get_by_role("button", name="Ghi đã đăng ký", exact=True).click()
    expect(office.get_by_role("alert")).to_contain_text("Gia đình vừa nhắn vào hồ sơ này")
    expect(office.get_by_label("Nhà mạng")).to_have_value("Viettel")
    office.get_by_role("button", name="Ghi đã đăng ký", exact=True).click()
    story.hears("đã được đăng ký với Viettel, số 091•••••78")
    office.get_by_role("button", name="Ghi gói đã mở", exact=True).click()
    story.hears("đã mở, dùng được từ")
    story.shot(f"{like}-package")


def test_people_and_platforms_are_kept_apart(story: Story) -> None:
    story.open("telegram", "2")
    story.says("xin chào")
    expect(story.page.locator("article.theirs")).to_have_count(1)
    for like, person in (("telegram", "3"), ("zalo", "2")):
        story.open(like, person)
        expect(story.page.locator("article")).to_have_count(0)
    story.open("telegram", "2")
    expect(story.page.locator("article.mine")).to_have_text(re.compile("xin chào"))
    assert story.complaints == []


def test_what_is_no_text_can_be_sent_too(story: Story) -> None:
    story.open("zalo", "3")
    for number, label in enumerate(("tin thoại", "ảnh", "nhãn dán", "tin bị ẩn"), 1):
        story.page.get_by_role("button", name=label, exact=True).click()
        expect(story.page.locator("article.theirs")).to_have_count(number)
    story.shot("zalo-other-kinds")


def test_it_says_when_the_demo_has_stopped(chromium: Browser, tmp_path: Path) -> None:
    port, context = free_port(), opened(chromium)
    with running_demo(tmp_path, port) as (process, _seconds):
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/simulator")
        expect(page.get_by_role("status")).to_contain_text("trợ lý tự động")
        process.kill()
        expect(page.get_by_role("status")).to_contain_text("mất kết nối")
    context.close()
