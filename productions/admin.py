"""The studio's door, where Django looks for it: forms over verbs. Nothing there writes; every change is one verb's.

Each module registers its models' pages (`admin.register`) and those that it adds to other models' entries (`add_pages`).
"""

# ruff: noqa: F401  Modules are imported for what they register.

import productions.accounts.admin
import productions.admin_pages.events
import productions.ai.admin
import productions.cast.admin
import productions.catalogue.admin
import productions.claims.admin
import productions.coverage.admin
import productions.credits.admin
import productions.desk.admin
import productions.entry.admin
import productions.exports.admin
import productions.history.admin
import productions.imports.admin
import productions.people.admin
import productions.proposals.admin
import productions.releases.admin
import productions.removals.admin
import productions.review.admin
import productions.segments.admin
import productions.site_search.admin
import productions.songs.admin
import productions.studio_files.admin
import productions.vocabulary.admin
import productions.webhooks.admin
import productions.withholding.admin
