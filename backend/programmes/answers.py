"""Answers to questions about a programme, with the programme's own figures put in."""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter

from backend import clock
from backend.i18n import _, day
from backend.programmes.schema import (
    CashBenefit,
    DataPackageBenefit,
    Platform,
    Programme,
    Question,
    Source,
)

LONGEST = 300  # letters of an answer, lists and quotations left aside: it is read aloud


def answer(programme: Programme, question: Question) -> str:
    """The whole answer: what is so, who decides, and what one can do next."""
    return _said(question, facts(programme))


def official(programme: Programme, question: Question | None) -> str:
    """The official wording on a question, or of the whole, with the document that has it."""
    basis, own = programme.basis, question.wording if question else ""
    words = _("Lời văn gốc: «{wording}» ({document}).")
    return words.format(wording=own or basis.wording, document=basis.document)


def facts(programme: Programme) -> dict[str, str]:
    """What an answer may speak of, by placeholder; what the programme lacks is left out."""
    found = ((name, tell(programme)) for name, tell in FACTS.items())
    return {name: told for name, told in found if told is not None}


def faults(programme: Programme) -> Iterator[tuple[list[int | str], str]]:
    """What is wrong with the questions of a file: the place (keys from the top) and the reason."""
    known, keys = facts(programme) | {"platforms": "", "wording": ""}, set[str]()
    for number, question in enumerate(programme.questions):
        place: list[int | str] = ["questions", number]
        if question.key in keys:
            yield [*place, "key"], f"{question.key!r} stands twice"
        keys.add(question.key)
        unknown = [name for name in _placeholders(question.answer) if name not in known]
        if unknown:
            yield [*place, "answer"], f"{{{unknown[0]}}} is none of {', '.join(sorted(known))}"
        elif (length := len(_said(question, known))) > LONGEST:
            yield [*place, "answer"], f"{length} letters with all that is added; at most {LONGEST}"


def _placeholders(text: str) -> list[str]:
    """What stands in braces, formats too, which no name has; "{" for braces that do not close."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return ["{"]
    return [f"{name}{spec}{how or ''}" for _text, name, spec, how in pieces if name is not None]


def _said(question: Question, known: Mapping[str, str]) -> str:
    parts = [question.answer.format(**known)]
    if question.officers_decide:
        parts.append(_("Cán bộ quyết định."))
    elif question.source is Source.OFFICER:
        parts.append(_("Phần này cán bộ xác nhận thêm."))
    parts.append(question.next)
    if question.wording:
        words = _("Xem lời văn, nhắn: văn bản gốc {title}.")
        parts.append(words.format(title=question.title[0].lower() + question.title[1:]))
    return " ".join(parts)


def _circumstances(programme: Programme) -> str:
    labels = [kind.label for kind in programme.eligible.circumstances]
    return ", ".join(label[0].lower() + label[1:] for label in labels)


def _share(programme: Programme) -> str | None:
    if programme.eligible.one_device_a_household:
        return _("Mỗi hộ được một máy")
    return _("Mỗi học sinh được một máy") if programme.eligible.one_device_a_child else None


def _of_package(tell: Callable[[DataPackageBenefit], str]) -> Callable[[Programme], str | None]:
    def told(programme: Programme) -> str | None:
        return tell(programme.data_package) if programme.data_package else None

    return told


def _cash(programme: Programme) -> str | None:
    """What is paid out, in the document's words."""
    paid = (grant.wording for grant in programme.grants if isinstance(grant, CashBenefit))
    return next(paid, None)


def _platforms(programme: Programme) -> str | None:
    """The sites that are still free, one a line; those that no officer has tried yet below a line
    that says so."""
    free = [site for site in programme.platforms if not site.until or site.until >= clock.today()]
    tried = [_platform(site) for site in free if site.confirmed]
    sample = [_platform(site) for site in free if not site.confirmed]
    if sample:
        sample.insert(0, _("Danh sách mẫu, cán bộ chưa xác nhận:"))
    if programme.platforms and not free:
        return _("Hiện em chưa biết trang nào còn miễn phí.")
    return "\n".join([*tried, *sample]) or None


def _platform(platform: Platform) -> str:
    words = f"- {platform.name} ({platform.publisher}): {platform.link}"
    if platform.until:
        words += _(", miễn phí đến hết ngày {day}").format(day=day(platform.until))
    return words


FACTS: Mapping[str, Callable[[Programme], str | None]] = {
    "name": lambda programme: programme.name,
    "offer": lambda programme: programme.offer,
    "document": lambda programme: programme.basis.document,
    "wording": lambda programme: programme.basis.wording,
    "circumstances": _circumstances,
    "share": _share,
    "steps": lambda programme: "; ".join(step.name for step in programme.steps),
    "working_days": lambda programme: str(sum(step.working_days for step in programme.steps)),
    "devices": lambda programme: ", ".join(device.name for device in programme.devices).lower(),
    "sources": lambda programme: "; ".join(_(source.name) for source in programme.funding),
    "cash": _cash,
    "package": _of_package(lambda package: package.wording),
    "gigabytes": _of_package(lambda package: str(package.gigabytes)),
    "months": _of_package(lambda package: str(package.months)),
    "platforms": _platforms,
}
