"""Characters that a reader takes for others: traditional forms, and radicals that look like whole characters."""

from __future__ import annotations

import re

from policykb.phrase import Phrase

# Everyday words of plans whose two forms differ; what is written alike in both scripts says nothing.
_TRADITIONAL = frozenset(
    "國計劃環護達產業會經濟個這們來發體關動區縣廳級實現應對與為減協標責負單農電氣熱機車運輸綠資設備監測項開"
)
_SIMPLIFIED = frozenset(
    "国计划环护达产业会经济个这们来发体关动区县厅级实现应对与为减协标责负单农电气热机车运输绿资设备监测项开"
)
_FEW = 5
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")


def traditional(text: str) -> Phrase | None:
    """A warning when a text is in traditional script, whose words are not all recognised."""
    old = sum(text.count(char) for char in sorted(_TRADITIONAL - _SIMPLIFIED))
    new = sum(text.count(char) for char in sorted(_SIMPLIFIED - _TRADITIONAL))
    if old < _FEW or old <= new:
        return None
    return Phrase(
        "这是繁体字文本：程序按简体用词识别，可能漏认，请着重核对",
        "the text is in traditional script: words are recognised in simplified script, so check it with care",
    )


def radicals(text: str) -> Phrase | None:
    """A warning when a text holds radicals or compatibility forms, which look like other characters."""
    found = _RADICALS.findall(text)
    if not found:
        return None
    shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in sorted(set(found))[:5])
    return Phrase(
        f"有 {len(found)} 个部首或兼容字形，看似常用字而不是：{shown}；含这些字的词可能认不出",
        f"{len(found)} radicals or compatibility forms that only look like everyday characters: {shown}; "
        "words with them may not be recognised",
    )
