"""Tests of the Django apps, on real PostgreSQL, Valkey and S3."""
