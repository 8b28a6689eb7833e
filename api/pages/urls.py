"""Addresses of pages, each below a language: /ja/productions/…"""

from django.urls import path

from api.pages.ai_system_page import AISystemPage
from api.pages.contributor_page import PersonPage, StudioPage
from api.pages.credit_box import CutBox, EpisodeBox, ProductionBox
from api.pages.cut_page import CutPage
from api.pages.episode_page import EpisodePage
from api.pages.feeds import PersonFeed, ProductionFeed
from api.pages.home_page import HomePage
from api.pages.issue_page import IssuePage
from api.pages.picture_pages import (
    IssuePicture,
    PersonPicture,
    ProductionPicture,
    SitePicture,
    StudioPicture,
)
from api.pages.production_page import ProductionPage
from api.pages.reading_page import DataPage, ReadingPage
from api.pages.role_page import RolePage
from api.pages.search_page import SearchPage
from api.pages.statistics_page import StatisticsPage

app_name = "pages"
urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("how-to-read/", ReadingPage.as_view(), name="how-to-read"),
    path("data/", DataPage.as_view(), name="data"),
    path("statistics/", StatisticsPage.as_view(), name="statistics"),
    path("picture.png", SitePicture.as_view(), name="site-picture"),
    path("search/", SearchPage.as_view(), name="search"),
    path("productions/<uuid:uid>/", ProductionPage.as_view(), name="production"),
    path("productions/<uuid:uid>/box/", ProductionBox.as_view(), name="production-box"),
    path("productions/<uuid:uid>/picture.png", ProductionPicture.as_view(), name="production-picture"),
    path("episodes/<uuid:uid>/", EpisodePage.as_view(), name="episode"),
    path("episodes/<uuid:uid>/box/", EpisodeBox.as_view(), name="episode-box"),
    path("cuts/<uuid:uid>/", CutPage.as_view(), name="cut"),
    path("cuts/<uuid:uid>/box/", CutBox.as_view(), name="cut-box"),
    path("productions/<uuid:uid>/feed/", ProductionFeed.as_view(), name="production-feed"),
    path("people/<uuid:uid>/feed/", PersonFeed.as_view(), name="person-feed"),
    path("people/<uuid:uid>/", PersonPage.as_view(), name="person"),
    path("people/<uuid:uid>/picture.png", PersonPicture.as_view(), name="person-picture"),
    path("studios/<uuid:uid>/", StudioPage.as_view(), name="studio"),
    path("studios/<uuid:uid>/picture.png", StudioPicture.as_view(), name="studio-picture"),
    path("issues/<uuid:uid>/", IssuePage.as_view(), name="issue"),
    path("issues/<uuid:uid>/picture.png", IssuePicture.as_view(), name="issue-picture"),
    path("roles/<slug:code>/", RolePage.as_view(), name="role"),
    path("ai-systems/<uuid:uid>/", AISystemPage.as_view(), name="ai-system"),
]
