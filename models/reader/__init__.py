"""The reader: one encoder with heads for attribution roles, links between them, entities and sentiment."""
