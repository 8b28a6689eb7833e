"""Every resource once. Addresses, feed, dump, fragment cache, OpenAPI document and examples derive from this list.

To add one, see docs/howto/add-a-resource.md.
"""

from collections.abc import Mapping
from typing import Any

from api.read.resource import register_resources
from api.resources import (
    ai_systems,
    ai_uses,
    characters,
    contributors,
    credits,
    cuts,
    departments,
    editions,
    episodes,
    parts,
    placements,
    productions,
    releases,
    roles,
    segments,
    songs,
    timelines,
)
from api.resources.resource import Resource
from api.write.approvals import APPROVAL_KIND
from api.write.views import WritableKind
from api.write.webhooks import WEBHOOK_KIND

RESOURCES: tuple[Resource, ...] = (
    productions.RESOURCE,
    editions.RESOURCE,
    episodes.RESOURCE,
    cuts.RESOURCE,
    timelines.RESOURCE,
    placements.RESOURCE,
    parts.RESOURCE,
    segments.RESOURCE,
    songs.RESOURCE,
    contributors.RESOURCE,
    characters.RESOURCE,
    departments.RESOURCE,
    roles.RESOURCE,
    credits.RESOURCE,
    ai_systems.RESOURCE,
    ai_uses.RESOURCE,
    releases.RESOURCE,
)
"""In the order of the root and of a dump."""

RESOURCES_BY_NAME: Mapping[str, Resource] = {resource.name: resource for resource in RESOURCES}

PART_KINDS: tuple[WritableKind, ...] = tuple(part for each in RESOURCES for part in each.written_parts)
"""What tools write that has no public address of its own."""
WRITABLE_KINDS: Mapping[str, WritableKind] = {
    kind.name: kind
    for kind in (
        *(each.writable for each in RESOURCES if each.writable),
        *PART_KINDS,
        WEBHOOK_KIND,
        APPROVAL_KIND,
    )
}
"""Everything of which a removal, a merge or what they touch can be asked, by the names of their routes."""
RESOURCE_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    name: body for each in RESOURCES for name, body in each.examples.items()
}

register_resources(RESOURCES)
