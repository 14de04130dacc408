from __future__ import annotations

import pytest

from policykb.extract.force import force_of
from policykb.span import Span
from policykb.vocab import Confidence, Force

# Clauses of the plan unless marked, read by hand: the force and the words that carry it.
READ = [
    (Force.PROHIBIT, "严禁", "严禁在黄河沿岸 1 公里范围内新增“两高”项目"),
    (Force.PROHIBIT, "严禁", "严禁“挖湖造景”等不合理用水需求"),
    (
        Force.PROHIBIT,
        "不得",
        "未依法完成土壤污染状况调查和风险评估的地块不得开工建设与风险管控和修复无关的项目",
    ),
    (Force.MANDATE, "应", "应布局在符合产业定位和准入要求的合规园区"),
    (Force.MANDATE, "应", "工业园区应按规定建成污水集中处理设施"),
    (Force.MANDATE, "应", "各地级市应至少有一个符合运行要求的医疗废物集中处置设施"),
    (Force.MANDATE, "应改尽改", "对具备节能改造价值和条件的既有居住建筑应改尽改"),
    (Force.MANDATE, "依法", "依法安装自动在线监控装置并与生态环境主管部门联网"),
    (Force.MANDATE, "依法依规", "依法依规淘汰落后产能和化解过剩产能"),
    (Force.MANDATE, "按国家要求", "按国家要求编制自治区温室气体排放清单"),
    (Force.STRICT_CONTROL, "严控", "严控钢铁、煤化工、石化、有色金属等行业规模"),
    (Force.STRICT_CONTROL, "严控严管", "严控严管新增高污染、高耗能、高排放、高耗水项目"),
    (Force.STRICT_CONTROL, "严格", "严格规划环评审查、节能审查和项目环评准入"),
    (Force.STRICT_CONTROL, "严格", "严格合理控制煤炭消费增长"),
    (Force.STRICT_CONTROL, "严格", "严格落实全国碳市场履约制度"),
    (Force.COMMIT, "建成", "建成全区生态环境监测大数据平台"),
    (Force.COMMIT, "达到", "森林蓄积量达到1195万立方米"),
    (Force.COMMIT, "基本淘汰", "基本淘汰国三及以下排放标准汽车"),
    (Force.STRIVE, "力争", "力争可再生能源装机量达到 5000 万千瓦"),
    (Force.STRIVE, "争创", "争创绿色园区"),
    (Force.PROMOTE, "推动", "推动严格管控类受污染耕地生态修复增汇"),
    (Force.PROMOTE, "加快推进", "加快推进“三线一单”成果应用"),
    (Force.PROMOTE, "加快", "加快实现城市绿色低碳发展"),
    (Force.PROMOTE, "推进实施", "推进实施贺兰山、六盘山、罗山生态保护修复等重大工程"),
    (Force.PROMOTE, "切实加强", "切实加强无组织排放管控"),
    (Force.PROMOTE, "逐步降低", "逐步降低煤炭消费比重"),
    (Force.PROMOTE, "制定", "制定受污染耕地安全利用方案"),
    (Force.PROMOTE, "推动", "推动污染物和碳排放量大的企业开展环境信息依法披露"),
    (Force.PROMOTE, "实施", "实施宁夏林草碳汇计量评估与碳中和战略研究项目"),
    (Force.PROMOTE, "开展", "开展重点城市、产业园区、重点企业减污降碳协同度评价研究"),
    (Force.PROMOTE, "加大", "加大对绿色低碳投资项目和协同技术应用的财政政策支持"),
    (Force.PROMOTE, "评选宣传", "评选宣传一批优秀示范典型"),
    (Force.PILOT, "试点", "开展“三线一单”生态环境分区管控减污降碳协同管控试点"),
    (Force.PILOT, "试点", "持续开展银川市、吴忠市国家低碳城市试点建设"),
    (Force.PILOT, "试点", "选择典型地区开展再生水利用配置试点"),
    (Force.PILOT, "试点", "实施二氧化碳排放达峰与环境空气质量全面达标“双达”试点"),
    (Force.EXPLORE, "积极探索", "积极探索协同提升生态功能与增强碳汇能力"),
    (Force.EXPLORE, "探索", "探索做好“生态+”“文明+”文章"),
    (Force.EXPLORE, "研究", "在环境高风险领域研究设立环境污染强制责任保险制度"),
    (Force.EXPLORE, "研究", "研究建立城市环境空气质量横向生态补偿机制"),
    (Force.ENCOURAGE, "鼓励", "鼓励有条件的地区开展行业、园区和产业集群整体审核试点"),
    (Force.ENCOURAGE, "鼓励", "鼓励有条件的地级市依法制定更严格的地方标准、区域流域标准"),
    (Force.ENCOURAGE, "支持", "支持企业进一步探索深度减污降碳路径"),
    (Force.ENCOURAGE, "鼓励和支持", "鼓励和支持金融机构大力发展绿色债券、绿色信贷"),
    (Force.ENCOURAGE, "倡导", "倡导简约适度、绿色低碳、文明健康的生活方式和消费模式"),
    (Force.ENCOURAGE, "引导", "引导居民绿色低碳出行"),
    (Force.ENCOURAGE, "优先推荐", "优先推荐参评绿色工厂、绿色产品及申请绿色融资"),
]
# 应 as a part of a word; none of these is from a clause that binds.
NO_MODAL = [
    "蒸汽供应等环节加强管理",
    "推广太阳能光伏在城乡建筑中分布式、一体化应用",
    "增强适应气候变化能力",
    "促进应对气候变化与环境治理协同增效",
    "加强响应能力建设",
    "完善反应机制",
    "减轻热岛效应",
    "推动企业应用先进技术",
    "做好重污染天气应急工作",
    "完善供需对接机制",
    "推进主要河流治理",
    "满足居民用水需求",
    "加强必须品储备库建设",
    "根据需要建设储煤设施",
    "推进感应式控制改造",
    "落实重要生态系统保护要求",
    "开展因应气候变化研究",
    "建立相应机制",
]


