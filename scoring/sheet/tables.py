"""The sheets of the workbook and their columns, in order (表格版式)."""

from __future__ import annotations

from scoring.sheet import words as w
from scoring.sheet.columns import RULE_COLUMNS, SPAN, Column, Table, both, ground
from scoring.sheet.kinds import (
    DATA,
    DAY,
    FORMULA,
    NAME,
    NAMES,
    NUMBER,
    POINTS,
    RATIO,
    TEXT,
    TRUTH,
    WHOLE,
    one_of,
    some_of,
)

STANDARD = Table(
    "标准",
    "Standard",
    "一行一项：在“内容”列填写；两种文字的另填英文列。",
    (
        Column("id", "标准代号", "Id", NAME, must=True, help="小写字母、数字、连字符"),
        Column("version", "版本", "Version", NAME, must=True, help="如 2020.1，按文本填"),
        Column("title", "名称", "Title", TEXT, must=True),
        Column("issuer", "发布机关", "Issuer", TEXT, must=True),
        Column("document", "文号", "Document", TEXT, must=True),
        Column("in_force.from", "施行日期", "In force from", DAY, must=True),
        Column("in_force.to", "废止日期", "In force to", DAY),
        *ground(clause=False),
        Column("natures", "用于何种检查", "Natures", some_of(w.NATURE), must=True),
        Column("kinds", "机构类型", "Kinds", NAMES, must=True, help="自定小写英文词，如 care_home"),
        Column("level_word", "等级用字", "Level word", one_of(w.LEVEL_WORD)),
        Column("good", "分数方向", "Direction", one_of(w.GOOD)),
        Column("notes", "说明", "Notes", TEXT),
        Column("incomplete", "暂不能评定的原因", "Why it may not grade", TEXT, help="分值未齐时填"),
        Column("demonstration", "仅供演示的原因", "Why it only demonstrates", TEXT),
        Column("rounding.decimals", "修约小数位", "Decimals", WHOLE, help="用“按比例”时必填"),
        Column("rounding.mode", "修约方式", "Rounding", one_of(w.ROUNDING)),
        Column("rate_of.value", "得分率的分母", "Rate of", one_of(w.RATE_OF)),
        Column("rate_of.source", "分母的来源", "Source of it", TEXT),
        Column("rate_of.confidence", "分母的可信度", "Confidence of it", one_of(w.CONFIDENCE)),
        Column("total_as.value", "总分计法", "Total as", one_of(w.TOTAL_AS)),
        Column("total_as.source", "计法的来源", "Source of it", TEXT),
        Column("total_as.confidence", "计法的可信度", "Confidence of it", one_of(w.CONFIDENCE)),
        Column("cuts", "分位点", "Cut points", FORMULA, help="等级不由总分给出时填其一"),
        Column("table", "对照表", "Table", FORMULA),
        Column("worst_of", "就低", "Worst of", FORMULA),
    ),
    must=True,
)
CHAPTERS = Table(
    "分项",
    "Chapters",
    "一级指标，按次序。满分不填则为各指标之和；填了则指标之和必须相符。",
    (
        Column("id", "分项代号", "Id", NAME, must=True, help="指标编号以它开头"),
        *both("title", "名称", "Title", must=True),
        Column("max_points", "满分", "Points", POINTS),
        *ground(must=False),
    ),
    must=True,
)
ITEMS = Table(
    "指标",
    "Items",
    "一行一条末级指标（计分的那一级）。",
    (
        Column(
            "id",
            "编号",
            "Code",
            NAME,
            must=True,
            help="分项代号.编号，如 environment.1.1.1.2",
            width=24,
        ),
        *both("title", "名称", "Title", must=True, width=34),
        Column("clause", "条款", "Clause", TEXT, must=True, width=26),
        Column("max_points", "满分", "Points", POINTS, help="不填：只判合格与否，不计分", width=8),
        Column("pass_at", "合格分", "Passes from", POINTS, help="不填：得满分才合格", width=8),
        Column("rule", "计分规则", "Rule", one_of(w.RULE), must=True),
        *both("look_for", "查看要点", "Look for", must=False, width=34),
        Column("evidence", "佐证", "Evidence", some_of(w.EVIDENCE)),
        Column("when", "适用条件", "When", FORMULA, help="不成立则不查、不计入"),
        Column("na", "不适用时", "Not applicable", one_of(w.NA)),
        Column("attest", "认定人数", "Attest", one_of(w.ATTEST)),
        Column("tolerance", "允许误差", "Tolerance", POINTS),
        Column("veto", "一票否决", "Veto", TRUTH),
        Column("major_hazard", "重大事故隐患", "Major hazard", TRUTH),
        Column("base", "基本要求项", "Base item", TRUTH),
        Column("resident_visible", "老年人可感知", "Residents notice", TRUTH),
        Column("risk", "服务安全风险", "Risk", one_of(w.RISK)),
        Column("department", "部门", "Department", one_of(w.DEPARTMENT)),
        Column("matter", "重点或一般", "Key or general", one_of(w.MATTER)),
        *both("frequency", "检查频次", "Frequency", width=14),
        Column("continues", "沿用的旧编号", "Continues", NAMES),
        *ground()[1:],
        *RULE_COLUMNS,
        Column(
            "with.needs_first", "先得首个子项", "First part first", TRUTH, help="只用于“子项相加”"
        ),
    ),
    must=True,
)
SCORES = Table(
    "计分",
    "Scores",
    "选项、分档、等次和子项：一行一个，写明属于哪条指标（可合并单元格）。",
    (
        Column("item", "指标编号", "Item", NAME, must=True, width=24),
        Column("part", "所属子项", "Of part", NAME, help="子项自己的选项、分档填子项代号"),
        Column("row", "行类", "Row", one_of(w.ROW), must=True),
        Column("id", "代号", "Id", NAME, help="选项、子项的代号；等次为 A、B、C"),
        Column("at_least", "不低于", "At least", NUMBER, help="分档：达到此数得此分"),
        Column("at_most", "不高于", "At most", NUMBER),
        Column("points", "分值", "Points", POINTS, must=True, width=8),
        *both("title", "名称", "Title"),
        Column("rule", "子项计分规则", "Rule of part", one_of(w.RULE), help="不填即“是否”"),
        *RULE_COLUMNS,
    ),
)
LEVELS = Table(
    "等级",
    "Levels",
    "从低到高。检查（无等级）的标准不填此表，填“结论”。",
    (
        Column("id", "等级", "Level", NAME, must=True),
        *both("title", "名称", "Title"),
        Column("total", "总分不低于", "Total", POINTS),
        Column("rate", "各分项得分率不低于", "Rate", RATIO),
        Column(
            "rates", "分项各有得分率", "Rates", FORMULA, help="{environment: 0.8, service: 0.9}"
        ),
        *ground(),
    ),
)
REQUIRE = Table(
    "必备条件",
    "Requirements",
    "某一等级的必备条件；每一等级只认自己的条件。",
    (
        Column("level", "等级", "Level", NAME, must=True),
        Column("id", "代号", "Id", NAME, must=True),
        *both("title", "名称", "Title"),
        Column("that", "条件", "Condition", FORMULA, must=True, width=40),
        *SPAN,
        *ground(),
    ),
)
MOVES = Table(
    "限级与升降档",
    "Limits and steps",
    "限级、一票否决和升降档，按次序；属于某一分项评级的填其代号。",
    (
        Column("of", "所属评级", "Of rating", NAME, help="不填：作用于结果"),
        Column("row", "行类", "Row", one_of(w.MOVE), must=True),
        Column("id", "代号", "Id", NAME, must=True),
        *both("title", "名称", "Title"),
        Column("when", "条件", "When", FORMULA, width=40),
        Column("veto", "一票否决", "Veto", TRUTH),
        Column("step", "升降几级", "Step", WHOLE, help="升一级填 1，降一级填 -1"),
        Column("at_most", "最高等级", "At most", NAME),
        Column("at_least", "最低等级", "At least", NAME),
        Column("at_most.context", "最高等级取自", "At most from", one_of(w.CONTEXT)),
        Column("at_most.up", "其上几级", "Levels above it", WHOLE),
        *SPAN,
        *ground(),
    ),
)
RATINGS = Table(
    "分项评级",
    "Ratings",
    "结果之前先评的级，后面的条件、加权和、对照表可用。",
    (
        Column("id", "代号", "Id", NAME, must=True),
        *both("title", "名称", "Title", must=True),
        Column("base", "怎样得出", "How", one_of(w.BASE), must=True),
        Column("data", "内容", "Content", FORMULA, must=True, width=50),
        *ground(),
    ),
)
MARKS = Table(
    "评级档次",
    "Levels of ratings",
    "各分项评级的档次，从差到好。",
    (
        Column("of", "所属评级", "Of rating", NAME, must=True),
        Column("id", "档次", "Level", NAME, must=True),
        *both("title", "名称", "Title"),
        Column("at_least", "不低于", "At least", RATIO),
        Column("at_most", "不高于", "At most", RATIO),
        Column("score", "折合分", "Score", NUMBER),
    ),
)
CONCLUSIONS = Table(
    "结论",
    "Conclusions",
    "不分等级的检查：第一条成立的为结论；最后一条不写条件。",
    (
        Column("id", "代号", "Id", NAME, must=True),
        *both("title", "名称", "Title", must=True),
        Column("when", "条件", "When", FORMULA, width=40),
        *ground(),
    ),
)
FACTS = Table(
    "数据",
    "Facts",
    "每次只问一次的数据，条件和规则可用。",
    (
        Column("name", "代号", "Name", NAME, must=True, help="小写字母、数字、下划线"),
        *both("title", "名称", "Title", must=True),
        Column("kind", "类型", "Kind", one_of(w.FACT_KIND), must=True),
        *both("unit", "单位", "Unit", width=10),
        Column("options", "选项", "Options", NAMES, help="类型为“选项”时填"),
        *ground(clause=False)[:1],
        Column("confidence", "可信度", "Confidence", one_of(w.CONFIDENCE)),
    ),
)
LISTS = Table(
    "短表",
    "Short lists",
    "从同一批指标中取出的短表，如节日前、夜间。",
    (
        Column("id", "代号", "Id", NAME, must=True),
        *both("title", "名称", "Title", must=True),
        Column("items", "指标编号", "Items", NAMES, must=True, width=60),
    ),
)
CASES = Table(
    "案例",
    "Worked cases",
    "算例，导入时逐一验算；每条限级、否决、升降档都要有一例由它决定。",
    (
        Column("case", "说明什么", "Shows", TEXT, must=True, width=34),
        Column("item", "指标编号", "Item", NAME, help="单条指标的算例"),
        Column("answer", "作答", "Answer", DATA),
        Column("facts", "数据", "Facts", DATA),
        Column("everything", "其余指标", "Everything else", one_of(w.EVERYTHING)),
        Column("visit.answers", "一次检查：作答", "Visit: answers", DATA, width=40),
        Column("visit.facts", "一次检查：数据", "Visit: facts", DATA, width=40),
        Column("visit.context", "一次检查：背景", "Visit: context", DATA),
        Column("settings", "改用的计法", "Settings", DATA),
        Column("places", "名次", "Places", DATA),
        Column("expect", "应得结果", "Expect", DATA, must=True, width=40),
    ),
)
FINDINGS = Table(
    "问题条款库",
    "Findings",
    "所见问题对应的表述、依据和整改要求。",
    (
        Column("id", "代号", "Id", NAME, must=True),
        Column("item", "指标编号", "Item", NAME, must=True),
        *both("seen", "所见问题", "Seen", must=True),
        *both("wording", "表述", "Wording", must=True),
        *both("basis", "依据", "Basis", must=True),
        *both("demand", "整改要求", "Demand", must=True),
        Column("severity", "严重程度", "Severity", one_of(w.SEVERITY), must=True),
        Column("term.days", "期限天数", "Days", WHOLE, help="不填：由机关酌定"),
        Column("term.unit", "期限单位", "Day or working day", one_of(w.DAYS), must=True),
        Column("term.source", "期限来源", "Source of the term", TEXT, must=True),
        Column("term.confidence", "期限可信度", "Confidence", one_of(w.CONFIDENCE), must=True),
        Column("department", "部门", "Department", one_of(w.DEPARTMENT), must=True),
        *ground(),
    ),
)
TABLES = (
    *(CHAPTERS, ITEMS, SCORES, LEVELS, REQUIRE, MOVES, RATINGS, MARKS),
    *(CONCLUSIONS, FACTS, LISTS, CASES, FINDINGS),
)
LINES = {"变更说明": "CHANGES.md", "自述": "README.md"}  # one line of text a row
GUIDE = "说明"
