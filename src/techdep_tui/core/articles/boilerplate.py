"""Lines that a site puts around an article: calls to subscribe, to share, to read on, copyright, page ends.

Only whole short lines count; a paragraph that happens to hold such words is the article's own. Plain
comparisons of text do, one phrase a line, so that a phrase is quickly added.
"""

from __future__ import annotations

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.wordlists import phrases, words

_BEGINNINGS = phrases(
    """
    unlock premium | unlock the full | unlock this | unlock unlimited | unlock exclusive | start your free
    start your subscription | try it free | subscribe now | subscribe today | subscribe here | subscribe to
    subscribe for | subscribe via | subscribers can | subscribers to | log in to | sign in to
    please log in | please sign in | already a subscriber | already a member | sign up to | sign up for
    sign up now | sign up here | sign up today | sign-up | register now | register for free | register here
    get our app | get our free | get our newsletter | get the app | get the latest | get our daily
    download our app | download the app | for more news | for more articles | for more stories
    for more expert analysis | for more information, visit | for more on this | to read the full
    to continue reading | to read more | this article is for subscribers | this content is for
    this article is reserved | this article is only available | you have reached your
    you can also subscribe | you can unsubscribe | read more: | read more at | read more about
    read more on | read more here | read more in | read more » | read more > | read more … | read more...
    read also: | also read: | see more | watch more | watch now: | watch: | learn more: | learn more about
    learn more at | read or share this | read the full | read the original | read the rest | read in app
    must read: | further reading: | keep reading | continue reading | carry on reading | more from | more:
    more on this story | click here | click to | share this article | share this story | share this post
    share this page | share this: | share on | share via | follow us | follow me on | follow @ | like us on
    find us on | join us on | join our | story continues | article continues | skip to content
    skip to main | jump to | back to top | © | (c) 19 | (c) 20 | copyright 19 | copyright 20 | copyright ©
    copyright (c) | all rights reserved | alle rechte vorbehalten | tous droits réservés
    все права защищены | not to be redistributed | not to be reproduced | this site uses cookies
    our site uses cookies | this website uses cookies | we use cookies | cookie policy | cookie settings
    privacy policy | privacy notice | terms of use | terms of service | terms and conditions
    terms & conditions | to contact the reporter | to contact the editor | to contact the author
    to contact the writer | this story has been updated | this article has been updated
    this post has been updated | this report has been updated | this story was updated
    this article was updated | this story was originally | this article was originally
    this post was originally | this story first | this article first | this story was first
    this article was first | this article is more than | this story has been corrected
    this article has been corrected | enlarge this image | toggle caption | hide caption | media playback is
    image copyright | image source | image caption | editor's note | editors' note | you may also like
    you might also like | (reporting by | reporting by | additional reporting by | (additional reporting
    (writing by | (editing by | editing by | edited by: | contributing: | write to staff writer
    view comments | leave a comment | post a comment | our standards: the | recommended for you
    recommended stories | recommended articles | sponsored by | sponsored content | send tips to
    """
)
"""How such a line begins, in small letters."""

_BEGINNINGS_BY_CHARACTER = {
    first: tuple(phrase for phrase in _BEGINNINGS if phrase[0] == first)
    for first in {p[0] for p in _BEGINNINGS}
}

_WHOLE = frozenset(
    phrases(
        """
        advertisement | advertisements | advertising | sponsored | promoted | ad | anzeige | reklama
        publicité | publicidad | реклама | print | email | e-mail | save | share | tweet | comments
        comment | menu | search | newsletter | newsletters | read more | read also | see also | also read
        learn more | watch | close | most read | most popular | most viewed | trending | trending now
        more stories | popular now | up next | related | related articles | related stories | related news
        related topics | related content | related posts | recommended | ends | end | fin | 30 | copyright
        all rights reserved | share this | read next | latest news | top stories
        """
    )
)
"""Such lines as a whole, in small letters without what stands around them."""

_WITHIN = phrases(
    """
    all rights reserved | start your free trial | please visit us at
    contributed to this report | contributed to this article | contributed to this story
    """
)
"""What stands somewhere in such a line, in small letters."""

_OFFERS = ("sign up ", "subscri")
_OFFER = LazyPattern(
    r"sign up [^\n]{0,200}(?:newsletter| alerts)"
    r"|subscri[^\n]{0,200}newsletter"
)
"""A call to subscribe somewhere in such a line; always with one of `_OFFERS` in it."""

_RELATED = frozenset(
    phrases(
        """
        related article | related articles | related | related story | related stories | related news
        related coverage | related link | related post | related content | see also | read also | also read
        read more | more on this | read next
        """
    )
)
_RELATED_BEGINNINGS = frozenset(phrase[:4] for phrase in _RELATED)
_SOCIAL = ("twitter", "facebook", "instagram", "linkedin", "telegram", "threads", " x.")
_PAGE_WORDS = words("page p of seite von стр из /")
_AROUND = " .:!»>…-–—|[]()*#_="
_RULES = " #*-–—_=~•·"
_LONGEST = 320
"""Characters; what is longer is a paragraph."""
_LONGEST_FOLLOW = 120


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is a site's own matter and not the article's."""
    if len(line) > _LONGEST:
        return False
    folded = line.lower().replace("’", "'")
    return (
        folded.startswith(_BEGINNINGS_BY_CHARACTER.get(folded[:1], ()))
        or folded.strip(_AROUND) in _WHOLE
        or not line.strip(_RULES)
        or any(phrase in folded for phrase in _WITHIN)
        or (any(offer in folded for offer in _OFFERS) and _OFFER.search(folded) is not None)
        or _is_contact(folded)
    )


def _is_contact(folded: str) -> bool:
    """Whether a line says whom to follow or to write to."""
    if len(folded) > _LONGEST_FOLLOW:
        return False
    if folded.startswith("follow "):
        return any(site in folded for site in _SOCIAL)
    return folded.startswith(("write to ", "contact ", "e-mail ", "email ")) and "@" in folded


def is_page_furniture(line: str) -> bool:
    """Whether a line is a page number or nothing but an address, as printed at the end of a page."""
    return address_of(line) is not None or _is_page_number(line)


def _is_page_number(line: str) -> bool:
    """A line such as `3`, `- 3 -`, `Page 3 of 5` or `3/5`."""
    if len(line) > 20 or not any(map(str.isdecimal, line)):
        return False
    words = line.lower().replace("/", " / ").strip(_AROUND).split()
    numbers = [word for word in words if word.isdecimal() and len(word) <= 4]
    return bool(numbers) and all(word in _PAGE_WORDS for word in words if word not in numbers)


def address_of(line: str) -> str | None:
    """The address that a line consists of, if it does."""
    if line[:1] not in "hHwW<([":
        return None
    address = line.strip("<>()[]")
    is_address = address[:8].lower().startswith(("http://", "https://", "www."))
    return address if is_address and len(address) > 10 and len(address.split(None, 1)) == 1 else None


def related_title(line: str) -> str | None:
    """The title in a line such as "Related article: …", else `None`."""
    if line[:4].lower() not in _RELATED_BEGINNINGS or len(line) > _LONGEST:
        return None
    for mark in ":–—|":
        head, found, _ = line[:30].partition(mark)
        if found and head.strip().lower() in _RELATED:
            return line[len(head) + 1 :].strip() or None
    return None
