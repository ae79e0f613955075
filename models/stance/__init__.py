"""How the head of toolkit-sentiment is trained: a large teacher, what it says of many targets, and a small head."""
