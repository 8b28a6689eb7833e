from productions.credits.admin import ai_uses, choice_labels, credits

__all__ = ["ai_uses", "choice_labels", "credits"]