def _whole(clause: str) -> Span:
    return Span(0, len(clause))


@pytest.mark.parametrize(("force", "marker", "clause"), READ, ids=[clause[:12] for *_, clause in READ])
def test_a_clause_binds_as_its_governing_word_says(force: Force, marker: str, clause: str) -> None:
    found = force_of(clause, _whole(clause))
    assert found
    reading, place = found

    assert (force, marker) == (reading.force, place.quote(clause))


def test_every_force_is_read_from_at_least_two_clauses() -> None:
    assert set(Force) == {force for force, *_ in READ}
    assert all(sum(found is force for found, *_ in READ) > 1 for force in Force)


@pytest.mark.parametrize("clause", NO_MODAL)
def test_a_part_of_a_word_does_not_bind(clause: str) -> None:
    found = force_of(clause, _whole(clause))

    assert found is None or found[0].force is Force.PROMOTE


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("推动重点行业企业开展减污降碳试点工作", "所推动的是试点，也可归入“试点”"),
        ("开展绿色低碳社会行动示范创建活动", "“示范”未必是试点"),
        ("依法淘汰高耗能、高排放的老旧货运车辆", "“依法”“按要求”既可指义务，也可只指办事的依据；读作义务"),
        ("合理控制城镇建筑面积发展目标", "“控制”有约束的意味而没有“严格”，读作推动"),
        ("特殊类别危险废物按全国统一布局共享处置设施", "先说主语而没有力度词的陈述句，读作推动"),
    ],
)
def test_a_reading_that_could_be_another_says_so(clause: str, expected: str) -> None:
    found = force_of(clause, _whole(clause))
    assert found

    assert (Confidence.LIKELY, expected) == (found[0].confidence, found[0].doubt)


@pytest.mark.parametrize(
    ("force", "marker", "clause"),
    [
        (Force.PROHIBIT, "不再", "原则上不再新建自备燃煤机组"),
        (Force.PROHIBIT, "不予", "对不符合要求的项目不予审批"),
        (Force.PROHIBIT, "停止审批", "一律停止审批新增产能项目"),
        (Force.PROHIBIT, "坚决杜绝", "坚决杜绝数据造假"),
        (Force.MANDATE, "必须", "新建项目必须符合产业政策"),
        (Force.MANDATE, "应当", "居民应当分类投放生活垃圾"),
        (Force.MANDATE, "要", "各部门要密切配合"),
        (Force.MANDATE, "需", "需建立动态更新机制"),
        (Force.MANDATE, "须", "产生单位须按规定申报登记"),
        (Force.STRICT_CONTROL, "严格", "严格控制新增煤电项目"),
        (Force.STRICT_CONTROL, "坚决遏制", "坚决遏制高耗能项目盲目发展"),
        (Force.STRICT_CONTROL, "严守", "严守生态保护红线"),
        (Force.COMMIT, "完成", "2024年底前完成水源保护区划定"),
        (Force.COMMIT, "确保", "确保供水安全"),
        (Force.STRIVE, "努力", "努力提高治理技术水平"),
        (Force.STRIVE, "力争", "力争2025年底前建成投运抽水蓄能电站"),
        (Force.PROMOTE, "全面建立", "到2025年全面建立监管体系"),
        (Force.PROMOTE, "推广", "其他地区适时推广"),
        (Force.PROMOTE, "组织", "各部门组织排查隐患"),
        (Force.PILOT, "试点", "试点推行新能源重卡"),
        (Force.PILOT, "先行先试", "先行先试碳排放权抵质押融资"),
        (Force.PILOT, "试点", "有条件的地区率先开展试点"),
        (Force.EXPLORE, "探索", "探索建立风险管控基金"),
        (Force.ENCOURAGE, "支持", "支持符合条件的企业上市融资"),
        (Force.ENCOURAGE, "可以", "可以采取政府购买服务方式开展监测"),
    ],
)
def test_other_plans_clauses_bind_as_their_words_say(force: Force, marker: str, clause: str) -> None:
    found = force_of(clause, _whole(clause))
    assert found

    assert (force, marker) == (found[0].force, found[1].quote(clause))


def test_a_phrase_without_a_verb_has_no_force() -> None:
    assert [None, None] == [force_of(words, _whole(words)) for words in ("风力发电等新能源项目", "到2025年")]


def test_a_marker_over_a_page_break_is_found() -> None:
    clause = "加快推\n\n进清洁取暖"
    found = force_of(clause, _whole(clause))
    assert found

    assert (Force.PROMOTE, Span(0, 6)) == (found[0].force, found[1])
