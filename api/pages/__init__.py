"""Pages for people: the public record as a reader meets it, in each language of the site.

A page asks the API's own addresses (`reads`) and shows what they answer, so that a page and its JSON never differ and nothing
is public here that is not public there. `public_page` is what all pages have in common: language, links to other forms,
ETag, and what is said of an entry that was merged or removed. Pages know no session, no cookie and no account.
"""
