"""The reading room without a screen: articles, facts, search, citations."""
