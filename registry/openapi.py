"""How drf-spectacular makes the document of the API."""

from typing import Any

CHOICES_NAMES = (
    "AIBasis AIState AITask AbsenceReason Attribution ContributorKind CreditKind CreditState CutRelationKind CutStatus Edition EpisodeKind "
    "EvidenceKind ExportState Extent FeedEntity FileState NameKind NameScript Oversight ProductionKind RollLanguage Scope "
    "SourceType TitleKind TokenScope Visibility WebhookState"
).split()
"""Vocabularies of `productions.shared.choices` that the document has, each under its own name."""
AI_CHOICES_NAMES = (
    "AIHosting AIInputKind AIRework AISystemKind CodeOfConduct ShareMethod ShareOf TrainingEntry TrainingSource TrainingUse"
).split()
"""Those of `productions.shared.ai_choices`."""
ENUM_NAMES = {
    **{name: f"productions.shared.choices.{name}.choices" for name in CHOICES_NAMES},
    **{name: f"productions.shared.ai_choices.{name}.choices" for name in AI_CHOICES_NAMES},
    "NameLanguage": "productions.shared.name_choices.NameLanguage.choices",
    "Tracker": "productions.shared.intake_choices.Tracker.choices",
    "ProposalState": "productions.shared.intake_choices.ProposalState.choices",
    "ImportChoiceKind": "productions.shared.intake_choices.ChoiceKind.choices",
    "ImportKind": "productions.shared.intake_choices.ImportKind.choices",
    "PlanGroup": "productions.shared.intake_choices.PlanGroup.choices",
    "SharedAct": "productions.shared.intake_choices.SharedAct.choices",
    "SegmentKind": "productions.shared.ending_choices.SegmentKind.choices",
    "SongKind": "productions.shared.ending_choices.SongKind.choices",
    "AIAnswer": "productions.credits.models.ai_uses.ANSWERS",
    "ErratumKind": "productions.rollkit.document.errata.ERRATUM_KINDS",
    "ExportFormat": "productions.exports.formats.ExportFormat.choices",
    "ExportKind": "productions.exports.models.export_formats",
    "VariantKind": "productions.shared.ending_choices.VariantKind.choices",
    "IdentifierScheme": "productions.shared.identifiers.SCHEMES",
    "MasterFormat": "productions.rollkit.screen_spec.MASTER_FORMATS",
    "ChainLink": "api.read.output_serializers.chain.LINK_KINDS",
    "NameOrder": "api.read.output_serializers.localised_names.NAME_ORDERS",
    "ChangeType": "api.feed.views.CHANGE_TYPES",
    "FrameRate": "api.write.screens.RATE_CODES",
    "StatisticsMember": "api.resources.statistics_figures.TABLE_MEMBERS",
    "VocabularyName": "api.resources.vocabularies.VOCABULARY_NAMES",
}
"""Where the codes of each enumeration of the document are, by its name there. An enumeration that is not here is named after the
member that has it first, which is not what it means; a test finds such names."""


def spectacular_settings(version: str) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS of a site that runs this version."""
    return {
        "TITLE": "Staffroll",
        "DESCRIPTION": "The credit registry for animation: who made every cut, with which tools.\n\nEntries and lists of them also take `fields=uid,name` "
        "and then answer with these members alone, as `application/vnd.staffroll.partial+json`: what is described here always has all members.",
        "VERSION": version,
        "OAS_VERSION": "3.1.0",
        "SERVERS": [{"url": "/", "description": "This site"}],
        "LICENSE": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        "SERVE_INCLUDE_SCHEMA": False,
        "SWAGGER_UI_DIST": "SIDECAR",
        "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
        "WEBHOOKS": ["api.feed.message_schemas.changes_webhook", "api.feed.message_schemas.ping_webhook"],
        "POSTPROCESSING_HOOKS": [
            "drf_spectacular.hooks.postprocess_schema_enums",
            "api.resources.openapi_schemas.tidy_schemas",
            "api.read.schema.without_ranges",
            "api.http.header_schemas.with_headers",
            "api.http.answer_schemas.with_answer_texts",
            "api.feed.message_schemas.with_message_headers",
            "api.resources.openapi_tags.with_tags",
            "api.resources.examples.with_examples",
        ],
        "ENUM_SUFFIX": "",
        "ENUM_NAME_OVERRIDES": ENUM_NAMES,
    }
