"""The topics of `productions` below the admin, each above those that it imports: see docs/decisions/0074.

The files still lie by layer. A topic is what will be one folder.
"""

TOPICS: dict[str, str] = {
    # Knows no topic: errors, names, identifiers, numbers, choices, what every table and query set has.
    "shared": """
        cells cinecred disk file_responses identifiers intake_vocabulary lookalikes moments names numbers
        placeholders refusals search sentences time_limits uids version vocabulary querysets.base
        models.base
    """,
    # Leases, turns, locks, deadlines, workers and what the database is asked for.
    "operations": """
        models.processes models.schema_operations models.triggers domain.beats domain.database_errors
        domain.deadlines domain.heartbeats domain.leases domain.name_lock domain.transactions domain.turns
        domain.workers
    """,
    # Accounts, what a token leaves them, and who may (every verb says `by`, so it is this low).
    "users": "access reach querysets.users models.users",
    # Events, tombstones, redirects; writing and checking rows; what is blanked in events.
    "ledger": """
        querysets.ledger models.record domain.breaches domain.checking domain.conditions domain.ledger
        domain.many domain.redaction domain.writing
    """,
    # Who changes what productions share (H15); what can be undone.
    "shared_entries": "querysets.shared_entries models.undoables domain.shared_entries domain.undoables",
    # Productions, titles, episodes, cuts, and memberships, which a new production begins with.
    "catalogue": """
        querysets.catalogue models.cuts models.memberships models.works domain.cuts domain.memberships
        domain.productions
    """,
    # Departments, roles, their other labels.
    "vocabulary": "querysets.vocabulary models.vocabulary domain.vocabulary",
    # AI systems.
    "ai": "querysets.ai models.ai domain.ai_systems domain.naming",
    # Contributors, their names, identifiers and private details.
    "people": """
        querysets.people models.people models.private_details domain.contributors domain.external_ids
        domain.identities domain.named_contributors domain.private_details
    """,
    # What people wish for their names, and their statements.
    "wishes": "querysets.wishes models.evidence models.wishes domain.wishes",
    # Credits, with the AI uses and declarations that hang on them.
    "credits": """
        querysets.ai_uses querysets.credits models.ai_uses models.credits domain.ai_declarations
        domain.ai_state domain.ai_uses domain.bulk domain.credit_signals domain.credits domain.doubles
        domain.lookalikes domain.withheld_names
    """,
    # Claims and disputes.
    "claims": "querysets.claims models.claims domain.claims domain.disputes",
    # Required roles, and what is still missing.
    "coverage": "models.requirements domain.coverage domain.required_roles",
    # Fonts and logos.
    "studio_files": """
        querysets.studio_files models.files models.fonts models.logos domain.fonts domain.logos
        domain.uploads
    """,
    # Templates of rolls.
    "roll_templates": "template_terms querysets.templates models.templates domain.roll_templates",
    # Rolls, previews, approvals, issues and what is made of them.
    "releases": """
        querysets.releases models.approvals models.releases models.renditions domain.approvals
        domain.differences domain.editions domain.gather domain.preview domain.release_readings
        domain.releases domain.renditions domain.rolls
    """,
    # Files that workers make: exports and dumps.
    "exports": """
        formats querysets.exports models.exports domain.dumps domain.export_files domain.export_orders
        domain.export_progress domain.export_queue domain.export_silence domain.export_withdrawal
        domain.exports domain.films domain.jobs domain.stored_files
    """,
    # Webhooks and their deliveries.
    "webhooks": """
        addresses sending querysets.webhooks models.webhooks domain.deliveries domain.messages
        domain.webhooks
    """,
    # Imports of catalogues and sheets.
    "imports": """
        querysets.imports models.imports domain.import_redaction domain.import_rows domain.imports
        domain.sheet_import domain.sheet_rows
    """,
    # Invitations, tokens, sign-ins, kept answers.
    "accounts": """
        querysets.accounts models.invitations models.keys domain.accounts domain.answers domain.invitations
        domain.sign_ins domain.tokens
    """,
    # Recording and ending a wish everywhere.
    "withholding": "domain.wish_redaction domain.withholding",
    # Removing, merging, and undoing both.
    "removals": """
        domain.merge_checks domain.merging domain.past_sight domain.removal domain.touched domain.undo
        domain.undo_rows
    """,
    # Acts that others decide about (H15): accepting one calls any verb.
    "proposals": "querysets.proposals models.proposals domain.proposal_redaction domain.proposals",
    # What a new version completes in an old database.
    "upgrade": "domain.catch_up",
    # Which verbs follow which.
    "receivers": "domain.receivers",
}
