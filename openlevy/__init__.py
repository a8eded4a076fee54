"""OpenLevy collects and refunds social insurance premiums for any place that is described as data."""
