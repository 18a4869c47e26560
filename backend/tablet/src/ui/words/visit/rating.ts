import { words } from "../define";

/** What a rating visit comes to so far: level, ratings of their own, what moves them. */
export const rating = words(
  {
    "visit.stars": "{id} 星",
    "visit.no-level": "按现有认定，达不到任何等级",
    "visit.ranked-later": "等级要与其他机构排名次，由服务器统一计算",
    "visit.may-not-grade": "本版标准还不能给出结果：{why}",
    "visit.demonstration": "演示用版本：{why}",
    "visit.fault-points": "缺陷分 {points}，最多 {most}，越低越好",
    "visit.moved-by": "升降级：{what}",
    "visit.rating-none": "暂无等级",
    "visit.rating-is": "{title}：{level}",
    "visit.own-chapters": "我的分项",
    "visit.own-named": "{name}（我的分项）",
    "visit.whose": "{name}",
    "visit.shares": "分工进度",
    "visit.elsewhere-n": "另在他人分项认定 {n} 项",
  },
  {
    "visit.stars": "{id}-star",
    "visit.no-level": "No level reached as it stands",
    "visit.ranked-later": "The level rests on a place among other homes; the server works it out",
    "visit.may-not-grade": "This version gives no result yet: {why}",
    "visit.demonstration": "A version to demonstrate: {why}",
    "visit.fault-points": "{points} fault {points|point|points} of at most {most}; fewer are better",
    "visit.moved-by": "Moved up or down by: {what}",
    "visit.rating-none": "no level yet",
    "visit.rating-is": "{title}: {level}",
    "visit.own-chapters": "My chapters",
    "visit.own-named": "{name} (mine)",
    "visit.whose": "{name}",
    "visit.shares": "Who is how far",
    "visit.elsewhere-n": "Also answered {n} {n|item|items} of other chapters",
  },
);
