"""The steps of the walk, in order; each module one part of one of the two acts."""

from infra.demo.steps import (
    after,
    apply,
    assess,
    decide,
    duties,
    end,
    plan,
    rating_after,
    register,
    visit,
)
from infra.demo.walk import Step

INSPECTION: list[Step] = [*register.STEPS, *plan.STEPS, *visit.STEPS, *after.STEPS]
RATING: list[Step] = [*apply.STEPS, *assess.STEPS, *decide.STEPS, *rating_after.STEPS]
STEPS: list[Step] = [*INSPECTION, *RATING, *duties.STEPS, *end.STEPS]
