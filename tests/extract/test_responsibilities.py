from __future__ import annotations

from collections import Counter

import pytest
from reading_plan import item, stated

from policykb import anchors
from policykb.extract import extract
from policykb.text import PlanText, display
from policykb.vocab import Confidence, Role

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt")
STATED = extract(TEXT, "ningxia-2022").responsibilities

# Counted in the brackets of the text, body by body: the measures that name it, and how often it is first.
NAMED = {
    "org/nx-sthjt": ("生态环境厅", range(1, 22), 13),
    "org/nx-fgw": ("发展改革委", (1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21), 4),
    "org/nx-gxt": ("工业和信息化厅", (1, 2, 3, 4, 5, 6, 10, 11, 13, 15, 16, 17, 18, 19), 0),
    "org/nx-zjt": ("住房和城乡建设厅", (3, 4, 6, 7, 11, 12, 13, 14, 15), 1),
    "org/nx-zrzyt": ("自然资源厅", (2, 7, 9, 12, 18, 21), 0),
    "org/nx-nynct": ("农业农村厅", (3, 7, 8, 9, 11, 21), 1),
    "org/nx-slt": ("水利厅", (1, 2, 11, 15, 17), 0),
    "org/nx-scjgt": ("市场监督管理厅", (2, 3, 4, 13), 0),
    "org/nx-lcj": ("林草局", (9, 12, 18, 21), 1),
    "org/nx-jtt": ("交通运输厅", (4, 6, 10), 1),
    "org/nx-swt": ("商务厅", (4, 13, 15), 0),
    "org/nx-czt": ("财政厅", (4, 20), 0),
    "org/nx-kjt": ("科学技术厅", (15, 17), 0),
    "org/nx-jgsw": ("机关事务管理局", (7,), 0),
    "org/nx-sft": ("司法厅", (18,), 0),
    "org/nx-pbc-yinchuan": ("人民银行银川中心支行", (20,), 0),
    "org/nx-dfjrj": ("地方金融监管局", (20,), 0),
    "org/nx-cbirc": ("宁夏银保监局", (20,), 0),
    "org/nx-csrc": ("宁夏证监局", (20,), 0),
    "org/nx-tax": ("宁夏税务局", (20,), 0),
}
CENTRAL = {"人民银行银川中心支行", "宁夏银保监局", "宁夏证监局", "宁夏税务局"}


def _pairs(words: str) -> list[tuple[str, str]]:
    """Names and roles as a line says them: 甲局 lead, 乙局 support."""
    return [(name, role) for name, role in (pair.split() for pair in words.split(", "))] if words else []


# the plan that ships


def test_the_plan_states_a_hundred_and_three_responsibilities_of_twenty_bodies() -> None:
    assert (103, 20) == (len(STATED), len({one.agency for one in STATED}))
    assert {Confidence.CERTAIN} == {one.confidence for one in STATED}


@pytest.mark.parametrize("agency", NAMED)
def test_a_body_answers_for_the_measures_that_name_it(agency: str) -> None:
    name, measures, first = NAMED[agency]
    found = [one for one in STATED if one.agency == agency]

    assert [f"m{measure:02}" for measure in measures] == [one.element for one in found]
    assert first == sum(one.position == 1 for one in found)
    assert {name} == {one.name_as_stated.removeprefix("自治区") for one in found}


def test_names_stand_as_the_text_writes_them_in_its_order() -> None:
    assert [
        "自治区发展改革委",
        "生态环境厅",
        "财政厅",
        "人民银行银川中心支行",
        "地方金融监管局",
        "宁夏银保监局",
        "宁夏证监局",
        "宁夏税务局",
    ] == [one.name_as_stated for one in STATED if one.element == "m20"]
    assert list(range(1, 9)) == [one.position for one in STATED if one.element == "m20"]


def test_every_name_is_the_text_at_its_place() -> None:
    words = TEXT.content

    assert [one.name_as_stated for one in STATED] == [display(one.span.quote(words)) for one in STATED]
    assert all(one.bracket.holds(one.span) for one in STATED)


def test_the_prefix_is_written_once_and_does_not_reach_the_central_bodies() -> None:
    written = [one for one in STATED if not one.prefix_elided]

    assert 21 == sum(one.position == 1 for one in written)
    assert sorted(CENTRAL) == sorted(one.name_as_stated for one in written if one.position != 1)


