"""Planning as an app: plans, quotas, tasks, visits."""
