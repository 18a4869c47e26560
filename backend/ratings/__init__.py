"""Ratings (等级评定): rounds, applications, assessments, the committee, levels."""
