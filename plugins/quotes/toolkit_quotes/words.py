"""The small words by which reporting clauses are taken apart."""

import re

PRONOUNS = frozenset("he she they we i it".split())
DETERMINERS = frozenset(
    "the a an his her their its our my this that these those some many several one two three four both all another "
    "other most few no each every".split()
)
OPENERS = frozenset(
    "but and so yet however meanwhile still later also then thus nevertheless nonetheless instead separately "
    "earlier afterwards today yesterday meantime or".split()
)
PREPOSITIONS = frozenset(
    "in on at after before during since under with without by from to for as when while until over amid following "
    "despite speaking asked commenting responding answering although because if once through via upon against "
    "late early last this next tuesday monday wednesday thursday friday saturday sunday earlier there here".split()
)
STOPS = frozenset("who which whom whose that what where it there when why how".split())
CLAUSE_VERBS = frozenset(
    "is are was were has have had will would could should can may might must did does do be been said says".split()
)
ADVERBIAL = re.compile(
    r"^(?:,|\.|$|in\b|on\b|at\b|during\b|after\b|before\b|by\b|via\b|from\b|while\b|when\b|as\b|late\b|earlier\b|"
    r"early\b|last\b|this\b|yesterday|today|to\b|following\b|with\b|about\b|of\b|through\b|over\b|under\b|recently|"
    r"ahead\b|there|here|again|afterwards|adding|referring|speaking|citing|noting|later\b|outside\b|"
    r"mon|tue|wed|thu|fri|sat|sun|;|–|—|\()",
    re.IGNORECASE,
)
SKIP_AFTER_CUE = re.compile(
    r"^(?:(?:,\s*)?(?:(?:on|late on|early on|earlier on)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?\b,?"
    r"|on\s+(?:[A-Z][a-z]+\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)\b,?"
    r"|(?:in|at|during|after|before|via|by|through)\s+(?:an?|the|his|her|their|its)\s+(?:[\w’'-]+\s+){0,5}?"
    r"(?:interview|statement|briefing|conference|speech|address|press conference|news conference|tweet|post|letter|"
    r"report|email|e-mail|phone|call|meeting|remarks|note|message|summit|session|hearing|debate)\b"
    r"(?:\s+(?:with|to|in|on|from)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)?,?"
    r"|(?:yesterday|today|earlier|later|again|recently|afterwards|privately|publicly|bluntly|flatly|simply)\b,?"
    r"|to\s+(?:reporters|journalists|lawmakers|parliament|the press|the media|the agency)\b,?"
    r"|in\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?\b(?=\s+(?:that|on|in|after|,))"
    r")\s*"
)
VIEW = re.compile(
    r"(?:the|this|that|any|a|all)\s+(?:\w+\s+)?(?:view|idea|notion|charge|claim|suggestion|accusation|allegation|argument|theory)s?"
    r"\s+(?:that|of)\b",
    re.IGNORECASE,
)
ADDRESSEE_VERBS = frozenset(
    "tell tells told telling assure assures assured inform informs informed remind reminds reminded warn warns warned "
    "advise advised urge urged ask asked asks".split()
)
PARTICIPLES = frozenset(
    "adding saying noting stressing insisting warning arguing claiming explaining suggesting emphasizing emphasising "
    "underlining underscoring stating declaring acknowledging conceding admitting telling writing recalling "
    "pointing".split()
)
