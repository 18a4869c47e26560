"""Dates and terms as a paper writes them; shared with the tablet by vectors.json (格式)."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
UNITS = {"working_day": "个工作日", "day": "日", "hour": "小时"}


def day(value: date) -> str:
    """Write a civil date: 2026年11月23日."""
    return f"{value.year}年{value.month}月{value.day}日"


def minute(value: datetime) -> str:
    """Write a moment as the clock in Shanghai shows it: 2026年11月23日9时05分."""
    local = value.astimezone(SHANGHAI)
    return f"{day(local.date())}{local.hour}时{local.minute:02d}分"


def term(amount: int, unit: str) -> str:
    """Write a term: 10个工作日."""
    return f"{amount}{UNITS[unit]}"


def percent(rate: str) -> str:
    """Write a rate of six decimals as people read it: 82.5%; empty stays empty."""
    return f"{(Decimal(rate) * 100).quantize(Decimal('0.01')).normalize():f}%" if rate else ""


def number(mark: str, word: str, year: int, n: int) -> str:
    """Write the number of a paper: 哈里民检录〔2026〕1号; a 检 ending the mark is said once."""
    return f"{mark.removesuffix('检')}{word}〔{year}〕{n}号"
