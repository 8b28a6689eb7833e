"""The cut sheet (カット表), cuts by roles, and the credit list (クレジット一覧), what has no cut: they store what was changed by the verbs of credits."""
