"""What the schema says of answers by their status: a sentence for each, and each problem once, among the components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.http.errors import PROBLEM_MEDIA_TYPE

GOOD_TEXTS: Mapping[str, str] = {
    "200": "What was asked for.",
    "201": "What was made.",
    "202": "It waits: for a worker, or for somebody's decision where the answer is a proposal.",
    "204": "Done.",
}
"""What an answer without a sentence of its own is."""
PROBLEM_TEXTS: Mapping[str, str] = {
    "308": "The entry was merged into another one: see `Location`.",
    "400": "The request is malformed: each mistake names its parameter or its place in the body.",
    "401": "A token is needed, or the one that was sent is no good.",
    "403": "The token may not do this.",
    "404": "There is nothing here, or nothing that you may see.",
    "409": "It cannot be done now: the entry is in another state, or the first request with this key is still being worked on.",
    "410": "It was here and is gone.",
    "412": "Somebody changed it since you read it.",
    "413": "The body is too large.",
    "414": "The address is too long.",
    "415": "The body is in a form that is not read here.",
    "416": "The file ends before the range begins.",
    "422": "A rule says no: `rule` names it where it has an id.",
    "428": "`If-Match` is missing.",
    "429": "Too many requests, or too much that waits already.",
    "503": "The site is busy or away for a moment.",
}
"""What a problem means, by its status."""


def with_answer_texts(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Describe answers, and move problems to `components.responses`: a postprocessing hook of drf-spectacular.

    Raises KeyError for a status that has no text.
    """
    problems: dict[str, Any] = {}
    for item in result["paths"].values():
        for operation in item.values():
            answers = operation["responses"]
            for status, answer in answers.items():
                if PROBLEM_MEDIA_TYPE in answer.get("content", {}):
                    name = name_problem(status, answer)
                    problems[name] = {**answer, "description": PROBLEM_TEXTS[status]}
                    answers[status] = {"$ref": f"#/components/responses/{name}"}
                elif status in GOOD_TEXTS and answer["description"] in ("", "No response body"):
                    answer["description"] = GOOD_TEXTS[status]
    result["components"]["responses"] = dict(sorted(problems.items()))
    return result


def name_problem(status: str, answer: Mapping[str, Any]) -> str:
    """`Problem404`; `KeyedProblem404` where it may be the answer to an earlier request with the same key."""
    keyed = "Idempotency-Replayed" in answer.get("headers", ())
    return f"{'Keyed' if keyed else ''}Problem{status}"
