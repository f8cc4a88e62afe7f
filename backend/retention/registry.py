"""What becomes of each column with personal data, declared once.

A rule says which rows of a table are somebody's, and what their columns become; `kept` says what
stays, and why. `tests/backend/retention/test_registry.py` finds a column that has neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backend import clock
from backend.media.models import MediaState

NAMELESS = "(đã ẩn danh)"
OWN_NUMBER = object()  # a text that no other row has, made of the row's number
NOW = clock.now  # the moment at which it happens


@dataclass(frozen=True)
class Rule:
    """Rows of `table` whose column `by` has one of the numbers that `reach` found of `of`. They are
    deleted when `gone`, else emptied to `values`; where a column is empty already, it stays so.
    `audited` rules wait until the audit period is over: until then the law wants a proof."""

    table: str
    by: str
    of: str
    values: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False
    audited: bool = False


def _gone(table: str, by: str, of: str) -> Rule:
    return Rule(table, by, of, gone=True)


OF_REQUESTS = (
    Rule("supplements", "request_id", "support_requests", {"text": ""}),
    Rule("request_questions", "request_id", "support_requests", {"text": "", "answer": ""}),
    Rule("request_transfers", "request_id", "support_requests", {"reason": ""}),
    Rule("decisions", "request_id", "support_requests", {"reason": ""}),
    Rule(
        "verifications",
        "request_id",
        "support_requests",
        {"reason": "", "candidates": [], "entry_id": None},
    ),
    Rule("quota_claims", "request_id", "support_requests", {"classes": [], "reason": ""}),
    Rule("paper_consents", "request_id", "support_requests", {"given_by": ""}),
    Rule("consents", "id", "signed_leaves", {"answer": "", "withdrawn_at": NOW}),
    _gone("probing_signs", "request_id", "support_requests"),
    # Else the consent would lead from a request of nobody to whoever still writes.
    _gone("consented_requests", "request_id", "support_requests"),
    Rule("consents", "id", "consents", {"answer": ""}),
    Rule("hand_over_rows", "request_id", "support_requests", {"reason": "", "problem": ""}),
    Rule("delivery_confirmations", "delivery_id", "deliveries", {"note": ""}),
    Rule("inspected_deliveries", "delivery_id", "deliveries", {"note": ""}),
    Rule(
        "data_packages",
        "id",
        "data_packages",
        {"phone": "", "sim_serial": "", "operator_words": "", "note": ""},
    ),
    Rule("package_order_lines", "package_id", "data_packages", {"phone": "", "sim_serial": ""}),
    Rule(
        "package_answer_rows", "package_id", "data_packages", {"phone": "", "words": "", "note": ""}
    ),
    Rule(
        "hand_over_rows",
        "request_id",
        "support_requests",
        {"receiver_name": "", "receiver_relation": ""},
        audited=True,
    ),
    Rule(
        "deliveries",
        "request_id",
        "support_requests",
        {
            "receiver_name": "",
            "receiver_relation": "",
            "receiver_id_last4": "",
            "sim_operator": "",
            "sim_number": "",
            "imei": "",
        },
        audited=True,
    ),
    Rule("support_requests", "id", "support_requests", {"household_id": None}, audited=True),
    Rule("served_marks", "request_id", "support_requests", gone=True, audited=True),
)
OF_TICKETS = (
    Rule("tickets", "id", "tickets", {"facts": [], "anonymised_at": NOW}),
    Rule("ticket_events", "ticket_id", "tickets", {"text": ""}),
)
OF_TITLES = (
    Rule(
        "title_applications",
        "id",
        "title_applications",
        {
            "applicant_name": NAMELESS,
            "applicant_key": OWN_NUMBER,
            "hamlet": "",
            "words": "",
            "contact_id": None,
        },
    ),
    Rule("title_scores", "application_id", "title_applications", {"reason": ""}),
    Rule("title_events", "application_id", "title_applications", {"text": ""}),
)
OF_NEED_ANSWERS = (
    Rule(
        "need_answers",
        "id",
        "need_answers",
        {
            "head_name": NAMELESS,
            "head_key": OWN_NUMBER,
            "head_birth_year": 0,
            "hamlet": "",
            "hamlet_key": "",
            "phone": "",
            "contact_id": None,
        },
    ),
)
OF_PHOTOS = (
    Rule(
        "media_files",
        "id",
        "media_files",
        {
            "content": None,
            "sha256": None,
            "reference": "",
            "state": MediaState.PURGED,
            "contact_id": None,
        },
    ),
)
OF_TALKS = (
    Rule(
        "conversations",
        "contact_id",
        "contacts",
        {"talk": None, "parked": None, "question": None},
    ),
    Rule("inbox_messages", "id", "inbox_messages", {"text": "", "event_id": OWN_NUMBER}),
    Rule("outbox_messages", "id", "outbox_messages", {"body": {"text": ""}, "platform_id": None}),
    _gone("accepted_invitations", "contact_id", "contacts"),
    _gone("contact_links", "contact_id", "contacts"),
    _gone("contact_links", "joined_id", "contacts"),
    Rule("contacts", "joined_to_id", "contacts", {"joined_to_id": None}),
    Rule("teachers", "contact_id", "contacts", {"school": "", "ended_at": NOW}),
    Rule("consents", "contact_id", "contacts", {"answer": ""}),
)
# The last that goes: where the person could be answered.
OF_ADDRESSES = (
    Rule(
        "channel_addresses",
        "contact_id",
        "contacts",
        {"chat_id": OWN_NUMBER, "unreachable_at": NOW, "unreachable_reason": "erased"},
    ),
    Rule("outbox_messages", "id", "outbox_messages", {"body": {"text": ""}, "platform_id": None}),
    Rule("consents", "contact_id", "contacts", {"withdrawn_at": NOW}),
    Rule("tickets", "contact_id", "contacts", {"contact_id": None}),
)
# Wishes of people about their data, long after they were answered.
OF_WISHES = (
    Rule(
        "data_requests",
        "id",
        "data_requests",
        {"words": "", "asker": "", "extension_reason": "", "answer": ""},
    ),
)
_LISTED_PERSON: Mapping[str, Any] = {
    "birth_raw": "",
    "birth_date": None,
    "birth_year": None,
    "birth_precision": None,
    "sex": None,
    "citizen_id": None,
    "citizen_id_raw": "",
    "citizen_hash": None,
    "ethnicity": "",
}
# Rows of lists that later ones have ended.
OF_LISTS = (
    Rule(
        "poverty_list_entries",
        "id",
        "poverty_list_entries",
        {
            "head_name": "",
            "head_key": "",
            "given_key": "",
            **_LISTED_PERSON,
            "phone": "",
            "deprivations": [],
            "note": "",
            "raw": {},
            "household_id": None,
        },
    ),
    Rule(
        "poverty_list_members",
        "entry_id",
        "poverty_list_entries",
        {
            "name": "",
            "name_key": "",
            "given_key": "",
            "relation": "",
            **_LISTED_PERSON,
            "school_class": "",
            "note": "",
            "raw": {},
        },
    ),
)
OF_HOUSEHOLDS = (
    Rule(
        "households",
        "id",
        "households",
        {"head_name": "", "head_key": "", "head_birth_year": None, "hamlet": ""},
    ),
)
RULES = (
    *OF_REQUESTS,
    *OF_TICKETS,
    *OF_TITLES,
    *OF_NEED_ANSWERS,
    *OF_PHOTOS,
    *OF_TALKS,
    *OF_ADDRESSES,
    *OF_WISHES,
    *OF_LISTS,
    *OF_HOUSEHOLDS,
)
