"""The admin of surveys: read-mostly, because services own the rules."""

from django.contrib import admin

from crm.shared.admin import HistoryAdmin, KringAdmin, ReadOnlyInline, ServiceOwnedAdmin
from surveys.answers.models import (
    Answer,
    AnswerChange,
    AnswerTheme,
    EarlierComment,
    LateMessage,
    Mention,
    Theme,
    ThemeWord,
)
from surveys.campaigns.models import (
    Invitation,
    Occasion,
    SkipEntry,
    Survey,
    SurveyState,
    WordingVersion,
)
from surveys.followups.models import FollowUp, FollowUpEvent, ThankYou
from surveys.handling.models import Handling
from surveys.improvements.models import Improvement, Telling
from surveys.nps.models import ScoreMonth, TrendMark
from surveys.openlinks.models import OpenAnswer, OpenLink
from surveys.sealed.models import AnonymousAnswer, ConfidentialAnswer, ConfidentialChange
from surveys.sending.models import UnsubscribeLink

TOKENS = ("token_nonce", "token_hash", "token_expires_at", "token_revoked_at")


@admin.register(WordingVersion)
class WordingVersionAdmin(KringAdmin):
    """Add versions of the wording; a version in use is never changed."""

    list_display = ("number", "valid_from", "question_nl", "question_en")
    search_fields = ("question_nl", "question_en")

    def has_change_permission(self, request, obj=None):
        """Refuse changes to a version that was used: its answers were given to these words."""
        return obj is None or not obj.surveys.exclude(state=SurveyState.DRAFT).exists()

    def has_delete_permission(self, request, obj=None):
        """Keep every version."""
        return False


@admin.register(Survey)
class SurveyAdmin(ServiceOwnedAdmin):
    """Look at surveys; they are set up, sent and closed on their own pages."""

    list_display = ("name", "kind", "state", "launched_at", "closes_on", "sent", "answered")
    list_filter = ("state", "kind", "imported")
    search_fields = ("name",)
    list_select_related = ("wording",)


@admin.register(Invitation)
class InvitationAdmin(ServiceOwnedAdmin):
    """Look at invitations, without their links."""

    list_display = ("survey", "contact", "account", "state", "sent_at", "answered_at")
    list_filter = ("state", "language")
    search_fields = ("=contact__email_key", "contact__name_key", "account__name_key")
    list_select_related = ("survey", "contact", "account")
    exclude = TOKENS


@admin.register(SkipEntry)
class SkipEntryAdmin(ServiceOwnedAdmin):
    """Look at the people not asked."""

    list_display = ("survey", "contact", "account", "reason", "eligible_from")
    list_filter = ("reason",)
    search_fields = ("contact__name_key", "account__name_key")
    list_select_related = ("survey", "contact", "account")


@admin.register(UnsubscribeLink)
class UnsubscribeLinkAdmin(ServiceOwnedAdmin):
    """Look at who stopped surveys by link."""

    list_display = ("contact", "unsubscribed_at")
    list_filter = (("unsubscribed_at", admin.EmptyFieldListFilter),)
    search_fields = ("contact__name_key", "=contact__email_key")
    list_select_related = ("contact",)
    exclude = TOKENS


class AnswerChangeInline(ReadOnlyInline):
    """Show an answer's history."""

    model = AnswerChange


class AnswerThemeInline(ReadOnlyInline):
    """Show an answer's themes."""

    model = AnswerTheme


@admin.register(Answer)
class AnswerAdmin(ServiceOwnedAdmin):
    """Look at answers; only the customer's own link changes one."""

    list_display = ("account", "contact", "score", "survey", "channel", "confirmed_at")
    list_filter = ("kind", "channel", "score")
    search_fields = ("account__name_key", "contact__name_key", "comment", "=external_key")
    list_select_related = ("account", "contact", "survey")
    inlines = (AnswerThemeInline, AnswerChangeInline)


@admin.register(AnswerChange)
class AnswerChangeAdmin(HistoryAdmin):
    """Look at the changes of answers."""

    list_display = ("answer", "at", "score_before", "score_after", "comment_changed")
    list_select_related = ("answer",)


@admin.register(EarlierComment)
class EarlierCommentAdmin(ServiceOwnedAdmin):
    """Look at comments that were replaced."""

    list_display = ("change", "text")
    list_select_related = ("change",)
    search_fields = ("text",)


@admin.register(LateMessage)
class LateMessageAdmin(ServiceOwnedAdmin):
    """Look at what was written on closed surveys."""

    list_display = ("account", "at", "text")
    search_fields = ("account__name_key", "text")
    list_select_related = ("account",)


class ThemeWordInline(admin.TabularInline):
    """Edit the words that mark a comment with a theme."""

    model = ThemeWord
    extra = 3


@admin.register(Theme)
class ThemeAdmin(KringAdmin):
    """Name themes and their words."""

    list_display = ("slug", "name_nl", "name_en", "nothing_named")
    search_fields = ("slug", "name_nl", "name_en", "words__word")
    inlines = (ThemeWordInline,)


