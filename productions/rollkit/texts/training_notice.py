"""The notice on the use of the work for AI, in the words of what its makers said. Where they said nothing there is none."""

from collections.abc import Iterable, Iterator

from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.training_terms import TrainingTerm

ENTRY_LABELS = {
    "cawg.data_mining": ("data mining", "データマイニング"),
    "cawg.ai_inference": ("input to AI models", "AIモデルへの入力"),
    "cawg.ai_training": ("training of AI models that generate nothing", "生成を行わないAIモデルの学習"),
    "cawg.ai_generative_training": ("training of generative AI models", "生成AIモデルの学習"),
}
"""By entry, in English and Japanese; a test compares them with the vocabulary."""
USE_SENTENCES = {
    "notAllowed": ("Not allowed with this work: %s.", "本作品の次の利用を認めません：%s。"),
    "constrained": (
        "Allowed with this work under conditions: %s.",
        "本作品の次の利用は条件付きで認めます：%s。",
    ),
    "allowed": ("Allowed with this work: %s.", "本作品の次の利用を認めます：%s。"),
}
"""By use, in the order in which they are printed: what is forbidden comes first."""


def list_training_notices(document: RollDocument, lang: str) -> list[str]:
    """A sentence for each of the three uses that something was said to."""
    terms = document.work.training_mining
    return [
        sentences[lang == "ja"] % ("、" if lang == "ja" else ", ").join(list_labels(terms, use, lang))
        for use, sentences in USE_SENTENCES.items()
        if any(term.use == use for term in terms)
    ]


def list_labels(terms: Iterable[TrainingTerm], use: str, lang: str) -> Iterator[str]:
    """What the entries with this use are called, each with its condition."""
    for term in terms:
        if term.use != use:
            continue
        label = ENTRY_LABELS[term.entry][lang == "ja"]
        if not term.condition:
            yield label
        else:
            yield f"{label}（{term.condition}）" if lang == "ja" else f"{label} ({term.condition})"
