"""Documents in the forms that others read: JSON, brat's standoff files, HTML for notebooks."""

from onrecord.export.brat import BratFolder, to_brat
from onrecord.export.json import from_dict, to_dict, to_json
from onrecord.export.notebook import to_html

__all__ = ["BratFolder", "from_dict", "to_brat", "to_dict", "to_html", "to_json"]
