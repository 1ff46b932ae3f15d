"""Readings as files and pages that people and other programs take up."""
