"""Labels → agreement and scores."""

from toolkit.validation.spans import Score, match_spans, overlap, score_spans

__all__ = ["Score", "match_spans", "overlap", "score_spans"]
