"""Nouns of the ratings app (等级评定)."""

from backend.ratings.models.application import Application, Eligibility
from backend.ratings.models.assessment import Assessment, AssessorDuty, Feedback, Score
from backend.ratings.models.decision import Notice, Objection, Review, Vote
from backend.ratings.models.level import Level, LevelChange, Removal
from backend.ratings.models.policy import RatingPolicy
from backend.ratings.models.round import Round, RoundDraw

__all__ = [
    "Application",
    "Assessment",
    "AssessorDuty",
    "Eligibility",
    "Feedback",
    "Level",
    "LevelChange",
    "Notice",
    "Objection",
    "RatingPolicy",
    "Removal",
    "Review",
    "Round",
    "RoundDraw",
    "Score",
    "Vote",
]
