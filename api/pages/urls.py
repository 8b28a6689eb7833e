"""Addresses of pages, each below a language: /ja/productions/…"""

from django.urls import path

from api.pages.ai_system_page import AISystemPage
from api.pages.contributor_page import PersonPage, StudioPage
from api.pages.cut_page import CutPage
from api.pages.episode_page import EpisodePage
from api.pages.feeds import PersonFeed, ProductionFeed
from api.pages.home_page import HomePage
from api.pages.issue_page import IssuePage
from api.pages.production_page import ProductionPage
from api.pages.reading_page import DataPage, ReadingPage
from api.pages.role_page import RolePage
from api.pages.search_page import SearchPage

app_name = "pages"
urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("how-to-read/", ReadingPage.as_view(), name="how-to-read"),
    path("data/", DataPage.as_view(), name="data"),
    path("search/", SearchPage.as_view(), name="search"),
    path("productions/<uuid:uid>/", ProductionPage.as_view(), name="production"),
    path("episodes/<uuid:uid>/", EpisodePage.as_view(), name="episode"),
    path("cuts/<uuid:uid>/", CutPage.as_view(), name="cut"),
    path("productions/<uuid:uid>/feed/", ProductionFeed.as_view(), name="production-feed"),
    path("people/<uuid:uid>/feed/", PersonFeed.as_view(), name="person-feed"),
    path("people/<uuid:uid>/", PersonPage.as_view(), name="person"),
    path("studios/<uuid:uid>/", StudioPage.as_view(), name="studio"),
    path("issues/<uuid:uid>/", IssuePage.as_view(), name="issue"),
    path("roles/<slug:code>/", RolePage.as_view(), name="role"),
    path("ai-systems/<uuid:uid>/", AISystemPage.as_view(), name="ai-system"),
]
