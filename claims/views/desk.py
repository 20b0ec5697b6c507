from django.http import HttpRequest, HttpResponse


def desk(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse("stub")
