/** The language chosen on this tablet (界面语言): kept in the clear, it tells nothing. */

import { watch } from "vue";

import { language } from "../ui/words";

const LANGUAGE = "xingjian.language";

function kept(): string {
  try {
    return localStorage.getItem(LANGUAGE) ?? "";
  } catch {
    return ""; // storage closed to us: the system's language holds
  }
}

/** Take up the language chosen before; at first that of the system. */
export function restoreLanguage(): void {
  const chosen = kept() || (navigator.language.startsWith("en") ? "en" : "zh");
  language.value = chosen === "en" ? "en" : "zh";
  watch(language, (now) => {
    try {
      localStorage.setItem(LANGUAGE, now);
    } catch {
      // as above: the choice lasts until the page is left
    }
  });
}
