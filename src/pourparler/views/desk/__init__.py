"""The desk: the page where a person works with the record, and the same answers over HTTP.

=============== =================================================================================
module          what it does
=============== =================================================================================
``app``         puts the parts together: ``create_app(project)``
``asking``      addresses into questions: filters, cursors, links to the same question elsewhere
``pages``       one file a group of pages; each is a URL that works without JavaScript
``api``         the same answers as JSON, CSV and JSON lines under ``/api/v1``
``showing``     templates filled in, everything escaped
``passages``    the text of a report cut into stretches with all that is marked on each
``safety``      headers, hosts, forms and sizes: reports are hostile, other web pages too
=============== =================================================================================
"""

from pourparler.views.desk.app import create_app

__all__ = ["create_app"]
