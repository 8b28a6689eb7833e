"""Pages of one episode (`?episode=`), or of what a production has by itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from productions.admin_pages.frame import read_episode_key
from productions.admin_pages.pages import AddedPages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.entry.services.sheet_places import SheetPlace
from productions.shared.choices import MembershipLevel
from productions.users.access import require_level


class EpisodePages(AddedPages):
    """Pages of a production whose address names an episode of it, or none."""

    def get_place(self, request: HttpRequest, object_id: str) -> SheetPlace:
        """What the address names. Raises Http404."""
        production: Production = self.owner.get_entry(request, object_id)
        if not request.GET.get("episode"):
            return SheetPlace(production)
        key = read_episode_key(request)
        episode = production.episodes.live().filter(pk=int(key)).first() if key else None
        if episode is None:
            raise Http404
        episode.production = production
        return SheetPlace(production, episode)

    def require_editor(self, request: HttpRequest, place: SheetPlace) -> None:
        """Before what was sent is read: a viewer is told that first. Raises NotAllowed."""
        require_level(staff_user(request), place.production, MembershipLevel.EDITOR)
