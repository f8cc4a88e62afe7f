"""Kinds of question: what each shows, and how it reads an answer.

A question's name is for ever: answers are remembered by it. What is stored is JSON (`dump`), and
`load` raises `Stale` when a stored answer no longer fits, so that the question is asked again.
"""

from bot.questions.base import UNREADABLE, Options, Question, Stale, Step
from bot.questions.choices import Agreement, Choice, YesNo, named
from bot.questions.counts import Count
from bot.questions.easier import UNKNOWN_YEAR
from bot.questions.persons import NAME_SUFFIX, BirthYear, PersonName, Phone, SchoolClass
from bot.questions.photos import Photo
from bot.questions.places import Hamlet, Place
from bot.questions.telling import TellingChoice
from bot.questions.verdict import Fix, Part, Verdict
from bot.questions.words import SchoolName, ShortText, Text

__all__ = [
    "NAME_SUFFIX",
    "UNKNOWN_YEAR",
    "UNREADABLE",
    "Agreement",
    "BirthYear",
    "Choice",
    "Count",
    "Fix",
    "Hamlet",
    "Options",
    "Part",
    "PersonName",
    "Phone",
    "Photo",
    "Place",
    "Question",
    "SchoolClass",
    "SchoolName",
    "ShortText",
    "Stale",
    "Step",
    "TellingChoice",
    "Text",
    "Verdict",
    "YesNo",
    "named",
]
