"""Gathers the models of the nouns of surveys."""

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
from surveys.campaigns.models import Invitation, Occasion, SkipEntry, Survey, WordingVersion
from surveys.followups.models import FollowUp, FollowUpEvent, ThankYou
from surveys.handling.models import Handling
from surveys.improvements.models import Improvement, Telling
from surveys.nps.models import ScoreMonth, TrendMark
from surveys.openlinks.models import OpenAnswer, OpenLink
from surveys.sealed.models import AnonymousAnswer, ConfidentialAnswer, ConfidentialChange
from surveys.sending.models import UnsubscribeLink

__all__ = [
    "AnonymousAnswer",
    "Answer",
    "AnswerChange",
    "AnswerTheme",
    "ConfidentialAnswer",
    "ConfidentialChange",
    "EarlierComment",
    "FollowUp",
    "FollowUpEvent",
    "Handling",
    "Improvement",
    "Invitation",
    "LateMessage",
    "Mention",
    "Occasion",
    "OpenAnswer",
    "OpenLink",
    "ScoreMonth",
    "SkipEntry",
    "Survey",
    "Telling",
    "ThankYou",
    "Theme",
    "ThemeWord",
    "TrendMark",
    "UnsubscribeLink",
    "WordingVersion",
]
