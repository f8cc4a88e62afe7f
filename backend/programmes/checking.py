"""Names inside a programme's file that lead nowhere: answers of fields that are not asked."""

from collections.abc import Iterator, Mapping, Sequence

from backend.programmes.schema import Programme

Fault = tuple[list[int | str], str]  # the place (keys from the top) and what was expected


def faults(programme: Programme) -> Iterator[Fault]:
    """Every name that no field, option or earlier field has."""
    fields = programme.request.fields if programme.request else ()
    options = {each.name: [option.value for option in each.options] for each in fields}
    for number, each in enumerate(fields):
        before = [earlier.name for earlier in fields[:number]]
        if each.when and each.when.field not in before:
            place: list[int | str] = ["request", "fields", number, "when"]
            yield place, f"{each.when.field!r} is none of the fields before: {_or_none(before)}"
    for place, wanted in _answers(programme):
        yield from _unknown(place, wanted, options)


def _answers(
    programme: Programme,
) -> Iterator[tuple[list[int | str], Mapping[str, Sequence[str]]]]:
    yield ["eligible", "answers"], programme.eligible.answers
    for number, source in enumerate(programme.sources):
        yield ["sources", number, "answers"], source.answers
    for number, first in enumerate(programme.priority):
        yield ["priority", number, "answers"], first.answers
    for number, benefit in enumerate(programme.benefits):
        yield ["benefits", number, "answers"], getattr(benefit, "answers", {})


def _unknown(
    place: list[int | str], wanted: Mapping[str, Sequence[str]], options: Mapping[str, list[str]]
) -> Iterator[Fault]:
    for name, values in wanted.items():
        if name not in options:
            yield place, f"{name!r} is none of the request's fields: {_or_none(list(options))}"
            continue
        for value in values:
            if value not in options[name]:
                yield [*place, name], f"{value!r} is none of {_or_none(options[name])}"


def _or_none(names: Sequence[str]) -> str:
    return ", ".join(names) or "(there is none)"
