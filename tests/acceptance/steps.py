"""What people do in an acceptance test: they write to the bot, sit at the officers' site, let days pass.

A page is used by what stands on it: a link by its words, a form by its button and its fields' labels.
"""

import io
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import httpx
import openpyxl
from lxml import html

from backend.db import Database
from backend.jobs.handlers import HANDLERS
from backend.jobs.runner import claim, run
from backend.programmes.service import CATALOGUE, load_catalogue
from tests.factories import World
from tests.site import Visitor, words
from tests.stage import Stage
from tests.transcript import Step

File = tuple[str, bytes]  # its name and what is in it
CODE = re.compile(r"[A-Z]{2}-\d{4}-\d{6}")
# Households of the list, as their members answer: class, commune, hamlet, head, its year, phone.
POOR = ("hộ nghèo", "A Lưới 1", "thôn 1", "Hồ Thị A Lơ", "1985", "0912 345 678")
NEAR_POOR = ("hộ cận nghèo", "A Lưới 1", "thôn 2", "Hồ Văn Nghiên", "1979", "0987 654 321")
TYPING, TAPPING, READING = 2.0, 2.0, 15.0  # letters a second, seconds a tap, letters a second: slow


@dataclass
class Town:
    """Where a test plays: the chat, the site, the clock, one database below."""

    stage: Stage
    database: Database
    world: World
    address: str
    heard: dict[str, list[str]] = field(default_factory=dict)  # all that came to each phone
    desks: list["Desk"] = field(default_factory=list)

    def phone(self, name: str) -> "Phone":
        """Somebody's chat with the bot; one name is one phone."""
        return Phone(self, name)

    def desk(self, username: str = "canbo") -> "Desk":
        """An officer's browser, signed in: "canbo" decides in xã A Lưới 1, "tinh" sits in the city."""
        self.desks.append(Desk(self.address, username))
        return self.desks[-1]

    def leave(self) -> None:
        """Everybody goes home."""
        for desk in self.desks:
            desk.close()

    def days_pass(self, days: int) -> None:
        """So many days go by, with the reminders that fall due."""
        self.plays("Ngày", str(days))

    def worker_runs(self) -> None:
        """What was asked for and takes longer than a page may is done."""
        while work := claim(self.database, threading.Event()):
            run(work, HANDLERS[work.held.kind])

    def programme_says(self, code: str, old: str, new: str) -> None:
        """An office puts other words into the programme's file, and loads it."""
        written = (CATALOGUE / f"{code}.toml").read_text("utf-8")
        assert old in written
        with TemporaryDirectory() as folder, self.database.transaction() as session:
            Path(folder, f"{code}.toml").write_text(written.replace(old, new), "utf-8")
            load_catalogue(session, Path(folder))

    def plays(self, speaker: str, text: str) -> None:
        """One step of the stage; whatever is said then reaches its phone."""
        for message in self.stage.play(Step(0, speaker, text)):
            name, _end, said = message.text.removeprefix("(").partition(") ")
            options = " ".join(f"[{option.label}]" for option in message.options)
            self.heard.setdefault(name, []).append(f"{said}\n{options}".strip())


@dataclass
class Phone:
    """One person's chat. `seconds` is what a slow person needs to read and type it all."""

    town: Town
    name: str
    sent: int = 0
    seconds: float = 0.0

    def registers(self, child: str, household: Sequence[str] = POOR) -> str:
        """Asks for a machine for a child of a listed household; the request's code."""
        of_child = (child, "2015", "tiểu học Hồng Thủy", "5A", "chưa có máy nào")
        self.says("em muốn xin máy tính cho con học", "đồng ý", *of_child, *household)
        code = CODE.search(self.taps("Đúng rồi, gửi đi"))
        assert code, self.all
        return code[0]

    def says(self, *messages: str) -> str:
        """Writes them one after the other; the answer to the last one."""
        answer = ""
        for message in messages:
            answer = self._sends(message, len(message) / TYPING)
        return answer

    def taps(self, label: str) -> str:
        """Taps a button that is shown; the answer."""
        return self._sends(f"[nút] {label}", TAPPING)

    def hears(self) -> str:
        """What came since the last answer, without having asked."""
        before = len(self._heard)
        self.town.plays("Ngày", "0")
        return "\n".join(self._heard[before:])

    @property
    def all(self) -> str:
        """Everything that ever came."""
        return "\n".join(self._heard)

    @property
    def _heard(self) -> list[str]:
        return self.town.heard.setdefault(self.name, [])

    def _sends(self, message: str, seconds: float) -> str:
        before = len(self._heard)
        self.town.plays("Dân", f"({self.name}) {message}")
        answer = "\n".join(self._heard[before:])
        self.sent += 1
        self.seconds += seconds + len(answer) / READING
        return answer


