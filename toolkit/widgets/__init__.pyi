from .explorer import Explorer as Explorer
from .explorer import explore as explore
from .names import NamesEditor as NamesEditor
from .names import edit_names as edit_names
from .report import ReportView as ReportView
from .report import show_report as show_report
