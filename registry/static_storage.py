"""Static files under names that carry their content, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

MODULE_IMPORTS = (
    r"""(?m)^(?P<matched>(?P<names>(?:import|export)\b[^"';]*)["'](?P<url>\.[^"'\n]+)["'];)""",
    '%(names)s"%(url)s";',
)
"""An import or export at the start of a line, where ours stand. Django's own pattern begins at each word `import` and looks
from there to the end of the file: in the scripts of the libraries that took half of the time of `collectstatic`."""


class ModuleStaticFiles(CompressedManifestStaticFilesStorage):
    """Imports between JavaScript modules get those names too. Without that a page would load a module once by its hashed name
    and once more by its own, which nothing keeps from being an old one."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", (MODULE_IMPORTS,)))
    max_post_process_passes = 10
    """A name is known once those of all that the file imports are: a pass for each step from a page's module down."""
