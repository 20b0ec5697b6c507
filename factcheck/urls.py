"""The whole site's doors: sign-in, the admin site, and the desk."""

from django.urls import include, path

from claims.admin.site import site

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", site.urls),
    path("", include("claims.urls")),
]
