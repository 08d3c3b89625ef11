"""Invented people and years for a demo: nobody in here exists."""
