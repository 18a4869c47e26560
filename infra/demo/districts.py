"""The eighteen districts and counties of Harbin (哈尔滨市) with their codes.

Source: GB/T 2260 as the Ministry of Civil Affairs publishes it; facts "standards", section 9.2.
"""

from infra.demo.cast import DISTRICT

DISTRICTS = {
    "230102": "道里区",
    "230103": "南岗区",
    "230104": "道外区",
    "230108": "平房区",
    "230109": "松北区",
    "230110": "香坊区",
    "230111": "呼兰区",
    "230112": "阿城区",
    "230113": "双城区",
    "230123": "依兰县",
    "230124": "方正县",
    "230125": "宾县",
    "230126": "巴彦县",
    "230127": "木兰县",
    "230128": "通河县",
    "230129": "延寿县",
    "230183": "尚志市",
    "230184": "五常市",
}
SITES = 120  # in the whole city
HOMES = 14  # in the district that inspects: forty per cent of them, rounded up, are six


def shares() -> dict[str, int]:
    """Give how many sites each of the other districts has; the first ones take what is over."""
    others = [code for code in DISTRICTS if code != DISTRICT]
    each, over = divmod(SITES - HOMES, len(others))
    return {code: each + (n < over) for n, code in enumerate(others)}
