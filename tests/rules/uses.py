"""What a use of AI says that a person validated."""

USE = {
    "task": "layout",
    "source_type": "algorithmicMedia",
    "oversight": "human_validated",
    "extent": "assist",
}


SAID = {"wording": "As it was.", "basis": "own_statement"}
