"""Gathers the models of the nouns of surveys."""

from surveys.answers.models import (
    Answer,
    AnswerChange,
    AnswerTheme,
    EarlierComment,
    LateMessage,
    Theme,
    ThemeWord,
)
from surveys.campaigns.models import (
    Invitation,
    Occasion,
    SkipEntry,
    Survey,
    UnsubscribeLink,
    WordingVersion,
)
from surveys.followups.models import FollowUp, FollowUpEvent
from surveys.nps.models import ScoreMonth, TrendMark
from surveys.sealed.models import AnonymousAnswer, ConfidentialAnswer

__all__ = [
    "AnonymousAnswer",
    "Answer",
    "AnswerChange",
    "AnswerTheme",
    "ConfidentialAnswer",
    "EarlierComment",
    "FollowUp",
    "FollowUpEvent",
    "Invitation",
    "LateMessage",
    "Occasion",
    "ScoreMonth",
    "SkipEntry",
    "Survey",
    "Theme",
    "ThemeWord",
    "TrendMark",
    "UnsubscribeLink",
    "WordingVersion",
]
