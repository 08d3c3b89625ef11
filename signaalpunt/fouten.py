"""Refusals: exceptions whose text a user may read. Anything else that is raised is a bug."""


class Geweigerd(Exception):
    """Base of all refusals; `str()` is a Dutch sentence that says what happened and what to do."""
