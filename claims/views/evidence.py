from django.http import HttpRequest, HttpResponse


def add(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def remove(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def library(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def evidence(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def download(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
