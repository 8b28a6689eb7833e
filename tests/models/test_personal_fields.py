"""What of each table the ledger keeps apart: whoever adds a column says whether it can name somebody (H16)."""

from django.apps import apps
from django.db import models

from productions.shared.models import Record

CAN_NAME = models.CharField | models.TextField | models.JSONField | models.BinaryField | models.ForeignKey
IMPERSONAL = {
    # Works, vocabulary, files and templates: what a production says of itself.
    "aisystem": {
        "name", "vendor", "version", "kind", "model_type", "model_identifier", "hosting", "training_sources", "training_data",
        "training_data_language",
        "statement_url", "code_of_conduct", "code_of_conduct_url", "url",
    },
    "billing": {"production", "episode", "edition"},
    "character": {"production", "name", "name_language", "name_kana", "name_en"},
    "charactervariant": {"character", "kind", "label", "label_en"},
    "cutplacement": {"production", "episode", "cut", "edition"},
    "editiontiming": {"production", "episode", "edition", "start_timecode"},
    "productionedition": {"production", "code", "label_ja", "label_en", "kind", "start_timecode"},
    "cut": {"production", "episode", "number", "status", "note"},
    "cutrelation": {"from_cut", "to_cut", "kind"},
    "department": {"code", "label_en", "label_ja"},
    "episode": {"production", "kind", "number", "title", "title_kana", "title_en"},
    "episodepart": {"production", "episode", "label", "first_cut", "last_cut"},
    "font": {"production", "file", "sha256", "uploaded_by", "state", "family", "style", "version"},
    "jointline": {"production", "joiner"},
    "logo": {"production", "file", "sha256", "uploaded_by", "state", "name", "said_ja", "said_en"},
    "production": {"kind", "visibility", "remark", "remark_language", "training_mining"},
    "productiontitle": {"production", "text", "kind"},
    "role": {"code", "department", "scope", "label_en", "label_ja"},
    "rolealias": {"role", "text"},
    "rolltemplate": {"production", "name", "data", "made_by"},
    "segment": {"production", "kind", "title", "title_en", "first_episode", "last_episode"},
    "song": {"production", "episode", "kind", "label_as_printed", "title", "title_language", "title_kana", "title_en"},
    "songright": {"song", "holder", "text"},
    # The staff's own accounts, keys, tools and files: known to the studio that made them.
    "apitoken": {"token_key", "user", "name", "scope"},
    "dump": {"state", "requested_by", "error"},
    "importbatch": {"kind", "filename", "digest", "production", "imported_by", "figures", "undone_by", "made", "answers", "columns"},
    "membership": {"user", "production", "level"},
    "user": {"username", "first_name", "last_name"},
    "webhook": {"user", "name", "state", "entities"},
    # Who a name or an identifier belongs to stays: the name itself goes.
    "contributor": {"kind", "merged_into", "training_mining"},
    "contributorname": {"contributor", "script", "language", "kind", "production"},
    "contributordetails": {"production"},
    "externalid": {"production", "episode", "contributor", "edition", "scheme"},
    "groupmembership": {"group"},
    "trackerid": {"production", "episode", "cut", "scheme"},
    # Where, as what and for whom somebody worked; what somebody said of it and when.
    "aiuse": {"credit", "ai_system", "task", "source_type", "oversight", "extent", "share_of", "share_method", "input_kind", "rework"},
    "aideclaration": {"credit", "answer", "basis"},
    "requiredrole": {"production", "role"},
    "approval": {"production", "episode", "edition", "release", "language", "delivery", "approved_by"},
    "claim": {"production", "credit", "kind", "state", "decided_by", "opened_by", "state_before", "settled_by"},
    "credit": {
        "except_episodes",
        "role_as_printed_language", "character_as_printed_language", "dub_language", "last_episode", "last_cut", "segment", "song",
        "contracted_by",
        "production", "episode", "cut", "role", "role_as_printed", "kind", "affiliation", "attribution",
        "absence_reason", "edition", "evidence_kind", "state", "ai_declared",
    },
    "portrayal": {"credit"},
    "evidence": {"kind"},
    "export": {
        "production", "episode", "edition", "release", "format", "formats", "language", "state", "requested_by", "file",
        "delivery", "fonts", "logos",
    },
    "release": {"production", "episode", "edition", "issued_by", "override_by"},
    "wish": {"kind", "production"},
    # What somebody wants done to an entry: what it would say is private, and blanked with the decision.
    "proposal": {"act", "entity_type", "proposed_by", "production", "state", "decided_by"},
    # Tables without events: the ledger, what stays of entries (labels without names), answers of a day to whoever sent
    # the names, lines of imports, out of which names are taken.
    "event": {"actor", "action", "entity_type", "production", "reason", "changes", "personal"},
    "importjob": {
        "production", "requested_by", "act", "state", "step", "language", "filename", "digest", "content", "columns", "worksheets",
        "answers", "plan", "plan_digest", "told", "batch", "reason", "outcome",
    },
    "importrow": {"batch", "place", "statement", "outcome", "text", "message", "production", "credit"},
    "invitation": {"production", "level", "invitee", "invited_by", "accepted_by"},
    "keptanswer": {"user", "key", "fingerprint", "headers", "body"},
    "redirect": {"entity_type"},
    "rendition": {
        "release", "document", "packed", "etag", "digest", "issue_digest", "previous_digest",
    },
    "releasepeople": {"release", "maker", "packed"},
    "rolltext": {"release", "format", "language", "source", "maker", "packed"},
    # Processes of the site, by the names of their machines.
    "beatlease": {"name", "holder"},
    "workersign": {"name", "queues"},
    "recordstatistics": {"name", "figures"},
    # What the cut sheet keeps of its users' views.
    "savedview": {"user", "production", "page", "query", "name"},
    "sheetcolumns": {"user", "production", "roles"},
    "sheetvisitor": {"user", "production", "episode", "role"},
    "tombstone": {"entity_type", "label", "removed_by", "reason"},
    "undoable": {"kind", "entity_type", "done_by", "undone_by"},
}  # fmt: skip
"""Columns with texts, JSON and links that the ledger goes on telling, each table's."""


def test_every_text_and_link_is_declared_personal_private_or_impersonal():
    for model in apps.get_app_config("productions").get_models():
        columns = {field.name for field in model._meta.concrete_fields if isinstance(field, CAN_NAME)}
        told = IMPERSONAL[model._meta.model_name]
        for declared in ("PRIVATE_FIELDS", "PERSONAL_FIELDS", "DERIVED_FIELDS"):
            names = getattr(model, declared, frozenset())
            assert names <= {field.name for field in model._meta.fields}, model
            assert not told & names, model
            columns -= names
        assert columns == told, model


def test_personal_fields_are_declared_on_records_alone():
    found = {model.__name__ for model in apps.get_models() if getattr(model, "PERSONAL_FIELDS", ())}
    assert found == {
        "AIUse", "Approval", "Claim", "Contributor", "ContributorDetails", "ContributorName", "Credit", "Export", "ExternalId", "GroupMembership", "Release",
        "Portrayal", "TrackerId",
    }  # fmt: skip
    assert all(issubclass(model, Record) for model in apps.get_models() if model.__name__ in found)
