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
    SkipEntry,
    Survey,
    UnsubscribeLink,
    WordingVersion,
)
from surveys.followups.models import FollowUp, FollowUpEvent
from surveys.nps.models import ScoreMonth

__all__ = [
    "Answer",
    "AnswerChange",
    "AnswerTheme",
    "EarlierComment",
    "FollowUp",
    "FollowUpEvent",
    "Invitation",
    "LateMessage",
    "ScoreMonth",
    "SkipEntry",
    "Survey",
    "Theme",
    "ThemeWord",
    "UnsubscribeLink",
    "WordingVersion",
]
