from django.http import HttpRequest, HttpResponse


def queue(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def take_next(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def steer(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def export_csv(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
