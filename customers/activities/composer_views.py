"""The one-line composer: what would be saved, in words, and saving it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from crm.shared.errors import Refusal
from crm.shared.formats import clock_time, short_day
from crm.shared.htmx import render_page, wants_fragment
from crm.shared.localtime import at_local, local_date, zone
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.activities import composer_services, recorders
from customers.activities.composer import Follow, Kind, Proposal, mentionable, read_line
from customers.formwork import go_back, load_account

LINE_LENGTH = 5000
KINDS = {
    Kind.CALL: ("telephone", gettext_lazy("Call"), "lc"),
    Kind.VISIT: ("geo-alt", gettext_lazy("Visit"), "lv"),
    Kind.EMAIL: ("envelope", gettext_lazy("Mail"), "lm"),
    Kind.NOTE: ("journal-text", gettext_lazy("Note"), "ln"),
    Kind.PROMISE: ("hand-index-thumb", gettext_lazy("Promise"), "lp"),
    Kind.TASK: ("check2-square", gettext_lazy("Task"), "lt"),
    Kind.COMPLAINT: ("chat-left-text", gettext_lazy("Complaint"), "lk"),
}
BUTTONS = {
    Kind.CALL: gettext_lazy("Log call"),
    Kind.VISIT: gettext_lazy("Log visit"),
    Kind.EMAIL: gettext_lazy("Log mail"),
    Kind.NOTE: gettext_lazy("Save note"),
    Kind.PROMISE: gettext_lazy("Record promise"),
    Kind.TASK: gettext_lazy("Add task"),
    Kind.COMPLAINT: gettext_lazy("Record complaint"),
}
WHAT = {
    Kind.CALL: pgettext_lazy("saves", "a call"),
    Kind.VISIT: pgettext_lazy("saves", "a visit"),
    Kind.EMAIL: pgettext_lazy("saves", "a mail"),
    Kind.NOTE: pgettext_lazy("saves", "a note"),
}
PROBLEMS = {
    "empty": gettext_lazy("Type what happened."),
    "no_due": gettext_lazy(
        "Say by when: “Friday 14:00”, “over 3 weeks” or “20 Nov”. Nothing was saved."
    ),
}


def strong(value: Any) -> SafeString:
    """Return a value in bold."""
    return format_html('<b class="k-strong">{}</b>', value)


def due_words(proposal: Proposal) -> str:
    """Return a due date in words: Fri 20 Nov, 14:00."""
    if proposal.due_on is None:
        return ""
    day = short_day(proposal.due_on, weekday=True)
    if proposal.due_time is None:
        return day
    return f"{day}, {clock_time(at_local(proposal.due_on, proposal.due_time))}"


def sentence(proposal: Proposal) -> SafeString:
    """Say what will be saved, in one sentence."""
    names = format_html_join(", ", "{}", ((strong(p.name),) for p in proposal.people))
    values = {
        "what": conditional_escape(WHAT.get(proposal.kind, "")),
        "names": names,
        "title": strong(proposal.follow_text),
        "due": strong(due_words(proposal)),
    }
    if not proposal.is_contact:
        texts = {
            (Kind.PROMISE, True): _("Saves a promise to {names}: {title}, due {due}."),
            (Kind.PROMISE, False): _("Saves a promise: {title}, due {due}."),
            (Kind.TASK, True): _("Saves a task about {names}: {title}, due {due}."),
            (Kind.TASK, False): _("Saves a task: {title}, due {due}."),
            (Kind.COMPLAINT, True): _(
                "Records a complaint of {names}, received by telephone just now. Its clocks start."
            ),
            (Kind.COMPLAINT, False): _(
                "Records a complaint, received by telephone just now. Its clocks start."
            ),
        }
        return format_html(texts[proposal.kind, bool(proposal.people)], **values)
    texts = {
        (True, Follow.NONE): _("Saves {what} with {names}."),
        (False, Follow.NONE): _("Saves {what}."),
        (True, Follow.PROMISE): _("Saves {what} with {names} and a promise: {title}, due {due}."),
        (False, Follow.PROMISE): _("Saves {what} and a promise: {title}, due {due}."),
        (True, Follow.TASK): _("Saves {what} with {names} and a task: {title}, due {due}."),
        (False, Follow.TASK): _("Saves {what} and a task: {title}, due {due}."),
    }
    return format_html(texts[bool(proposal.people), proposal.follow], **values)


def offered() -> list[Kind]:
    """Return the kinds that can be saved here: complaints only where somebody records them."""
    return [k for k in Kind if k != Kind.COMPLAINT or recorders.offered(k.value)]


def _asked(data: Any) -> tuple[Kind, str, Follow]:
    """Return kind, line and follow of a request; nonsense counts as the first choice."""
    kind = data.get("kind", "")
    follow = data.get("follow", "")
    return (
        Kind(kind) if kind in offered() else Kind.CALL,
        data.get("line", "").replace("\0", "")[:LINE_LENGTH],
        Follow(follow) if follow in {f.value for f in Follow} else Follow.AUTO,
    )


def composer_context(
    account: Account,
    user: Any,
    *,
    kind: Kind = Kind.CALL,
    line: str = "",
    follow: Follow = Follow.AUTO,
    proposal: Proposal | None = None,
    error: Any = "",
) -> dict[str, Any]:
    """Return what `activities/_composer.html` needs; no query unless there is a proposal."""
    hint: dict[str, Any] = {
        "sentence": "",
        "problem": "",
        "unclear": (),
        "choices": (),
        "seen": "",
        "look": False,
        "said": "",
        "other_day": "",
    }
    if proposal is not None:
        hint = _hint(proposal)
    return {
        "composer": {
            "account": account,
            "kinds": [(k.value, *KINDS[k], k == kind) for k in offered()],
            "kind": kind.value,
            "button": BUTTONS[kind],
            "line": line,
            "follow": follow.value,
            "max_length": LINE_LENGTH,
            "error": error,
            **hint,
        }
    }


def signature(proposal: Proposal) -> str:
    """Return what the sentence says of the due date; the form sends it back as seen."""
    if proposal.due_on is None:
        return ""
    return f"{proposal.follow}:{proposal.due_on}:{proposal.due_time or ''}"


def _hint(proposal: Proposal) -> dict[str, Any]:
    """Return the words below the line, and how the due date can be read otherwise."""
    choices: tuple[tuple[str, Any], ...] = ()
    if proposal.is_contact and proposal.due_on is not None:
        other = Follow.TASK if proposal.follow == Follow.PROMISE else Follow.PROMISE
        no = _("No promise") if proposal.follow == Follow.PROMISE else _("No task")
        make = _("Make it a task") if other == Follow.TASK else _("Make it a promise")
        choices = ((Follow.NONE.value, no), (other.value, make))
    return {
        "sentence": "" if proposal.problem else sentence(proposal),
        "problem": PROBLEMS.get(proposal.problem, ""),
        "unclear": proposal.unclear,
        "choices": choices,
        "seen": signature(proposal),
        "look": False,
        "said": proposal.said,
        "other_day": short_day(proposal.other_day, weekday=True) if proposal.other_day else "",
    }


def _read(account: Account, kind: Kind, line: str, follow: Follow, now: datetime) -> Proposal:
    """Read a line as it is meant at this moment, for the people of this account."""
    return read_line(
        line,
        kind=kind,
        people=composer_services.people_of(account),
        today=local_date(now),
        follow=follow,
        clock=now.astimezone(zone()).time(),
        is_working=composer_services.WorkingDays(),
    )


@require_POST
def preview(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say below the line what would be saved; a POST, so that no line stands in an address or a log."""
    account = load_account(request.user, account_id)
    kind, line, follow = _asked(request.POST)
    proposal = None
    if line.strip():
        proposal = _read(account, kind, line, follow, timezone.now())
    context = composer_context(
        account, request.user, kind=kind, line=line, follow=follow, proposal=proposal
    )
    return render_page(
        request, "activities/composer.html", "activities/_composer_hint.html", context
    )


