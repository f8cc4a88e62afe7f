"""What stays of each column that no rule empties, and why. Read by the test of the registry alone, and
by whoever asks what a deletion leaves."""

from collections.abc import Mapping

_NUMBER = "a number of our own: the row that it names tells nothing of anybody any more"
_STATISTICS = "figures by unit, class and outcome; without a name it is about nobody"
_LAW = "the decision with its list, and the minutes, as they were signed"
_COUNTED = "a list's figures; the names beside it are emptied once the list is superseded"
_OFFICE = "officers at work, donors, schools and places, not families"

KEPT: Mapping[str, str] = {
    column: why
    for why, columns in {
        _NUMBER: """
            audit_entries.contact_id broadcast_recipients.contact_id channel_addresses.contact_id
            consents.contact_id conversations.contact_id delivery_confirmations.contact_id
            inbox_messages.contact_id outbox_messages.address_id teachers.contact_id
            data_requests.contact_id data_requests.request_id data_requests.ticket_id
            served_marks.request_id export_requests.request_id
            disclosed_requests.request_id""",
        _STATISTICS: """
            queue_entries.circumstance queue_entries.verdict support_requests.circumstance
            support_requests.relation title_scores.answer verifications.verdict""",
        _LAW: """
            approved_list_rows.child_name approved_list_rows.child_birth_year
            approved_list_rows.head_name approved_list_rows.hamlet approved_list_rows.standing
            approved_list_rows.benefit approved_list_rows.source approved_list_rows.note
            approved_lists.signer_name approved_lists.signer_title deliveries.items
            hand_over_days.giver title_awards.applicant_name title_awards.hamlet title_awards.note
            title_decisions.signer_name title_decisions.signer_title programme_reports.words
            programme_reports.content programme_reports.signer_name programme_reports.signer_title""",
        "the chain of the audit trail, which names rows and never what is in them": """
            audit_entries.details""",
        "proof that there was a consent, without its words: which message, and when": """
            consents.event_id""",
        "an officer's word on the own family": """
            family_ties.request_id family_ties.officer_id""",
        _COUNTED: """
            poverty_list_entries.commune poverty_list_entries.hamlet poverty_list_entries.standing
            poverty_list_entries.member_count poverty_list_entries.lacks_information
            poverty_list_entries.income_points poverty_list_entries.deprivation_points
            poverty_list_members.has_device poverty_list_problems.sentence""",
        "deleted whole with the list's file after its own time, see `poverty_lists.retention`": """
            poverty_list_files.content""",
        "written to everybody of a group, by an officer; no name is in it": """
            broadcasts.text broadcasts.values""",
        "deleted two days later in any case; `erasure` deletes those of the units at once": """
            exports.filters export_pieces.content""",
        "a machine's own number, which is the stock's": """
            devices.serial device_imeis.imei device_imeis.imei_hash""",
        "registers of what left the house and of what leaked; officers write no name into them": """
            disclosures.receiver disclosures.note breaches.lessons breach_accounts.found_by
            breach_accounts.happened breach_accounts.consequences breach_accounts.measures
            breach_notices.note""",
        _OFFICE: """
            school_needs.text school_needs.closed_reason school_need_events.text
            school_pledges.text focal_officers.name focal_officers.phone donors.name
            gift_shares.purpose officers.username officers.full_name officers.password_hash
            second_steps.secret saved_views.name saved_views.query""",
    }.items()
    for column in columns.split()
}
# What code of its own empties: the column, and the function that does.
BY_HAND: Mapping[str, str] = {
    column: by
    for by, columns in {
        "backend.retention.requests:anonymise": """
            support_requests.facts support_requests.phone support_requests.contact_id
            support_requests.head_name support_requests.head_key support_requests.head_birth_year
            support_requests.hamlet support_requests.child_name support_requests.child_key
            support_requests.child_birth_year support_requests.school support_requests.class_name
            support_requests.lacking match_decisions.claim_key request_texts.words
            request_words.word""",
        "backend.retention.machines:forget_borrowers": """
            device_events.person device_events.note""",
        "backend.retention.machines:forget_sheets": """
            hand_over_photos.content""",
        "backend.retention.officers:forget_sessions": """
            officer_sessions.browser officer_sessions.network""",
        "backend.officers.tries:forget_old": """
            sign_in_failures.username sign_in_failures.address""",
    }.items()
    for column in columns.split()
}
