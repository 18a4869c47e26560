/** Start: the session first, then the screens around it. */

import { SPRITE } from "virtual:icons";
import { createApp } from "vue";

import { SESSION } from "./app/keys";
import { createTabletRouter } from "./app/router";
import { createSession } from "./app/session";
import App from "./ui/App.vue";

document.body.insertAdjacentHTML("afterbegin", SPRITE);
const session = createSession();
const app = createApp(App);
app.provide(SESSION, session);
app.use(createTabletRouter(session));
app.mount("#app");
void session.start();
