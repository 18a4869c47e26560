"""The inspector's hands: what he touches on the tablet, by the words he reads there."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.tablet.county import PAIR, PASSPHRASE, PIN, WORD, County
from tests.e2e.tablet.machine import Machine

PATIENCE = 60_000  # ms: the machine of the tests is a busy one
REST = 700  # milliseconds in which nothing more was saved
SAVED = re.compile(r"本机已存 (\d+)")

# The list draws only what lies near the screen, so the chapter is walked from top to bottom.
TOUCH_ALL = """async () => {
  const page = document.scrollingElement, touched = new WeakSet();
  const drawn = () => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60));
  for (let top = 0; ; top += innerHeight / 2) {
    page.scrollTo(0, top);
    await drawn();
    document.querySelectorAll("button.touch").forEach((one) => {
      const row = [...one.parentElement.querySelectorAll("button")];
      const done = row.some((other) => other.getAttribute("aria-pressed") === "true");
      if (one.innerText.trim() !== "符合" || done || touched.has(one)) return;
      touched.add(one);
      one.click();
    });
    if (top + innerHeight >= page.scrollHeight) return;
  }
}"""


class Inspector:
    """Works on one tablet; the second officer stands beside him."""

    def __init__(self, machine: Machine, county: County) -> None:
        """Take the tablet in hand."""
        self.machine = machine
        self.county = county

    @property
    def page(self) -> Page:
        """The screen now; a tablet switched on again has a new one."""
        return self.machine.page

    @property
    def dialog(self) -> Locator:
        """The sheet that lies over the screen."""
        return self.page.get_by_role("dialog")

    def go(self, where: str = "/") -> None:
        """Open an address of the tablet."""
        self.page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.page.goto(f"{self.machine.address}/tablet/#{where}")

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Touch a button by its word."""
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def say(self, label: str, words: str, *, within: Locator | None = None) -> None:
        """Write into a field by its label."""
        (within or self.page).get_by_label(label, exact=True).fill(words)

    def digits(self, digits: str) -> None:
        """Touch a PIN in the sheet."""
        for digit in digits:
            self.press(digit, within=self.dialog)

    def saved(self) -> int:
        """How many operations the screen says are saved on this tablet, once it is at rest.

        An answer stands on the screen while it is being saved; the number follows.
        """
        seen, now = -1, self._saved()
        while now != seen:
            self.page.wait_for_timeout(REST)
            seen, now = now, self._saved()
        return now

    def _saved(self) -> int:
        found = SAVED.search(self.page.get_by_text(SAVED).first.inner_text())
        assert found
        return int(found[1])

    def settled(self) -> None:
        """Wait until the screen says that the server confirmed everything."""
        self.go("/sync")
        whole = self.page.get_by_text("本机全部记录和照片已由服务器确认")
        expect(whole).to_be_visible(timeout=4 * PATIENCE)

    # at the office

    def enrol(self) -> None:
        """Take the code of the office and choose a passphrase."""
        self.go(f"/enrol?code={self.county.code()}")
        self.say("口令", PASSPHRASE)
        self.say("再输入一次", PASSPHRASE)
        self.press("完成登记")
        expect(self.page.get_by_role("heading", name="今日检查")).to_be_visible()

    def log_in(self, username: str = "chenyan") -> None:
        """Log in once, while there is a line."""
        self.page.get_by_role("button", name="登录").first.click()
        self.say("用户名", username, within=self.dialog)
        self.say("密码", WORD, within=self.dialog)
        self.press("登录", within=self.dialog)
        expect(self.page.get_by_role("button", name="下载离线包").first).to_be_visible()

    def download(self, site: str, people: tuple[tuple[str, str, str], ...] = PAIR) -> None:
        """Take a visit along, and let everybody who goes choose his PIN for it."""
        row = self.page.locator("li, article, section").filter(has_text=site).last
        row.get_by_role("button", name="下载离线包").click()
        self.press("下载到本机", within=self.dialog)
        for username, name, pin in people:
            self.say("用户名", username, within=self.dialog)
            self.say(f"{name}的密码", WORD, within=self.dialog)
            self.press("继续", within=self.dialog)
            self.digits(pin)
            expect(self.dialog.get_by_text("再输入一次 PIN")).to_be_visible()
            self.digits(pin)
            expect(self.dialog.get_by_text("再输入一次 PIN")).to_be_hidden()
        self.press("开始检查", within=self.dialog)
        expect(self.page.get_by_role("heading", name="分项进度")).to_be_visible()

    def unlock(self) -> None:
        """Type the passphrase."""
        self.say("本机口令", PASSPHRASE)
        self.press("打开")

    # inside the home

    def arrive(self, *, facts: bool = True) -> None:
        """Start without a task code, with the colleague, and ask the facts there are."""
        self.press("没有任务码，说明原因并开始")
        self.page.get_by_text("未配发任务码").click()
        self.press("到场")
        self.digits(PIN["second"])
        expect(self.page.get_by_text("在场检查人员还差")).to_be_hidden()
        if not facts:
            return
        self.go(f"/visit/{self.visit}/facts")
        self.say("在住老年人数", "68")
        self.page.get_by_role("radio", name="是", exact=True).click()
        expect(self.page.get_by_text("已存 ·")).to_have_count(2)

    @property
    def visit(self) -> str:
        """The visit on the screen."""
        found = re.search(r"visit/([0-9a-f-]{36})", self.page.url)
        assert found, self.page.url
        return found[1]

    def photograph(self, item: str, picture: bytes, number: int) -> None:
        """Take a photo for an item, nobody in it; number: which one of the item it is."""
        self.go(f"/visit/{self.visit}/item/{item}")
        photos = self.page.locator("section").filter(has=self.page.get_by_text("佐证照片")).last
        photos.locator("input[type=file]").set_input_files(
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        self.page.get_by_role("button", name="没有人入镜，保存").click()
        expect(self.page.get_by_role("button", name=f"照片 {number}", exact=True)).to_be_visible()

    def find_problem(self, item: str, seen: str, wording: str) -> None:
        """Say that an item is not met, and write the problem from the library."""
        self.go(f"/visit/{self.visit}/item/{item}")
        self.page.get_by_role("button", name="不符合", exact=True).first.click()
        expect(self.page.get_by_text("已存", exact=True).first).to_be_visible()
        self.page.get_by_text(seen).click()
        self.say("问题表述", wording)
        self.press("保存问题")
        self.page.wait_for_url(re.compile("/item/"))

    def answer_chapter(self, chapter: str) -> None:
        """Walk down a chapter and touch 符合 in every row that has no answer yet."""
        self.go(f"/visit/{self.visit}/items?chapter={chapter}")
        expect(self.page.get_by_role("button", name="符合", exact=True).first).to_be_visible()
        self.page.evaluate(TOUCH_ALL)

    def answer_sample(self, item: str) -> None:
        """Say that the whole sample was right."""
        self.go(f"/visit/{self.visit}/item/{item}")
        self.page.get_by_role("button", name=re.compile("全部合格")).click()
        expect(self.page.get_by_text("已存", exact=True).first).to_be_visible()

    # the record

    def render(self, key: str = "生成笔录") -> None:
        """Fill in who stands for the home, and render the record."""
        self.go(f"/visit/{self.visit}/record")
        self.say("姓名", "王院长（合成）")
        self.say("职务", "院长")
        self.page.get_by_text("不申请回避").click()
        self.press(key)
        expect(self.page.get_by_role("heading", name="更正")).to_be_visible()

    def sign(self) -> None:
        """Let the home read, then both officers and the home sign."""
        self.page.get_by_text("没有更正").first.click()
        self.press("阅读完毕，去签名")
        for officer, who in ((self.county.lead, "lead"), (self.county.second, "second")):
            self.sign_as(f"执法证号 {officer.certificate_number}，点按签名", PIN[who])
        self.home_signs("被检查单位已签名，内容已关闭")

    def sign_as(self, line: str, pin: str) -> None:
        """Sign by hand and PIN, at the line of one who goes."""
        self.page.get_by_text(line).click()
        self._ink()
        self.press("输入 PIN", within=self.dialog)
        self.digits(pin)
        expect(self.dialog).to_be_hidden()

    def home_signs(self, closed: str) -> None:
        """Let the home sign; closed: what the screen says then."""
        self.page.get_by_role("button", name=re.compile("请王院长")).click()
        self._ink()
        self.press("签名完成", within=self.dialog)
        expect(self.page.get_by_text(closed)).to_be_visible()

    def lock(self) -> None:
        """Lock the record by PIN."""
        self.go(f"/visit/{self.visit}/lock")
        self.page.get_by_role("button", name="锁定", exact=True).last.click()
        self.digits(PIN["lead"])
        expect(self.page.get_by_role("heading", name="已锁定")).to_be_visible()

    def _ink(self) -> None:
        pad = self.dialog.locator("canvas").first
        pad.wait_for()
        box = pad.bounding_box()
        assert box
        left, middle = box["x"] + 40, box["y"] + box["height"] / 2
        self.page.mouse.move(left, middle)
        self.page.mouse.down()
        for step in range(12):
            self.page.mouse.move(left + step * 20, middle + (20 if step % 2 else -20))
        self.page.mouse.up()
