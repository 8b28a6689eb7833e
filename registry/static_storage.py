"""Static files under names that carry their content, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticFiles(CompressedManifestStaticFilesStorage):
    """Imports between JavaScript modules get those names too. Without that a page would load a module once by its hashed name
    and once more by its own, which nothing keeps from being an old one."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 10
    """A name is known once those of all that the file imports are: a pass for each step from a page's module down."""
