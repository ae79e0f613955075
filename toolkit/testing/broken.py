"""How a check fails."""


class ContractBroken(AssertionError):
    """A plugin does not hold what every one of its kind must; the message says what, on which text, and what to do."""
