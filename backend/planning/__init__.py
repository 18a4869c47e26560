"""Plans the year, computes quotas, has the draw made, turns it into visits (双随机)."""
