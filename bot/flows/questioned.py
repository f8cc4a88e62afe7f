"""Which programme a question is about."""

from collections.abc import Iterator, Sequence

from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat
from bot.flows.offered import form_of, known_commune, offer_of
from bot.flows.topic_words import has_asking_word, plain
from bot.flows.topics import is_asked, is_example, plain_question, shared_words
from bot.reading.offers import named

SURE_NAME = 2  # words; "máy" alone may be said of any device


def questioned(chat: Chat, office: Office, text: str) -> Sequence[Programme]:
    """Those that a question may be about, one where it is clear: by what it names, the form that
    waits, what was asked before, the own request, the place."""
    known = [programme for programme in office.programmes() if programme.questions]
    asked_for = [programme for programme in known if programme.request]
    named_ones = named([offer_of(programme) for programme in asked_for], text)
    by_name = [p for p in asked_for if p.code in named_ones]
    beside = [p for p in known if p.code == form_of(chat.beside)]
    context = [p for code in _spoken_of(chat, office) for p in known if p.code == code]
    here = {p.code for p in office.programmes_here(known_commune(chat.talk, office))}
    ways: Iterator[Sequence[Programme]] = iter(
        (
            by_name if max(named_ones.values(), default=0) >= SURE_NAME else (),
            [p for p in beside if plain_question(p.questions, text)],
            [p for p in known if is_example(p.questions, text)],
            by_name,
            context[:1],
            _nearest(known, text),
            [p for p in asked_for if p.code in here],
        )
    )
    return next((found for found in ways if len(found) == 1), asked_for or known)


def is_any_asked(office: Office, text: str) -> bool:
    """Whether words that no reader of wishes knows ask a question that a programme answers."""
    return any(is_asked(programme.questions, text) for programme in office.programmes())


def _nearest(programmes: Sequence[Programme], text: str) -> list[Programme]:
    """Those a plain question of which has the most words of a message."""
    found = {p.code: plain_question(p.questions, text) for p in programmes}
    shared = {code: shared_words(asked, text) for code, asked in found.items() if asked}
    most = max(shared.values(), default=0)
    return [p for p in programmes if shared.get(p.code) == most]


def asks_an_example(office: Office, text: str) -> bool:
    """Whether a message is a question in the very words of an example, whatever it is like besides:
    "nguồn nào cấp điện thoại" asks for no telephone."""
    asks = has_asking_word(plain(text))
    return asks and any(is_example(programme.questions, text) for programme in office.programmes())


def _spoken_of(chat: Chat, office: Office) -> Iterator[str]:
    """The codes of programmes that the person has to do with, the nearest first."""
    yield from filter(None, (form_of(chat.beside), chat.talk.about))
    yield from (office.programme_of(request).code for request in office.requests()[:1])
