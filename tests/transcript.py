"""The notation of `tests/transcripts/*.txt`: a talk that an officer can read and write.

    # a comment
    Dân: xin máy cho con              what the person types; more lines of it are indented
    Dân: [nút] Đồng ý                 taps a button, or types its number where there are none
    Dân: [nút cũ] Đồng ý              taps a button of an earlier question (only with buttons)
    Dân: [ảnh]                        also [tin thoại] [nhãn dán] [danh thiếp] [vị trí] [tệp]
                                      [tin bị ẩn] [mở trò chuyện]
    Dân: [vị trí] 16.27,107.23        sends where it is on the map
    Dân: [gửi số] 0912345678          hands the own number over by a tap
    Dân: [dài 4000] Nhà em khó khăn   the words again and again, up to so many letters
    Dân: [sửa tin] Hồ Thị Lơ          changes the last message on the phone (only on Telegram)
    Dân: [gửi lại]                    the platform delivers the last message once more
    Dân: (Zalo) nối [mã]              from another phone of the person, here on Zalo; `[mã]` is the
                                      newest code to join a phone, "nối" before it or not
    Bot: Anh/chị xin máy cho ai ạ?    one message; more lines of it are indented
      [Con tôi] [Cháu tôi]            its options; `…` stands for any text
    Lệnh: AskOfficer(text="...")      what was carried out; only the named fields are compared
    Cán bộ: duyệt                     what an officer does meanwhile with the newest request:
                                      trả lại <lý do>, từ chối <lý do>, bàn giao <sê-ri>,
                                      đăng ký gói, mở gói <ngày>; trả lời <câu trả lời>;
                                      về phiếu mới nhất: trả lời phiếu <kết quả>: <lời>,
                                      hỏi phiếu <câu hỏi>;
                                      đóng điểm <ngày> <lý do>, of the newest ĐIỂM
    Sẵn có: HT-2026-000001            somebody else's request
    Sẵn có: THON 4825 Thôn 1          a poster, of a hamlet or a school; its link holds ma-thon-4825:
    Dân: [mở trò chuyện] ma-thon-4825 opens the chat by that link
    Sẵn có: ĐIỂM 20056 Thư viện | T2-T6 8-11 | thôn 1 | 0234 3878 200 | 16.27, 107.23
                                      public computers: commune, name, hours, place, and so on
    Khởi động lại                     the service is stopped and started again
    Ngày: +8                          so many days later

Blank lines are for the eye, in the file as in a message.
"""

import ast
import re
from dataclasses import dataclass, replace
from typing import Any

SAID, DONE = "Bot", "Lệnh"
ACTS = ("Dân", "Cán bộ", "Sẵn có", "Khởi động lại", "Ngày")
_START = re.compile(rf"(?P<speaker>{'|'.join((SAID, DONE, *ACTS))})(?::\s*(?P<text>.*))?")
_OPTIONS = re.compile(r"(?:\[[^\]]+\]\s*)+")


@dataclass(frozen=True)
class Step:
    """One entry of a transcript; a comment or blank line has no speaker."""

    line: int
    speaker: str
    text: str

    def __str__(self) -> str:
        """As it is written."""
        if not self.speaker:
            return self.text
        first, *more = self.text.split("\n")
        head = f"{self.speaker}: {first}" if first else self.speaker
        return "\n".join([head, *(f"  {line}" for line in more)])


def read(text: str) -> list[Step]:
    """The steps of a file. Raises `SyntaxError` with the line that is no step."""
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            steps.append(Step(number, "", line))
        elif line.startswith(" ") and steps:
            last = _last_spoken(steps)
            steps[last] = replace(steps[last], text=f"{steps[last].text}\n{line.strip()}")
        elif start := _START.fullmatch(line):
            steps.append(Step(number, start["speaker"], (start["text"] or "").strip()))
        else:
            raise SyntaxError(f"dòng {number}: {line}")
    return steps


def _last_spoken(steps: list[Step]) -> int:
    return next(at for at in reversed(range(len(steps))) if steps[at].speaker)


def without_blanks(text: str) -> str:
    """The lines that hold something."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def with_options(text: str, labels: list[str]) -> str:
    """A message in the notation."""
    options = " ".join(f"[{label}]" for label in labels)
    return without_blanks(f"{text}\n{options}")


def as_numbered(expected: str) -> str:
    """What a channel without buttons shows in place of `[Con tôi] [Cháu tôi]`."""
    lines = []
    for line in expected.split("\n"):
        labels = re.findall(r"\[([^\]]+)\]", line) if _OPTIONS.fullmatch(line) else [line]
        numbered = line != labels[0]
        lines += [f"{at}. {label}" if numbered else label for at, label in enumerate(labels, 1)]
    return "\n".join(lines)


def fits(expected: str, real: str) -> bool:
    """Whether a message is the expected one; `…` stands for any text."""
    pattern = ".*".join(map(re.escape, expected.split("…")))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


def is_command(expected: str, command: Any) -> bool:
    """Whether `AskOfficer(text="...")` describes a command: its kind and the named fields."""
    call = ast.parse(expected, mode="eval").body
    assert isinstance(call, ast.Call), expected
    assert isinstance(call.func, ast.Name), expected
    named = {field.arg or "": ast.literal_eval(field.value) for field in call.keywords}
    said = {name: _plain(value) for name, value in vars(command).items()}
    same_kind = type(command).__name__ == call.func.id
    return same_kind and all(said.get(name, ...) == value for name, value in named.items())


def written(command: Any) -> str:
    """A command in the notation, with all that is not empty in it."""
    fields = (
        f"{name}={_plain(value)!r}"
        for name, value in vars(command).items()
        if value not in (None, "")
    )
    return f"{type(command).__name__}({', '.join(fields)})".replace("'", '"')


def _plain(value: object) -> object:
    """The answers of a form are written as {field: value}."""
    if isinstance(value, tuple):
        return {answer.field: answer.value for answer in value}
    return str(value) if isinstance(value, str) else value
