"""Running Xingjian: local services, set-up, deployment (运行环境)."""
