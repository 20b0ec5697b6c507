from django.http import HttpRequest, HttpResponse


def article(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def progress(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def change_details(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def extract_again(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def clear(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def hold(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def export_csv(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def article_list(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")


def hand_in(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