class Desk(Visitor):
    """An officer's browser."""

    page: httpx.Response

    def __init__(self, address: str, username: str) -> None:
        super().__init__(address)
        self.username = username
        assert self.sign_in(username).status_code == 303, f"{username} cannot sign in"

    def opens(self, path: str) -> str:
        """A page of the site, by the path below /admin; what can be read on it. Signs in again
        where the sign-in has ended meanwhile."""
        self._arrive(self.open(f"/admin/{path}"))
        if self.page.url.path == "/admin/sign-in":
            self.sign_in(self.username)
            self._arrive(self.open(f"/admin/{path}"))
        return words(self.page)

    def follows(self, link: str) -> str:
        """The first link with these words."""
        found = [a for a in self._tree().iterlinks() if link in _read(a[0]) and a[1] == "href"]
        assert found, f"«{link}» is no link among {[_read(a) for a in self._tree().xpath('//a')]}"
        self._arrive(self.open(found[0][2]))
        return words(self.page)

    def presses(
        self, button: str, typed: Mapping[str, str] | None = None, file: File | None = None
    ) -> str:
        """Fills in the fields with these labels, presses the button of their form, and reads where
        that leads. A box to tick is typed as "x", an option as its words."""
        form, pressed = self._form(button, typed or {})
        for label, value in (typed or {}).items():
            _fill(_field(form, label), value)
        values = list(form.form_values())
        if pressed.get("name"):
            values.append((pressed.get("name"), pressed.get("value", "")))
        where = pressed.get("formaction") or form.action or str(self.page.url)
        if (form.method or "GET").upper() == "GET":
            self._arrive(self.get(where, params=values, follow_redirects=True))
            return words(self.page)
        data: dict[str, list[str]] = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        inputs = form.xpath('.//input[@type="file"]')
        files = {inputs[0].name: file} if file else None
        self._arrive(self.post(where, data=data, files=files, follow_redirects=True))
        return words(self.page)

    def table(self, *, heading: str) -> list[dict[str, str]]:
        """The rows of the first table that has a column with this heading, each by its headings."""
        for table in self._tree().xpath("//table"):
            heads = [_read(cell) for cell in table.xpath("./thead//th")]
            if heading in heads:
                rows = table.xpath("./tbody/tr")
                return [dict(zip(heads, map(_read, row), strict=False)) for row in rows]
        raise AssertionError(f"no table with «{heading}»: {words(self.page)}")

    def downloads(self, link: str) -> bytes:
        """The file behind a link or a button with these words."""
        found = [a for a in self._tree().xpath("//a") if link in _read(a)]
        if not found:
            self.presses(link)
            assert self.page.status_code == 200, words(self.page)
            return self.page.content
        answer = self.get(found[0].get("href"), follow_redirects=True)
        assert answer.status_code == 200, words(answer)
        return answer.content

    def aloud(self) -> list[str]:
        """The paragraphs of a text that is to be read aloud."""
        return [_read(each) for each in self._tree().xpath('//p[@class="aloud"]')]

    def fetches(self, path: str) -> bytes:
        """A file of the site, by the path below /admin."""
        answer = self.get(f"/admin/{path}")
        assert answer.status_code == 200, path
        return answer.content

    @property
    def path(self) -> str:
        """Where one is, below /admin."""
        return self.page.url.path.removeprefix("/admin/")

    def _arrive(self, page: httpx.Response) -> None:
        self.page = page

    def _tree(self) -> html.HtmlElement:
        return html.fromstring(self.page.text)

    def _form(
        self, button: str, typed: Mapping[str, str]
    ) -> tuple[html.FormElement, html.HtmlElement]:
        """The first form with this button and all these labels."""
        seen = []
        for form in self._tree().forms:
            for each in form.xpath('.//button|.//input[@type="submit"]'):
                seen.append(_read(each))
                fits = button in _read(each)
                if fits and all(_field(form, label) is not None for label in typed):
                    return form, each
        labels = [_read(label) for label in self._tree().xpath("//label")]
        raise AssertionError(f"«{button}» with {list(typed)}: buttons {seen}, labels {labels}")


def cells(workbook: bytes) -> list[list[object]]:
    """The rows of the first sheet of an .xlsx file."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def document_text(document: bytes) -> str:
    """All that stands in a .docx file."""
    opened = docx.Document(io.BytesIO(document))
    in_tables = (cell.text for t in opened.tables for row in t.rows for cell in row.cells)
    return "\n".join([*(each.text for each in opened.paragraphs), *in_tables])


def _read(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split()) or element.get("value", "")


def _field(form: html.FormElement, label: str) -> html.HtmlElement | None:
    """What the label belongs to; of several labels that begin so, the shortest."""
    found = [each for each in form.xpath(".//label") if _read(each).startswith(label)]
    for each in sorted(found, key=lambda each: len(_read(each))):
        if each.get("for"):
            inside = form.xpath(".//*[@id=$id]", id=each.get("for"))
        else:
            inside = each.xpath(".//input|.//select|.//textarea")
        if inside:
            return inside[0]
    return None


def _fill(element: html.HtmlElement | None, value: str) -> None:
    assert element is not None
    if element.tag == "select":
        options = {_read(option): option.get("value") for option in element.xpath(".//option")}
        chosen = options.get(value) or next((v for o, v in options.items() if value in o), None)
        assert chosen is not None, f"«{value}» is not among {list(options)}"
        element.value = chosen
    elif element.get("type") in ("checkbox", "radio"):
        element.checked = value == "x"
    elif element.tag == "textarea":
        element.text = value
    else:
        element.set("value", value)