def test_all_do_it_by_their_duties() -> None:
    assert Counter({Role.JOINT: 103}) == Counter(one.role for one in STATED)


def test_the_default_clause_names_nobody() -> None:
    assert ["自治区生态环境厅", "发展改革委", "工业和信息化厅", "水利厅"] == [
        one.name_as_stated for one in STATED if one.element == "m01"
    ]


# the forms; each line is invented

FORMS = {
    # words behind the names
    "清淤十条。（市水务局牵头，市财政局、市商务局配合）": "市水务局 lead, 市财政局 support, 市商务局 support",
    "清淤十条。（市水务局牵头；市财政局等部门按职责分工负责）": "市水务局 lead, 市财政局 joint",
    "清淤十条。（市水务局、市财政局按照职责分工负责）。": "市水务局 joint, 市财政局 joint",
    "清淤十条。（市水务局，市财政局参与）": "市水务局 support, 市财政局 support",
    "清淤十条。（市水务局负责，市财政局协助）": "市水务局 joint, 市财政局 support",
    "清淤十条。（由市水务局牵头负责，市财政局按职责分工配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（市水务局牵头市财政局配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（市水务局牵头，会同市财政局、市审计局等部门落实）": "市水务局 lead, 市财政局 support, 市审计局 support",
    "清淤十条。（市水务局会同市财政局负责）": "市水务局 lead, 市财政局 support",
    "清淤十条。（市水务局、市财政局分工负责，市审计局监督）": "市水务局 joint, 市财政局 joint, 市审计局 supervise",
    "清淤十条。（市水务局负责落实）": "市水务局 joint",
    "清淤十条。（市水务局主责，市财政局配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（市水务局、市财政局共同牵头，市审计局参与）": "市水务局 lead, 市财政局 lead, 市审计局 support",
    "清淤十条。（市水务局牵头，市财政局、市审计局及有关单位参与）": "市水务局 lead, 市财政局 support, 市审计局 support",
    "清淤十条。（市水务局指导，高新区管委会具体实施）": "市水务局 supervise, 高新区管委会 implement",
    # labels
    "清淤十条。（责任单位：市水务局、市财政局）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（责任单位:市水务局,市财政局）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（责任单位：市水务局　市财政局）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（责任部门：市水务局；市财政局）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（牵头单位：市水务局；配合单位：市财政局、市审计局）": "市水务局 lead, 市财政局 support, 市审计局 support",
    "清淤十条。（牵头部门：市水务局，配合部门：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条。（牵头单位：市水务局 配合单位：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条。（牵头：市水务局；配合：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条。（牵头单位：市水务局；责任单位：市财政局、市审计局）": "市水务局 lead, 市财政局 joint, 市审计局 joint",
    "清淤十条。（责任单位：市水务局牵头，市财政局配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（牵头责任单位：市水务局；协同单位：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条。（主办单位：市水务局，协办单位：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条。（责任领导：张三；责任单位：市水务局）": "市水务局 joint",
    "清淤十条。（责任单位：市水务局；责任人：李四）": "市水务局 joint",
    "清淤十条。（指导单位：市水务局；实施单位：城西街道办事处）": "市水务局 supervise, 城西街道办事处 implement",
    "清淤十条。（责任单位：市水务局；监督单位：市审计局）": "市水务局 joint, 市审计局 supervise",
    # marks around them
    "清淤十条。〔市水务局负责〕": "市水务局 joint",
    "清淤十条。［市水务局负责］": "市水务局 joint",
    "清淤十条。【市水务局负责】": "市水务局 joint",
    "清淤十条。(市水务局负责)": "市水务局 joint",
    "清淤十条。[责任单位：市水务局]": "市水务局 joint",
    "清淤十条。（市水务局负责)": "市水务局 joint",
    "清淤十条。【责任单位】市水务局、市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。【牵头单位】市水务局【配合单位】市财政局、市审计局": "市水务局 lead, 市财政局 support, 市审计局 support",
    "清淤十条。【责任单位：市水务局，市财政局】": "市水务局 joint, 市财政局 joint",
    "清淤十条。（牵头单位：市水务局）（配合单位：市财政局）": "市水务局 lead, 市财政局 support",
    "清淤十条（市水务局负责）。": "市水务局 joint",
    "清淤十条。（市水务局、市财政局）": "市水务局 joint, 市财政局 joint",
    # no marks
    "清淤十条。责任单位：市水务局、市财政局。": "市水务局 joint, 市财政局 joint",
    "清淤十条。牵头单位：市水务局。配合单位：市财政局。": "市水务局 lead, 市财政局 support",
    "清淤十条。\n责任单位：市水务局、市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n责任单位：市水务局\n完成时限：2025年底": "市水务局 joint",
    "清淤十条。\n牵头单位：市水务局\n责任单位：市财政局、市审计局": "市水务局 lead, 市财政局 joint, 市审计局 joint",
    "清淤十条。\n责任单位：\n市水务局\n市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n**责任单位：**市水务局、市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n市水务局牵头，市财政局配合": "市水务局 lead, 市财政局 support",
    "清淤十条。市水务局、市财政局按职责分工负责。": "市水务局 joint, 市财政局 joint",
    "清淤十条。市水务局牵头，市财政局配合。": "市水务局 lead, 市财政局 support",
    "清淤十条。\n责任单位：市水务局、市财\n政局、市审计局": "市水务局 joint, 市财政局 joint, 市审计局 joint",
    "清淤十条。\n责任单位：市水务局、\n市财政局": "市水务局 joint, 市财政局 joint",
    # names
    "清淤十条。（市人力资源和社会保障局、市住房和城乡建设局负责）": "市人力资源和社会保障局 joint, 市住房和城乡建设局 joint",
    "清淤十条。（市林业和草原局和市工业和信息化局负责）": "市林业和草原局 joint, 市工业和信息化局 joint",
    "清淤十条。（市地方金融监督管理局与市发展和改革委员会负责）": "市地方金融监督管理局 joint, 市发展和改革委员会 joint",
    "清淤十条。（市水务局及市财政局，以及市审计局负责）": "市水务局 joint, 市财政局 joint, 市审计局 joint",
    "清淤十条。（市水务局市财政局市审计局负责）": "市水务局 joint, 市财政局 joint, 市审计局 joint",
    "清淤十条。（市委宣传部、团市委、市总工会、市妇联负责）": "市委宣传部 joint, 团市委 joint, 市总工会 joint, 市妇联 joint",
    "清淤十条。（市发改委、市工信局、市资规局、市城管局、市住建局负责）": "市发改委 joint, 市工信局 joint, 市资规局 joint, 市城管局 joint, 市住建局 joint",
    "清淤十条。（国网临江供电公司、临江海关、市税务局、临江银保监分局负责）": "国网临江供电公司 joint, 临江海关 joint, 市税务局 joint, 临江银保监分局 joint",
    "清淤十条。（市水务集团、市城投公司、临江经开区管委会负责）": "市水务集团 joint, 市城投公司 joint, 临江经开区管委会 joint",
    "清淤十条。（市中级人民法院、市检察院、市公安局交警支队负责）": "市中级人民法院 joint, 市检察院 joint, 市公安局交警支队 joint",
    "清淤十条。（市大数据中心、市生态环境监测站、市气象局负责）": "市大数据中心 joint, 市生态环境监测站 joint, 市气象局 joint",
    "清淤十条。（市住房城乡建设局（城管局）、市林业局负责）": "市住房城乡建设局（城管局） joint, 市林业局 joint",
    "清淤十条。（责任单位：市发展改革、生态环境、水务等部门）": "市发展改革 joint, 生态环境 joint, 水务 joint",
    "清淤十条。（市政府办公室、市委网信办负责）": "市政府办公室 joint, 市委网信办 joint",
    "清淤十条。（市规划和自然资源局、市交通运输委、市绿化市容局负责）": "市规划和自然资源局 joint, 市交通运输委 joint, 市绿化市容局 joint",
    "清淤十条。（各相关部门按职责分工负责）": "",
    "清淤十条。（市水务局牵头，各有关部门配合）": "市水务局 lead",
    # governments of a kind
    "清淤十条。（市水务局牵头，各区人民政府配合）": "市水务局 lead, 各区人民政府 support",
    "清淤十条。（市水务局，各县（市、区）人民政府按职责分工负责）": "市水务局 joint, 各县（市、区）人民政府 joint",
    "清淤十条。（市水务局牵头，各区县政府、高新区管委会负责落实）": "市水务局 lead, 高新区管委会 implement, 各区县政府 implement",
    "清淤十条。（责任单位：各区、县级市人民政府，市水务局）": "市水务局 joint, 各区、县级市人民政府 joint",
    "清淤十条。（市水务局、各区负责）": "市水务局 joint, 各区 joint",
    "清淤十条。（市水务局牵头，各镇（街道）配合）": "市水务局 lead, 各镇（街道） support",
    "清淤十条。（各市、州、县人民政府负责）": "各市、州、县人民政府 joint",
    "清淤十条。（各设区市人民政府，省直管县人民政府负责落实）": "各设区市人民政府 implement, 省直管县人民政府 implement",
    "清淤十条。（市水务局牵头，沿江各县区人民政府负责实施）": "市水务局 lead, 沿江各县区人民政府 implement",
    "清淤十条。（相关区人民政府负责）": "相关区人民政府 joint",
    "清淤十条。（市水务局、各县（市）、区人民政府负责）": "市水务局 joint, 各县（市）、区人民政府 joint",
    # lists as regions write them
    "清淤十条。（市发展改革委牵头、市工信局配合）": "市发展改革委 lead, 市工信局 support",
    "清淤十条。（市水务局负责牵头，市财政局配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（市水务局、市财政局等12个部门按职责分工负责）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（市水务局、市财政局等市直有关部门和单位按职责分工负责）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（市水务局牵头，市直有关部门按职责分工负责）": "市水务局 lead",
    "清淤十条。（市水务局牵头，市政府各有关部门配合）": "市水务局 lead",
    "清淤十条。（责任单位：市水务局，各县〔市、区〕政府）": "市水务局 joint, 各县〔市、区〕政府 joint",
    "清淤十条。（责任单位：省水利厅，各市、州、直管市人民政府）": "省水利厅 joint, 各市、州、直管市人民政府 joint",
    "清淤十条。（省水利厅，各地级以上市人民政府按职责分工负责）": "省水利厅 joint, 各地级以上市人民政府 joint",
    "清淤十条。（责任单位：市水务局，各县（市、区）、各开发区）": "市水务局 joint, 各县（市、区） joint, 各开发区 joint",
    "清淤十条。（责任单位：市水务局，江北区、江南区政府，经开区、高新区管委会）": "市水务局 joint, 江北区 joint, 江南区政府 joint, 经开区 joint, 高新区管委会 joint",
    "清淤十条。（责任单位：市水务局、航空港区管委会、济水示范区）": "市水务局 joint, 航空港区管委会 joint, 济水示范区 joint",
    "清淤十条。（主责单位：市水务局，各区政府；协办单位：市财政局）": "市水务局 lead, 市财政局 support, 各区政府 lead",
    "清淤十条。（以上任务由市水务局牵头，市财政局配合）": "市水务局 lead, 市财政局 support",
    "清淤十条。（责任单位：市水务局，配合单位：无）": "市水务局 joint",
    "清淤十条。（市水务局、相关企业负责）": "市水务局 joint",
    "清淤十条。（市水务局、市属国有企业、各金融机构负责）": "市水务局 joint",
    "清淤十条。（水务、财政、农业农村等部门按职责分工负责）": "水务 joint, 财政 joint, 农业农村 joint",
    "清淤十条。（市水务局、市财政局，2025年12月底前完成）": "市水务局 joint, 市财政局 joint",
    "清淤十条。（市水务局牵头，市财政局配合；长期坚持）": "市水务局 lead, 市财政局 support",
    "清淤十条。（中国人民银行临江市分行、临江海事局、市消防救援支队负责）": "中国人民银行临江市分行 joint, 临江海事局 joint, 市消防救援支队 joint",
    "清淤十条。责任单位为市水务局、市财政局。": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n责任单位 市水务局 市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n▲责任单位：市水务局、市财政局": "市水务局 joint, 市财政局 joint",
    "清淤十条。\n1.工作内容：清理全市河道。\n2.责任单位：市水务局、市财政局。\n3.完成时限：2025年12月底前。": "市水务局 joint, 市财政局 joint",
    "清淤十条。（省水利厅、财政厅按职责分工负责，各地级以上市人民政府结合实际落实）": "省水利厅 joint, 财政厅 joint, 各地级以上市人民政府 implement",
    "清淤十条。〔市水务局牵头,市发展和改革局、工业和信息化局参与,各县、区人民政府(管委会)负责落实。〕": "市水务局 lead, 市发展和改革局 support, 工业和信息化局 support, 各县、区人民政府(管委会) implement",
    "清淤十条。（市水务局、财政局牵头督导，市公安局配合）": "市水务局 lead, 财政局 lead, 市公安局 support",
    "清淤十条。（市水务局牵头，市级各有关部门及各县市区政府按职责分工负责）": "市水务局 lead, 各县市区政府 joint",
    "清淤十条。（责任单位：市高院、市国动办、市交警总队、市交通委（市道运局）；各区政府）": "市高院 joint, 市国动办 joint, 市交警总队 joint, 市交通委（市道运局） joint, 各区政府 joint",
    "清淤十条。（海关总署临江分署、临江海事局按职责分工负责）": "海关总署临江分署 joint, 临江海事局 joint",
    "清淤十条。（人民银行临江市分行牵头，市委金融办，临江金融监管局、中国证监会临江监管局按职责分工负责）": "人民银行临江市分行 lead, 市委金融办 joint, 临江金融监管局 joint, 中国证监会临江监管局 joint",
    "清淤十条。（工业和信息化部、公安部、国务院国资委、税务总局按职责分工负责）": "工业和信息化部 joint, 公安部 joint, 国务院国资委 joint, 税务总局 joint",
    "清淤十条。（市法院、检察院按职责分工负责）": "市法院 joint, 检察院 joint",
    "清淤十条。（责任单位：市水务局，各区人民政府（含经开区管委会））": "市水务局 joint, 各区人民政府（含经开区管委会） joint",
    "清淤十条。（市委政法委牵头，市行政审批制度改革工作领导小组办公室、市总工会配合）": "市委政法委 lead, 市行政审批制度改革工作领导小组办公室 support, 市总工会 support",
    "清淤十条。（市水务局牵头，各县（市、区）按照各自职责落实）": "市水务局 lead, 各县（市、区） implement",
    "清淤十条。(市水务局、市财政局负责,各有关单位配合,2025年底前完成)": "市水务局 joint, 市财政局 joint",
    "清淤十条。（市交委、市住建委、市经信委、市农委负责）": "市交委 joint, 市住建委 joint, 市经信委 joint, 市农委 joint",
    "清淤十条。（市人社局、市卫健委、市文广旅局、市政数局、市投促局、市公积金中心负责）": "市人社局 joint, 市卫健委 joint, 市文广旅局 joint, 市政数局 joint, 市投促局 joint, 市公积金中心 joint",
}


