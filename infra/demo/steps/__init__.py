"""The steps of the walk, in order; each module one part of the main job."""

from infra.demo.steps import after, plan, register, visit
from infra.demo.walk import Step

STEPS: list[Step] = [*register.STEPS, *plan.STEPS, *visit.STEPS, *after.STEPS]
