from django.http import HttpRequest, HttpResponse


def review(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def take(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def lease(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def release(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def steer(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def propose(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def sign_off(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def send_back(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def reopen(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def undo(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def add_attempt(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
