"""What a statement says that was not shown."""
from ..terms.errors import SHOWN
from .messages import told
from .tracebacks import in_notebook

SHOWN.update(markdown=told, traceback=in_notebook)
