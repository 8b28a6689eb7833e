"""The cut sheet (カット表): cuts by roles, whose cells are names. It reads cells and stores what was changed in them, by the verbs of credits."""
