"""The small forms of the zaak page, one module per act, and the intake by staff."""
