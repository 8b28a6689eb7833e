"""The closed lists of what is disclosed of AI systems, of shares of their uses, and of what is said about training."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AISystemKind(TextChoices):
    """C2PA 2.2 asset types (`c2pa.types.…`) that a system can be, its parts left out. Empty: not asked."""

    MODEL = "c2pa.types.model", _("model")
    MODEL_JAX = "c2pa.types.model.jax", _("model (JAX)")
    MODEL_KERAS = "c2pa.types.model.keras", _("model (Keras)")
    MODEL_ML_NET = "c2pa.types.model.ml_net", _("model (ML.NET)")
    MODEL_MXNET = "c2pa.types.model.mxnet", _("model (MXNet)")
    MODEL_ONNX = "c2pa.types.model.onnx", _("model (ONNX)")
    MODEL_OPENVINO = "c2pa.types.model.openvino", _("model (OpenVINO)")
    MODEL_PYTORCH = "c2pa.types.model.pytorch", _("model (PyTorch)")
    MODEL_TENSORFLOW = "c2pa.types.model.tensorflow", _("model (TensorFlow)")
    GENERATOR = "c2pa.types.generator", _("generator")
    CLASSIFIER = "c2pa.types.classifier", _("classifier")
    CLUSTER = "c2pa.types.cluster", _("cluster model")
    REGRESSOR = "c2pa.types.regressor", _("regressor")
    UNDISCLOSED = "undisclosed", pgettext_lazy("kind of AI system", "not disclosed")


class AIHosting(TextChoices):
    """Where a system runs, and so where pictures that go into it end up. Empty: not asked."""

    LOCAL = "local", _("on a computer of the studio")
    VENDOR_CLOUD = "vendor_cloud", _("in its vendor's cloud")
    STUDIO_CLOUD = "studio_cloud", _("in a cloud of the studio's own")
    UNDISCLOSED = "undisclosed", pgettext_lazy("hosting", "not disclosed")


class TrainingSource(TextChoices):
    """What a system was trained on, as its maker discloses it; several may hold. None: not asked."""

    OWN = "own", _("the maker's own works")
    LICENSED = "licensed", _("licensed works")
    OPT_IN = "opt_in", _("works that their authors offered")
    PUBLIC_DOMAIN = "public_domain", _("works in the public domain")
    SCRAPED = "scraped", _("works collected from the web (scraped)")
    UNDISCLOSED = "undisclosed", pgettext_lazy("training data", "not disclosed")


class CodeOfConduct(TextChoices):
    """What a maker says to the Cabinet Office's code for AI developers (Japan, comply or explain). Empty: not looked up."""

    COMPLIES = "complies", _("complies")
    EXPLAINS = "explains", _("does not comply and explains why")
    SILENT = "silent", _("says nothing about it")


class ShareOf(TextChoices):
    """Of what an AI use has a share."""

    FRAMES = "frames", _("frames")
    CUTS = "cuts", _("cuts")


class ShareMethod(TextChoices):
    """How a share was found."""

    COUNTED = "counted", _("counted")
    SAMPLED = "sampled", _("counted in a sample")
    ESTIMATED = "estimated", _("estimated")


class AIInputKind(TextChoices):
    """What was given to an AI system to work from, and by whose hand it is. Empty: not asked."""

    OWN_DRAWING = "own_drawing", _("a drawing by the people of this credit")
    OTHERS_DRAWING = "others_drawing", _("a drawing by others of this work")
    DRAWING = "drawing", _("a drawing; nobody said whose")
    FOOTAGE = "footage", _("photographs or film")
    RENDER = "render", _("a picture from a 3D scene")
    SOUND = "sound", _("a recording of voice or sound")
    WORDS = "words", _("words alone")
    OTHER = "other", pgettext_lazy("AI input", "something else")


class AIRework(TextChoices):
    """What people did to the result of an AI use afterwards, and who. Empty: not asked."""

    OWN_HAND = "own_hand", _("revised by the people of this credit")
    OTHERS_HAND = "others_hand", _("revised by others of this work")
    BY_HAND = "by_hand", _("revised by hand; nobody said by whom")
    REDRAWN = "redrawn", _("drawn anew; the result was a reference")
    UNCHANGED = "unchanged", _("not changed")


class TrainingEntry(TextChoices):
    """What a work may be used for, or may not: the entries of CAWG's training and data mining assertion 1.1."""

    DATA_MINING = "cawg.data_mining", _("data mining")
    AI_INFERENCE = "cawg.ai_inference", _("input to AI models")
    AI_TRAINING = "cawg.ai_training", _("training of AI models that generate nothing")
    AI_GENERATIVE_TRAINING = "cawg.ai_generative_training", _("training of generative AI models")


class TrainingUse(TextChoices):
    """Whether it may. CAWG: who meets a constraint that is not told, or that they cannot keep, takes it as not allowed."""

    ALLOWED = "allowed", _("allowed")
    NOT_ALLOWED = "notAllowed", _("not allowed")
    CONSTRAINED = "constrained", _("allowed under conditions")
