/** `?scene=<name>&lang=zh|en#/…`: the tablet in that scene. */

import { SPRITE } from "virtual:icons";

import { createApp } from "../../../backend/tablet/node_modules/vue";
import { SESSION } from "../../../backend/tablet/src/app/keys";
import { createTabletRouter } from "../../../backend/tablet/src/app/router";
import App from "../../../backend/tablet/src/ui/App.vue";
import { SCENES } from "./scenes";
import { standIn } from "./session";
import { inEnglish } from "./translate";

const asked = new URLSearchParams(location.search);
const language = asked.get("lang");
if (language) localStorage.setItem("xingjian.language", language);
document.body.insertAdjacentHTML("afterbegin", SPRITE);
const scene = SCENES[asked.get("scene") ?? "today"];
if (!scene) throw new Error(`expected one of ${Object.keys(SCENES).join(", ")}`);
const session = await standIn(scene);
const app = createApp(App);
app.provide(SESSION, session);
app.use(createTabletRouter(session));
app.mount("#app");
Object.assign(window, { inEnglish });
