"""Writing through the API: a token says who, a form reads the body, one verb does it, the answer is the entry.

- tokens: who asks          - conditions: If-Match, and what a member sees      - idempotency: once, whatever is repeated
- forms: bodies read strictly, from declared serializers                         - inputs: those declarations
- entries: the views' common part    - credits, works, people: what each address does
"""
