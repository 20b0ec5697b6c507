from django.http import HttpRequest, HttpResponse


def add(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def reword(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def split(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def merge(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def drop(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def restore(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
