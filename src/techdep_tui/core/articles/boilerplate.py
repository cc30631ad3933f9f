"""Lines that a site puts around an article: calls to subscribe, to share, to read on, copyright, page ends.

Only whole short lines count; a paragraph that happens to hold such words is the article's own.
"""

from __future__ import annotations

import re

_LONGEST = 320
"""Characters; what is longer is a paragraph."""

_OPENINGS = re.compile(
    r"""
    (?: unlock\s(?:premium|the|this|unlimited|full|exclusive)\b
      | start\syour\s(?:free\s)?(?:trial|subscription)\b
      | try\sit\sfree\b
      | subscribe(?:rs)?\s(?:now|today|here|to|for|can|and|via|in)\b
      | (?:please\s|already\sa\s(?:member|subscriber)\b.{0,20})?(?:log|sign)\s?in\sto\b
      | (?:please\s|click\shere\sto\s)?sign[\s-]?up\s(?:now|here|today|to|for|with)\b
      | register\s(?:now|here|for\sfree)\b
      | get\s(?:our|the)\s(?:free\s|daily\s|weekly\s|best\s)?(?:newsletter|app|latest|daily)\b
      | (?:download|install)\s(?:our|the)\s.{0,30}\bapp\b
      | for\smore\s(?:news\s|expert\s|on\s|of\s|articles?\s|stories\s|information\s|coverage\s|details\s)
        .{0,120}\b(?:visit|sign\sup|click|subscribe|go\sto|follow|please|see)\b
      | to\s(?:read|continue|get|access|receive)\b.{0,60}\b(?:subscri|sign\sup|register|log\s?in|newsletter)
      | (?:this|the)\s(?:article|content|story)\sis\s(?:for|only|available|reserved)\b.{0,40}\bsubscribers
      | you\s(?:have\s(?:reached|read)|can\s(?:also\s)?(?:follow|subscribe|unsubscribe|read\smore))\b
      | (?:read|see|watch|listen|learn)\s(?:more|also|next|now)
        \s?(?:[:.…»›>|-]|about\b.{0,60}$|on\b.{0,60}$|here|at\b.{0,40}$|$)
      | read\s(?:or\sshare\sthis\sstory|the\s(?:full|original|whole|rest|entire)\b|in\sapp)
      | (?:also|must|further)\s?[-\s]?read\s?(?::|$)
      | (?:more|keep|continue|carry\son)\s(?:reading|from\s.{1,40}$|on\sthis\s(?:story|topic))
      | click\s(?:here|to|on|below)\b
      | share\s(?:this|on|via|the|it)\b.{0,60}$
      | (?:like|follow|find|join)\s(?:us|me)\b.{0,80}$
      | follow\s(?:@|.{1,40}\son\s(?:twitter|facebook|x|instagram|linkedin|telegram|threads))
      | (?:advertisements?|sponsored|promoted|ad|reklama|anzeige|publicit[éy]|advertising)\W{0,3}$
      | story\scontinues\b
      | (?:skip|jump|back)\sto\s(?:content|main|top|navigation|advertisement|article)\b
      | (?:print|email|save|share|tweet|comments?|leave\sa\scomment|post\sa\scomment|menu|search|newsletter)$
      | (?:©|\(c\)|copyright\b|all\srights\sreserved|alle\srechte|tous\sdroits|все\sправа)
      | not\sto\sbe\s(?:redistributed|reproduced)\b
      | (?:this|our)\s(?:site|website)\s(?:uses|use)\scookies
      | (?:we\suse\scookies|cookie\s(?:policy|settings)|privacy\s(?:policy|notice))
      | terms\s(?:of|and)\b.{0,30}$
      | (?:write|contact)\s(?:to\s)?(?:the\s)?\S.{0,60}\b(?:at\s\S{1,60}@|staff\swriter)
      | to\scontact\sthe\s(?:reporter|editor|author|writer)
      | this\s(?:story|article|post|report)\s(?:has\sbeen|was)\s(?:updated|corrected|amended|first|originally)
      | (?:enlarge\sthis\simage|toggle\scaption|hide\scaption|media\splayback\sis)
      | image\s(?:copyright|source|caption)
      | recommended\s(?:for\syou|stories|articles|videos)?$
      | (?:most\s(?:read|popular|viewed)|trending(?:\snow)?|more\sstories|popular\snow|up\snext)\s?:?$
      | related\s(?:articles|stories|news|topics|content|posts)\s?:?$
      | you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested)\s?:?$
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)

_ANYWHERE = re.compile(
    r"""
      \ball\srights\sreserved\b
    | \bsubscri(?:be|ption|ber-only)\b.{0,60}\bnewsletters?\b
    | \bsign\sup\s(?:to|for)\b.{0,80}\b(?:newsletters?|alerts?|briefing|e-?mails?)\b
    | \bstart\syour\sfree\strial\b
    | \bplease\svisit\sus\sat\b
    | ©\s?(?:19|20)\d\d\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_END_MARK = re.compile(
    r"(?:#{1,5}|-\s?(?:30|end|ends|fin)\s?-|\W{0,3}(?:ends?|fin|finis)\W{1,3}|[*•·_=~—–-]{2,40}(?:\s[*]){0,4})$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|стр\.)?\s?[-–—|\[]?\s?\d{1,4}\s?[-–—|\]]?(?:\s?(?:/|of|von|из)\s?\d{1,4})?$",
    re.IGNORECASE,
)
_URL_ONLY = re.compile(r"[<(\[]?(?:https?://|www\.)\S{3,2000}$", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:related\s(?:article|story|news|coverage|link|post|content|read)s?|see\salso|read\salso|also\sread"
    r"|(?:read\smore|more\son\sthis))\s?[:–—|]\s?(\S.{0,300})$",
    re.IGNORECASE,
)


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is a site's own matter and not the article's."""
    if len(line) > _LONGEST:
        return False
    return bool(_OPENINGS.match(line) or _ANYWHERE.search(line) or _END_MARK.match(line))


def is_page_furniture(line: str) -> bool:
    """Whether a line is a page number or nothing but an address, as printed at the end of a page."""
    return bool(_PAGE_NUMBER.match(line) or _URL_ONLY.match(line))


def address_of(line: str) -> str | None:
    """The address that a line consists of, if it does."""
    return line.strip("<>()[]") if _URL_ONLY.match(line) else None


def related_title(line: str) -> str | None:
    """The title in a line such as "Related article: …", else `None`."""
    match = _RELATED.match(line) if len(line) <= _LONGEST else None
    return match[1] if match else None
