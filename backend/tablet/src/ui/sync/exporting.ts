/** The records as a file in the tablet's downloads (导出记录文件). */

import type { Session } from "../../app/session.types";
import { announce } from "../parts/announce";
import { t } from "../words";
import { bytes } from "../words/when";

const KEPT_MS = 60_000;

export async function saveExport(session: Session): Promise<void> {
  const { name, blob } = await session.exportJournal();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  announce(t("sync.exported", { name, size: bytes(blob.size) }));
}
