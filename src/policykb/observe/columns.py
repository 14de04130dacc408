"""The columns of the tables of figures: their names for programs, their headings for people, what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policykb.phrase import Phrase

KINDS = {"published": "公布值", "lower_bound": "下限", "forecast": "预计值", "estimate": "估算值"}
QUALITIES = {
    "official": "官方网站",
    "official_repost": "官方转载",
    "agency_report": "部门报送",
    "party_press": "党报",
    "national_media": "中央媒体",
    "local_media": "地方媒体",
    "trade_media": "行业媒体",
    "journal": "期刊",
    "journal_abstract": "期刊摘要",
    "mirror": "转载页",
    "table_no_url": "无网址的表",
    "excerpt_no_url": "无网址的摘录",
    "spun": "改写稿",
    "memory": "记忆",
}
CONFIRMED = {"seen": "已核实", "memory": "未核实"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, whether every row needs it, and the words of its closed list, each with its Chinese."""

    name: str
    heading: Phrase
    holds: Phrase
    needed: bool = False
    words: tuple[tuple[str, str], ...] = ()


_ID = Column(
    "id",
    Phrase("编号", "id"),
    Phrase(
        "可不填，导入时自动编号；一经使用不再改动",
        "may stay empty: numbered on import; once used it never changes",
    ),
)
_INDICATOR = Column(
    "indicator",
    Phrase("指标", "indicator"),
    Phrase(
        "指标名称或代号，如 森林覆盖率、forest-cover",
        "an indicator's name or id, such as 森林覆盖率 or forest-cover",
    ),
    needed=True,
)
_AS_STATED = Column(
    "indicator_as_stated",
    Phrase("来源所称指标", "indicator as stated"),
    Phrase("来源的叫法，如 新能源装机", "what the source calls it, such as 新能源装机"),
)
_REGION = Column(
    "region",
    Phrase("地区", "region"),
    Phrase(
        "名称或六位代码，如 宁夏、640000；全国写“全国”",
        "a name or a code of six digits; 全国 for the whole country",
    ),
    needed=True,
)
_PERIOD = Column(
    "period",
    Phrase("时期", "period"),
    Phrase("2025、2025-10 或 2025-10-22", "2025, 2025-10 or 2025-10-22"),
    needed=True,
)
_AS_OF = Column(
    "as_of",
    Phrase("统计截止日", "as of"),
    Phrase(
        "数值截至哪一日，来源写明时填，写法同时期",
        "the day the figure is of, where the source tells; as the period",
    ),
)
_PUBLISHED = Column(
    "published_on",
    Phrase("公布日期", "published on"),
    Phrase(
        "来源公布的日期，写法同时期；不填则按统计截止日或时期末日算作已知",
        "when it was published; if empty it counts as known from its own date or the end of its period",
    ),
)
_VALUE = Column(
    "value",
    Phrase("数值", "value"),
    Phrase(
        "只写数字，不带单位和逗号；下降以负数表示", "digits alone, no unit and no comma; a fall is negative"
    ),
)
_UNIT = Column(
    "unit",
    Phrase("单位", "unit"),
    Phrase("有数值必须写单位，如 %、万亩、万千瓦", "needed with a value, such as %, 万亩, 万千瓦"),
)
_VALUE_TEXT = Column(
    "value_text",
    Phrase("数值原文", "value as worded"),
    Phrase("来源的写法，如 约13%、≥90、上升", "the source's wording, such as 约13%, ≥90, 上升"),
)
_KIND = Column(
    "kind",
    Phrase("性质", "kind"),
    Phrase(
        "公布值、下限、预计值、估算值；不填为公布值",
        "published, lower_bound, forecast or estimate; empty is published",
    ),
    words=tuple(KINDS.items()),
)
_BASELINE = Column(
    "baseline_year",
    Phrase("基准年", "baseline year"),
    Phrase("累计变化所比的年份；水平值不填", "for a cumulative change: the year it is counted from"),
)
_SERIES = Column(
    "series",
    Phrase("序列", "series"),
    Phrase(
        "口径与指标本身不同时给一个代号，如 from-2024；同口径不填",
        "a code for figures that are defined otherwise, such as from-2024; empty is the indicator's own definition",
    ),
)
_DEFINITION = Column(
    "definition",
    Phrase("口径", "definition"),
    Phrase("来源所写或推断的口径", "the definition, as stated or inferred"),
)
_DATASET = Column(
    "dataset",
    Phrase("来源代号", "dataset"),
    Phrase(
        "同一来源用同一代号；不填则以网址或标题代替",
        "one code for one source; if empty its address or title stands for it",
    ),
)
_TITLE = Column(
    "source_title",
    Phrase("来源标题", "source title"),
    Phrase("文件、网页或报表的标题", "its title"),
    needed=True,
)
_URL = Column(
    "source_url",
    Phrase("来源网址", "source address"),
    Phrase("http 或 https 地址", "an http or https address"),
)
_QUALITY = Column(
    "source_quality",
    Phrase("来源性质", "source quality"),
    Phrase("官方、转载、媒体、改写等，代号见说明页", "one of the codes listed"),
    needed=True,
    words=tuple(QUALITIES.items()),
)
_CONFIRMED = Column(
    "confirmed",
    Phrase("是否核实", "confirmed"),
    Phrase("seen：在来源中读到；memory：未读到", "seen: read in the source; memory: not read there"),
    needed=True,
    words=tuple(CONFIRMED.items()),
)
_NOTE = Column("note", Phrase("备注", "note"), Phrase("疑点、冲突、推断", "doubts, conflicts, inferences"))

OBSERVED = (
    *(_ID, _INDICATOR, _AS_STATED, _REGION, _PERIOD, _AS_OF, _PUBLISHED, _VALUE, _UNIT, _VALUE_TEXT),
    *(_KIND, _BASELINE, _SERIES, _DEFINITION, _DATASET, _TITLE, _URL, _QUALITY, _CONFIRMED, _NOTE),
)
PLANNED = (
    *(_ID, _INDICATOR, _AS_STATED, _REGION, replace(_PERIOD, needed=False)),
    *(_PUBLISHED, replace(_VALUE, needed=True), replace(_UNIT, needed=True), _BASELINE, _DATASET),
    *(_TITLE, _URL, _QUALITY, _CONFIRMED, _NOTE),
)
