"""How points become a result, in words: levels, limits, steps, ratings, conclusions (评定规则)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.standards.reading.conditions import Sentences
from backend.standards.reading.words import listed, said, share, term
from scoring.checklist import Ground, Level, Limit, Standard
from scoring.numbers import plain, ratio_text
from scoring.scales import ANY, MISSING, Base, Cuts, Measure, Step, SubRating, Table, Term

Names = dict[str, str]  # level → its title
GAPS = {
    "none": gettext_lazy("缺任何一项时不评级"),
    "zero": gettext_lazy("缺的按 0 计"),
    "skip": gettext_lazy("缺的权重由其余项分担"),
    "lowest": gettext_lazy("缺的按最低级计"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: its name, what it says, its term, and what it rests on."""

    id: str
    title: str
    says: tuple[str, ...]
    ground: Ground
    term: str = ""
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rules of one kind under a heading."""

    id: str
    title: str
    clauses: tuple[Clause, ...]
    note: str = ""


class Results:
    """Says the rating rules of one standard."""

    def __init__(self, standard: Standard, sentences: Sentences) -> None:
        self.standard = standard
        self.sentences = sentences
        self.levels = {level.id: self._level_word(level) for level in standard.levels}

    def _level_word(self, level: Level) -> str:
        """Give a level's title; one that has none is its number and 级 or 星."""
        title = said(level.title)
        word = self.standard.raw["standard"].get("level_word")
        if title != level.id or word is None:
            return title
        named = _("%(n)s 星") if word == "星" else _("%(n)s 级")
        return named % {"n": level.id}

    def sections(self) -> Iterator[Section]:
        """Give the kinds of rules that the standard has, in the order in which they work."""
        standard = self.standard
        if standard.levels:
            levels = tuple(self._level(level) for level in standard.levels)
            yield Section("levels", _("等级"), levels, self._settings())
        if standard.limits:
            yield Section("limits", _("限级条件与一票否决"), tuple(self._limits(standard.limits)))
        if standard.ratings:
            ratings = tuple(self._rating(one) for one in standard.ratings)
            yield Section("ratings", _("分项评级"), ratings)
        if standard.steps:
            note = _("按先后次序升降，每一步之后都不超出等级范围。")
            steps = tuple(self._step(one, self.levels) for one in standard.steps)
            yield Section("adjust", _("升降档"), steps, note)
        if standard.conclusions:
            yield Section("conclusions", _("结论"), tuple(self._conclusions()), _("先符合的算数。"))

    def _settings(self) -> str:
        settings = self.standard.settings
        rate = {
            "applicable": _("得分率按应得分计（不适用的项目不计入）"),
            "full": _("得分率按满分计"),
        }[settings.rate_of]
        total = {
            "raw": _("总分按实得分计"),
            "scaled": _("总分折算为满分"),
        }[settings.total_as]
        good = _("；分数越低越好") if settings.good == "low" else ""
        base = self.standard.base
        if base is not None:
            return _("等级由此得出：%(base)s。") % {"base": self._base(base, self.levels)}
        return _("%(rate)s；%(total)s%(good)s。") % {"rate": rate, "total": total, "good": good}

    def _level(self, level: Level) -> Clause:
        low = self.standard.settings.good == "low"
        told = []
        if level.total is not None:
            words = _("总分不高于 %(n)s") if low else _("总分不低于 %(n)s")
            told.append(words % {"n": plain(level.total)})
        told += self._rates(level, low=low)
        for one in level.require:
            named = f"{said(one.title)}：" if one.title else ""
            when = term(one.span.start, one.span.end)
            told.append(f"{named}{self.sentences.say(one.that)}{f'（{when}）' if when else ''}")
        return Clause(level.id, self.levels[level.id], tuple(told), level.ground)

    def _rates(self, level: Level, *, low: bool) -> list[str]:
        shares = {share(rate) for rate in level.rates.values()}
        every = len(level.rates) == len(self.standard.chapters)
        word = _("不高于") if low else _("不低于")
        if len(shares) == 1 and every:
            return [_("各分项得分率都%(word)s %(n)s") % {"word": word, "n": shares.pop()}]
        named = _("%(chapter)s得分率%(word)s %(n)s")
        return [
            named % {"chapter": self.sentences.named(code), "word": word, "n": share(rate)}
            for code, rate in level.rates.items()
        ]

    def _limits(self, limits: Iterable[Limit], names: Names | None = None) -> Iterator[Clause]:
        for one in limits:
            when = self.sentences.say(one.when)
            cap = self._cap(one, names or self.levels)
            told = f"{when}：{cap}" if when else cap
            title = said(one.title) or one.id
            span = term(one.span.start, one.span.end)
            yield Clause(one.id, title, (told,), one.ground, span, one.veto)

    def _cap(self, limit: Limit, names: Names) -> str:
        if limit.veto:
            return _("一票否决，不评等级")
        if limit.at_most is not None:
            return _("最高 %(level)s") % {"level": names.get(limit.at_most, limit.at_most)}
        if limit.context == "applied_for":
            return _("不高于申请的等级")
        return _("不高于现有等级加 %(n)s 级") % {"n": limit.up}

    def _step(self, step: Step, names: Names) -> Clause:
        when = self.sentences.say(step.when)
        told = []
        if step.by:
            word = _("升 %(n)s 级") if step.by > 0 else _("降 %(n)s 级")
            told.append(word % {"n": abs(step.by)})
        if step.at_most is not None:
            told.append(_("最高到 %(level)s") % {"level": names.get(step.at_most, step.at_most)})
        if step.at_least is not None:
            told.append(_("最低到 %(level)s") % {"level": names.get(step.at_least, step.at_least)})
        says = _("，").join(told)
        title = said(step.title) or step.id
        span = term(step.span.start, step.span.end)
        return Clause(step.id, title, (f"{when}：{says}" if when else says,), step.ground, span)

    def _rating(self, rating: SubRating) -> Clause:
        names = {mark.id: said(mark.title) for mark in rating.marks}
        told = [self._base(rating.base, names)]
        bound = "≥" if rating.upwards else "≤"
        for mark in rating.marks:
            parts = [names[mark.id]]
            if mark.bound is not None:
                parts.append(f"{bound} {ratio_text(mark.bound)}")
            if mark.score is not None:
                parts.append(_("计 %(n)s 分") % {"n": plain(mark.score)})
            told.append(" ".join(parts))
        steps = [self._step(one, names) for one in rating.steps]
        for one in (*self._limits(rating.limits, names), *steps):
            told += [f"{one.title}：{line}" if one.title != one.id else line for line in one.says]
        return Clause(rating.id, said(rating.title), tuple(told), rating.ground)

    def _base(self, base: Base, names: Names) -> str:
        if isinstance(base, Measure):
            return _("加权合计：%(sum)s；%(missing)s") % {
                "sum": " + ".join(self._term(one) for one in base.terms),
                "missing": GAPS[base.missing],
            }
        if isinstance(base, Cuts):
            return self._cuts(base, names)
        of = [self.sentences.rating_named(name) for name in base.of]
        if isinstance(base, Table):
            rows = _("；").join(self._row(base, row.match, row.level, names) for row in base.rows)
            return _("按%(of)s对照：%(rows)s") % {"of": listed(of), "rows": rows}
        missing = _("缺的不计") if base.missing == "skip" else GAPS[base.missing]
        return _("%(of)s中最低的；%(missing)s") % {"of": listed(of), "missing": missing}

    def _cuts(self, cuts: Cuts, names: Names) -> str:
        shares = [f"{names.get(level, level)} {share(one)}" for level, one in cuts.shares.items()]
        return _(
            "按 %(by)s 分组，以 %(sum)s 排名：更好的家数不到 %(shares)s 的为该级；"
            "不足 %(n)s 家不评级"
        ) % {
            "by": listed(list(cuts.by)),
            "sum": " + ".join(self._term(one) for one in cuts.measure.terms),
            "shares": listed(shares),
            "n": cuts.min_n,
        }

    def _row(
        self, table: Table, match: tuple[frozenset[str], ...], level: str | None, names: Names
    ) -> str:
        cells = []
        for rating, among in zip(table.of, match, strict=True):
            known = [mark.id for mark in self.sentences.ratings[rating].marks]
            if among >= set(known):
                cells.append(_("任何"))
                continue
            words = [self.sentences.level_of(rating, one) for one in known if one in among]
            words += [_("缺")] if MISSING in among else []
            words += [_("任何")] if ANY in among else []
            cells.append("/".join(words))
        got = names.get(level, level) if level is not None else _("不评级")
        return f"{' + '.join(cells)} → {got}"

    def _term(self, one: Term) -> str:
        if one.kind == "score":
            name = self.sentences.rating_named(one.name)
        else:
            fact = one.kind == "fact"
            name = self.sentences.fact(one.name) if fact else self.sentences.named(one.name)
        kinds = {"points": _("得分"), "rate": _("得分率"), "score": _("分值"), "fact": ""}
        told = f"{name}{kinds[one.kind]}"
        return told if one.times == 1 else f"{told} × {ratio_text(one.times)}"

    def _conclusions(self) -> Iterator[Clause]:
        for one in self.standard.conclusions:
            when = self.sentences.say(one.when) or _("其他情形")
            yield Clause(one.id, said(one.title), (when,), one.ground)
