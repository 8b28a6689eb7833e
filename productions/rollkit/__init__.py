"""The roll: pure functions from frozen facts to a document, and from the document to files.

No clock, settings, database or Django in here, so a roll is tested without them and made again byte for byte.
"""
