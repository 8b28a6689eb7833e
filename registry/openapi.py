"""How drf-spectacular makes the document of the API."""

from typing import Any


def spectacular_settings(version: str) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS of a site that runs this version."""
    return {
        "TITLE": "Staffroll",
        "DESCRIPTION": "The credit registry for animation: who made every cut, with which tools.",
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
            "api.read.schema.without_ranges",
            "api.http.header_schemas.with_headers",
            "api.http.answer_schemas.with_answer_texts",
            "api.feed.message_schemas.with_message_headers",
            "api.resources.openapi_tags.with_tags",
            "api.resources.examples.with_examples",
        ],
        "ENUM_NAME_OVERRIDES": {
            f"{name}Enum": f"productions.shared.choices.{name}.choices"
            for name in "ProductionKind EpisodeKind TitleKind ContributorKind NameKind NameScript CreditKind WebhookState FeedEntity FileState".split()
        },
    }
