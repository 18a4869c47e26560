/** Start: the session first, then the screens around it. */

import { SPRITE } from "virtual:icons";
import { createApp, watch } from "vue";

import { SESSION } from "./app/keys";
import { createTabletRouter, loadVisit } from "./app/router";
import { createSession } from "./app/session";
import App from "./ui/App.vue";

const session = createSession();
void session.start(); // reads the disk while the first screen is made
document.body.insertAdjacentHTML("afterbegin", SPRITE);
const app = createApp(App);
app.provide(SESSION, session);
app.use(createTabletRouter(session));
app.mount("#app");

/** While the passphrase is typed there is time to load what comes after it. */
const stop = watch(session.phase, (phase) => {
  if (phase !== "locked") return;
  stop();
  setTimeout(loadVisit, 300);
});
