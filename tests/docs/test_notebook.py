"""The notebook of the docs runs from its first cell to its last, and shows what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "notebook.ipynb"


def test_every_cell_runs(capsys):
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells):
        assert not cell.get("outputs"), "the notebook is kept without what it printed"
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
    printed = capsys.readouterr().out
    for told in ("Norway", "accepted", "threaten", "# The situation"):
        assert told in printed
    forms = names["Plot"](names["relations_over_time"](()))._repr_mimebundle_()
    assert "var(--" not in json.dumps(forms)