@admin.register(ThemeWord)
class ThemeWordAdmin(KringAdmin):
    """List the words of all themes."""

    list_display = ("word", "theme")
    list_filter = ("theme",)
    search_fields = ("word",)
    list_select_related = ("theme",)


@admin.register(AnswerTheme)
class AnswerThemeAdmin(ServiceOwnedAdmin):
    """Look at which answers name which theme."""

    list_display = ("answer", "theme", "by_hand")
    list_filter = ("theme", "by_hand")
    list_select_related = ("answer", "theme")


class FollowUpEventInline(ReadOnlyInline):
    """Show the steps of a follow-up."""

    model = FollowUpEvent


@admin.register(FollowUp)
class FollowUpAdmin(ServiceOwnedAdmin):
    """Look at follow-ups; they are acted on on their own pages."""

    list_display = ("account", "answer", "owner", "state", "due_at", "contacted_at")
    list_filter = ("state", "silence_reason")
    search_fields = ("account__name_key", "note", "=complaint_number")
    list_select_related = ("account", "answer", "owner")
    inlines = (FollowUpEventInline,)


@admin.register(FollowUpEvent)
class FollowUpEventAdmin(HistoryAdmin):
    """Look at the steps of follow-ups."""

    list_display = ("followup", "at", "state_before", "state_after", "by")
    list_select_related = ("followup", "by")


@admin.register(ScoreMonth)
class ScoreMonthAdmin(ServiceOwnedAdmin):
    """Look at the monthly counts; they follow the answers and can be counted anew."""

    list_display = ("kind", "dimension", "key", "month", "next_month")
    list_filter = ("kind", "dimension")


@admin.register(Occasion)
class OccasionAdmin(ServiceOwnedAdmin):
    """Look at what made transactional surveys ask."""

    list_display = ("survey", "key", "account", "due_on", "state", "reason")
    list_filter = ("state",)
    search_fields = ("=key", "account__name_key")
    list_select_related = ("survey", "account")


@admin.register(ConfidentialAnswer)
class ConfidentialAnswerAdmin(ServiceOwnedAdmin):
    """Tell that confidential answers are there; what they say is for the named contact alone."""

    list_display = ("survey", "handling", "due_at")
    list_filter = ("handling",)
    list_select_related = ("survey",)
    fields = ("survey", "handling", "due_at")


@admin.register(ConfidentialChange)
class ConfidentialChangeAdmin(ServiceOwnedAdmin):
    """Tell that confidential answers were changed; how is for the named contact alone."""

    list_display = ("at",)
    fields = ("at",)


@admin.register(AnonymousAnswer)
class AnonymousAnswerAdmin(ServiceOwnedAdmin):
    """Tell that anonymous answers are there; they are read together, on the survey's page."""

    list_display = ("survey", "month")
    list_select_related = ("survey",)
    fields = ("survey", "month")


@admin.register(TrendMark)
class TrendMarkAdmin(KringAdmin):
    """Keep the events that stand on the trend."""

    list_display = ("on", "text", "created_by")
    search_fields = ("text",)
    list_select_related = ("created_by",)


@admin.register(Mention)
class MentionAdmin(ServiceOwnedAdmin):
    """Look at who is named in comments."""

    list_display = ("name", "kind", "answer")
    list_filter = ("kind",)
    search_fields = ("name",)
    list_select_related = ("answer",)


@admin.register(ThankYou)
class ThankYouAdmin(ServiceOwnedAdmin):
    """Look at thank-you mails."""

    list_display = ("answer", "by", "written_at", "sent_at", "failed")
    list_select_related = ("answer", "by")


@admin.register(Improvement)
class ImprovementAdmin(ServiceOwnedAdmin):
    """Look at improvements; they are kept on their own pages."""

    list_display = ("title", "theme", "owner", "due_on", "done_on", "told_at")
    list_filter = ("theme",)
    search_fields = ("title",)
    list_select_related = ("theme", "owner")


@admin.register(Telling)
class TellingAdmin(ServiceOwnedAdmin):
    """Look at who was told of an improvement."""

    list_display = ("improvement", "contact", "state", "sent_at")
    list_filter = ("state",)
    list_select_related = ("improvement", "contact")


@admin.register(OpenLink)
class OpenLinkAdmin(ServiceOwnedAdmin):
    """Look at public links, without their addresses."""

    list_display = ("source", "survey", "created_at", "token_expires_at")
    search_fields = ("source",)
    list_select_related = ("survey",)
    exclude = TOKENS


@admin.register(OpenAnswer)
class OpenAnswerAdmin(ServiceOwnedAdmin):
    """Look at what came in by public links."""

    list_display = ("link", "score", "confirmed_at")
    list_filter = ("score",)
    search_fields = ("comment",)
    list_select_related = ("link",)


@admin.register(Handling)
class HandlingAdmin(ServiceOwnedAdmin):
    """Look at what customers say about the handling of their complaints."""

    list_display = ("answer", "complaint", "solved", "outcome", "process", "treatment", "given_at")
    list_filter = ("solved",)
    search_fields = ("=complaint",)
    list_select_related = ("answer",)
