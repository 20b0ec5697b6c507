"""Lists that somebody gave a name: save, rename, share, delete."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims import permissions, saving
from claims.forms.saved_views import SaveViewForm, ViewForm
from claims.models import SavedView
from claims.views.addresses import list_url
from claims.views.guards import SignedInRequest, allowed
from claims.views.queue_page import show_list


@require_POST
@allowed(permissions.can_check)
def save(request: SignedInRequest) -> HttpResponse:
    form = SaveViewForm(request.POST, auto_id="view-%s")
    if form.is_valid():
        name, query, is_shared = (form.cleaned_data[key] for key in ("name", "query", "is_shared"))
        try:
            view = saving.save_view(name, query, is_shared=is_shared, by=request.user)
        except saving.NotSaved as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"Saved as “{view}”.")
            return HttpResponseRedirect(list_url(view.query))
    query = QueryDict(mutable=True)
    query["q"] = request.POST.get("query", "")
    return show_list(request, query, save_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(permissions.can_check)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    view = _found(request, pk)
    permissions.require(permissions.can_change_view(request.user, view))
    initial = {"name": view.name, "is_shared": view.is_shared}
    form = ViewForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saving.change_view(view, by=request.user, **form.cleaned_data)
        except saving.NotSaved as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"Saved as “{view}”.")
            return HttpResponseRedirect(list_url(view.query))
    context = {
        "view": view,
        "form": form,
        "list_url": list_url(view.query),
        "is_own": view.owner_id == request.user.pk,
    }
    return render(request, "claims/queue_view.html", context, status=422 if form.errors else 200)


@require_POST
@allowed(permissions.can_check)
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    view = _found(request, pk)
    saving.delete_view(view, by=request.user)
    messages.success(request, f"The view “{view}” is deleted; its claims are where they were.")
    return redirect("queue")


def _found(request: SignedInRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
