"""The files of `backend/tickets/catalogue/`: whole, and refused with the place of a fault."""

from pathlib import Path

import pytest

from backend.errors import Invalid
from backend.tickets.kinds import CATALOGUE, kinds, read_kind
from backend.vietnamese import fold

GOOD = (CATALOGUE / "report_fault.toml").read_text("utf-8")


def test_each_file_is_a_kind_with_a_way_to_end_it() -> None:
    assert {path.stem for path in CATALOGUE.glob("*.toml")} == set(kinds())
    for kind in kinds().values():
        assert kind.outcomes, kind.code
        assert kind.name[0].isupper(), kind.code


def test_every_question_is_short_and_one() -> None:
    for kind in kinds().values():
        for field in kind.fields:
            place = f"{kind.code}.{field.name}"
            assert len(field.question) <= 120, place
            assert field.question.count("?") <= 1, place
            assert sum(len(option.label) for option in field.options) <= 260, place


def test_no_two_options_of_a_question_are_called_the_same() -> None:
    """Also not by the other names: then neither of them could be said."""
    for kind in kinds().values():
        for field in kind.fields:
            owners: dict[str, str] = {}
            for option in field.options:
                for name in (option.label, *filter(None, option.said.split("; "))):
                    assert owners.setdefault(fold(name), option.value) == option.value, (
                        f"{kind.code}.{field.name}: {name}"
                    )


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (('series = "BH"', 'series = "bh"'), "series"),
        (("within_days = 5", 'within_days = "5"'), "within_days"),
        (("within_days = 5", "within_days = 5\nwithin = 5"), "within"),
        (('kind = "photo"', 'kind = "video"'), "fields.3.kind"),
        (('value = "lost"', 'value = "Bị mất"'), "fields.1.options.5.value"),
        (('code = "report_fault"', 'code = "fault"'), "code"),
        (('name = "words"', 'name = "photo"'), "two fields are called photo"),
        (
            (
                'name = "words"\nkind',
                'name = "words"\nwhen = { field = "who", is_one_of = ["a_b"] }\nkind',
            ),
            "when names no earlier answer",
        ),
        (('kind = "words"', 'kind = "person"'), "the name of a person's field ends in _name"),
        (("[[fields]]", "[[fields"), "report_fault.toml"),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_place(
    wrong: tuple[str, str], place: str, tmp_path: Path
) -> None:
    file = tmp_path / "report_fault.toml"
    assert wrong[0] in GOOD
    file.write_text(GOOD.replace(*wrong, 1), "utf-8")
    with pytest.raises(Invalid, match=r"report_fault\.toml") as refused:
        read_kind(file)
    assert place in str(refused.value)
