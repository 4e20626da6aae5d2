"""What search knows of a comment."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.search.registry import Kind, SearchDoc
from surveys.answers.models import Answer

TITLE = 120


def document(answer: Answer) -> SearchDoc | None:
    """Return what is looked in: the comment and who wrote it; an answer without words is not found."""
    if not answer.comment.strip():
        return None
    comment = " ".join(answer.comment.split())
    return SearchDoc(
        title=comment if len(comment) <= TITLE else f"{comment[: TITLE - 1]}…",
        subtitle=f"{answer.score} · {answer.who} · {answer.account}",
        text=answer.comment,
    )


def visible(user: Any) -> QuerySet[Answer]:
    """Return the answers a reader may find."""
    return Answer.objects.visible_to(user)


KIND = Kind(
    key="comment",
    label=_("Comments"),
    model=Answer,
    fields=document,
    visible=visible,
    url=lambda answer: answer.get_absolute_url(),
    icon="speedometer2",
    source=lambda: Answer.objects.select_related("account", "contact").exclude(comment=""),
)
