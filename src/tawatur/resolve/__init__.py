"""Resolves what texts refer to: dates in the calendar, places on the map, a report's dateline."""
