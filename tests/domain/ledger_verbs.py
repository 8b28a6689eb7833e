"""Verbs that the walk over the ledger leaves out, and why."""

INNER = {
    "writing.create_entity", "writing.create_many", "writing.change_entity", "writing.mark_removed", "removing_many.mark_each_removed",
    "ledger.build_event", "ledger.record_event", "productions.demote_primary_title", "contributors.demote_primary_name",
    "credits.apply_credit_change", "credits.set_state", "claims.confirm_own", "jobs.end_job", "dumps.queue_dump", "releases.freeze_release", "releases.make_header",
    "ledger.record_births", "ledger.write_events", "bulk_credits.enter_good_credits", "bulk_credits.insert_good", "bulk_credits.insert_all", "bulk_credits.try_insert", "bulk_credits.insert_halves", "contributors.create_contributors", "named_contributors.find_or_create_contributors", "named_contributors.store_drafted_people", "named_characters.store_characters", "named_characters.find_or_create_characters", "credit_removal.remove_credits", "credit_removal.draft_undoable", "people_removal.remove_unused_people", "entering.store_planned", "entering.store_stand_ins", "entering.store_system", "entering.change_planned", "bulk_changes.change_credits", "entering.join_planned_lines", "undoing.take_back_entered", "undoing.change_back", "undoing.restore", "undoing.undo_credits", "undoing_cuts.undo_cut_list", "undoing_cuts.undo_placements", "undoing_cuts.undo_parts", "undoing_cuts.undo_made_cuts", "undoing_cuts.undo_timing", "cut_removal.remove_unused_cuts", "catalogue_entering.enter_catalogue", "catalogue_entering.undo_catalogue", "catalogue_entering.remove_film", "cut_entering.apply_planned", "cut_entering.enter_cut_file", "file_imports.enter_sent_file", "undoing.remove_unused", "merging_characters.move_portrayal", "undoing_characters.follow_variants", "entering.enter_file", "sheet_lookups.load_lookups", "uploads.upload_file", "bulk_changes.change_one_by_one", "splitting.hand_over_parts", "entering.build_batch",
    "webhooks.alter_webhook", "private_details.join_private_details", "writing.change_each", "credits.confirm_some", "ledger.record_changes", "withholding.keep_wish", "withholding.join_wishes", "withholding.end_wish_in_production", "ai_declarations.check_declaration", "ai_declarations.store_declarations",
    "wish_redaction.tell_of_named_work", "billing.append_to_billing", "billing.store_billing", "ai_state.withdraw_declarations", "required_roles.store_requirement",
    "disputes.dispute_credit", "disputes.end_dispute", "disputes.settle_claims", "disputes.settle_claim", "disputes.follow_change",
    "disputes.follow_confirmation", "disputes.follow_return", "joint_lines.part_all", "joint_lines.part_lonely",
    "sign_ins.revoke_user_tokens", "sign_ins.end_access",
    "writing.mark_restored", "undo_rows.put_back", "undo.mark_undone",
    "doubled_credits.join_doubled_credits", "doubled_credits.take_billing_places", "doubled_credits.leave_billing_places", "kind_corrections.fit_kind",
    "groups.join_groups", "tracker_ids.join_tracker_ids", "undo_rows.follow_merges", "disputes.reopen_claims", "private_details.part_private_details", "undoables.keep_undoable", "proposals.keep_decision",
    "cell_saving.save_once", "cell_saving.store_changes", "cell_saving.store_together", "cell_saving.store_plans", "cell_checks.check_plans", "new_cuts.add_missing_cuts",
    "ai_answers.record_answer", "ai_answers.remove_answer", "ai_answers.declare_none", "ai_answers.find_system", "undone_people.remove_undone_people",
    "removal.take_out_entity", "ai_answer_removal.take_back_ai_answers", "cut_removal.restore_unused_cut",
    "credit_list_saving.save_list_once", "credit_list_saving.save_rows", "credit_list_saving.save_together", "credit_list_storing.store_rows", "credit_list_storing.enter_rows",
    "renaming.give_names", "splitting.enter_other", "splitting.move_credits", "splitting.move_names", "undo.tell_loss", "undo.reopen_merged_claims", "merging.move_entries", "merging.move_missing_names", "splitting.take_back_made",
    "credit_list_storing.change_characters", "credit_list_order.put_in_place", "credit_list_order.store_order",
}  # fmt: skip
"""Parts of verbs: what they write is counted with the verb that calls them."""


ELSEWHERE = {
    "renaming.rename_credits", "renaming.undo_renaming", "splitting.split_contributor", "splitting.undo_split",
    "approvals.approve_roll", "imports.import_catalogue", "sheet_import.import_credit_sheet",
    "undoing.undo_import", "taking_back.take_back_change",
    "starting_episodes.start_episode", "starting_episodes.find_or_add_episode", "starting_episodes.follow_order",
    "series_credits.store_exceptions",
    "ai_declarations.declare_ai_for_listed", "reviewing.confirm_seen", "reviewing.return_seen", "reviewing.remove_seen_drafts",
    "reviewing.declare_for_seen",
    "export_sets.request_exports", "cell_saving.save_cells", "new_cuts.add_sheet_cuts", "ai_answers.answer_ai",
    "ai_answers.take_back_answer", "corrected_uses.set_back_use", "credit_list_ai.answer_list_ai",
    "credit_list_ai.take_back_list_answer", "cut_edits.rename_sheet_cut", "cut_edits.remove_sheet_cut", "cut_edits.restore_sheet_cut",
    "credit_list_saving.save_list", "credit_list_order.order_list",
    "placement_import.apply_placements", "cut_list_import.apply_cut_list", "cut_list_import.store_part", "proposals.create_proposal", "proposals.accept_proposal", "proposals.decline_proposal", "proposals.withdraw_proposal",
}  # fmt: skip
"""Walked in their own tests, which count rows and events too."""


UNRECORDED = {"import_jobs.receive_file", "import_jobs.request_undo", "import_runs.preview_undo"}
"""They write no event: a file that waits is no part of the record, and a look at an undo is rolled back."""
