"""Addresses under /api/v1/. Rolls end in their suffix, without a slash, so they are plain paths."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from api import rolls, views

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.register("productions", views.Productions, "production")
router.register("episodes", views.Episodes, "episode")
router.register("cuts", views.Cuts, "cut")
router.register("contributors", views.Contributors, "contributor")
router.register("roles", views.Roles, "role")
router.register("credits", views.Credits, "credit")
router.register("ai-systems", views.AISystems, "ai-system")
router.register("releases", views.Releases, "release")

urlpatterns = [
    path("productions/<uuid:uid>/credits/", views.ProductionCredits.as_view(), name="production-credits"),
    path("productions/<uuid:uid>/coverage/", views.ProductionCoverage.as_view(), name="production-coverage"),
    path("contributors/<uuid:uid>/credits/", views.ContributorCredits.as_view(), name="contributor-credits"),
    *(
        path(
            f"releases/<uuid:uid>/roll.{name}",
            rolls.ReleaseRoll.as_view(format_name=name),
            name=f"release-roll-{name}",
        )
        for name in rolls.FORMATS
    ),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api/docs.html"),
        name="docs",
    ),
    *router.urls,
    re_path("", views.nothing_here),
]