@require_POST
def log(request: HttpRequest, account_id: int) -> HttpResponse:
    """Save the line; refused with a sentence and the line still there when it cannot be.

    A due date that somebody did not see in words yet is shown first, and saved the second time.
    """
    account, now = load_account(request.user, account_id), timezone.now()
    kind, line, follow = _asked(request.POST)
    chosen = request.POST.get("choose", "")
    follow = Follow(chosen) if chosen in {f.value for f in Follow} and chosen else follow
    proposal = _read(account, kind, line, follow, now)
    error, recorded = PROBLEMS.get(proposal.problem, ""), None
    to_show = proposal.is_contact or proposal.other_day is not None
    unseen = to_show and signature(proposal) != request.POST.get("seen", "")
    if not error and (chosen or (unseen and proposal.due_on)):
        context = composer_context(
            account, request.user, kind=kind, line=line, follow=follow, proposal=proposal
        )
        context["composer"]["look"] = not chosen
        page, part = "activities/composer.html", "activities/_composer.html"
        return render_page(request, page, part, context)
    if not error:
        try:
            recorded = composer_services.save_proposal(account, proposal, by=request.user, now=now)
        except Refusal as refusal:
            error = refusal.sentence
    if error:
        context = composer_context(
            account, request.user, kind=kind, line=line, follow=follow, error=error
        )
        page, part = "activities/composer.html", "activities/_composer.html"
        return render_page(request, page, part, context, status=422)
    toast(request, recorded.sentence if recorded else _("Saved."))
    return _saved(request, account, kind, now)


def _saved(request: HttpRequest, account: Account, kind: Kind, now: datetime) -> HttpResponse:
    """Answer with an empty line; the page hears `kring:logged` and fetches what changed."""
    if not wants_fragment(request):
        return go_back(request, account.get_absolute_url() + "#log")
    context = composer_context(account, request.user, kind=kind)
    response = render_page(
        request, "activities/composer.html", "activities/_composer.html", context
    )
    response["HX-Trigger"] = "kring:logged"
    return response


@require_safe
def people(request: HttpRequest, account_id: int) -> JsonResponse:
    """Return who a mention may mean: people of this account whose name has a word that starts so."""
    account = load_account(request.user, account_id)
    typed = request.GET.get("q", "")[:60]
    found = mentionable(typed, composer_services.people_of(account))
    return JsonResponse({"people": [p.name for p in found]})


@require_safe
def composer_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the composer on a page of its own, for the phone's Log button."""
    account = load_account(request.user, account_id)
    return render(request, "activities/composer.html", composer_context(account, request.user))
