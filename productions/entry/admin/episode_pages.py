"""Pages of one episode (`?episode=`), or of what a production has by itself."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from productions.admin_pages.pages import AddedPages
from productions.catalogue.models.works import Production
from productions.entry.services.sheet_places import SheetPlace
from productions.shared.choices import MembershipLevel


class EpisodePages(AddedPages):
    """Pages of a production whose address names an episode of it, or none."""

    def get_place(self, request: HttpRequest, object_id: str) -> SheetPlace:
        """What the address names. Raises Http404."""
        production: Production = self.owner.get_entry(request, object_id)
        key = request.GET.get("episode", "")
        if not key:
            return SheetPlace(production)
        episode = production.episodes.live().filter(pk=int(key)).first() if key.isdecimal() else None
        if episode is None:
            raise Http404
        episode.production = production
        return SheetPlace(production, episode)

    def require_editor(self, request: HttpRequest, place: SheetPlace) -> None:
        """Raises PermissionDenied, before anything of what was sent is read."""
        if not self.owner.has_level(request, place.production, MembershipLevel.EDITOR):
            raise PermissionDenied