@pytest.mark.parametrize("words", FORMS)
def test_who_is_named_and_as_what(words: str) -> None:
    assert _pairs(FORMS[words]) == stated(item(words))


# a sentence's own subject

DOERS = {
    "由市水务局牵头，市财政局配合，开展河道普查。": "市水务局 lead, 市财政局 support",
    "由市水务局牵头制定清淤计划。": "市水务局 lead",
    "市水务局牵头制定清淤计划，市财政局负责落实资金。": "市水务局 lead, 市财政局 joint",
    "市水务局负责清淤，市城管局负责清运。": "市水务局 joint, 市城管局 joint",
    "市水务局会同市财政局、市审计局制定清淤计划。": "市水务局 lead, 市财政局 support, 市审计局 support",
    "由市水务局会同有关部门制定清淤计划。": "市水务局 lead",
    "各区人民政府负责落实清淤资金。": "各区人民政府 implement",
    "清淤工作由市水务局负责，监测工作由市生态环境局负责。": "市水务局 joint, 市生态环境局 joint",
    "市审计局负责监督检查。": "市审计局 supervise",
    "市发展改革委、市工业和信息化局按职责分工负责推进节能改造。": "市发展改革委 joint, 市工业和信息化局 joint",
    "由县级以上人民政府负责的项目加快推进。": "",
    "落实企业主体责任，主要负责人带头开展检查。": "",
    "坚持党委领导、政府负责、社会协同。": "",
    "由第三方机构负责运行维护。": "",
    "本办法由市水务局负责解释。": "",
}


@pytest.mark.parametrize("words", DOERS)
def test_a_sentence_may_name_its_doers(words: str) -> None:
    assert _pairs(DOERS[words]) == stated(item(words + "加大巡查力度。"))
