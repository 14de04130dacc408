"""What changed between two versions of a plan, or between two regions, in domain words."""
