// Comfort only: every page works without this file. No HTML is made from text here (Trusted Types),
// and the server stays the judge of everything.
import { focusErrors } from "./focus_errors.js";
import { guardSubmits } from "./guard_submits.js";
import { closeMenuOnEscape } from "./menu.js";
import { autosave } from "./autosave.js";
import { remember } from "./remember.js";
import { watchProgress } from "./progress.js";
import { door } from "./door.js";
import { asked } from "./asked.js";
import { live } from "./live.js";
import { outbox } from "./outbox.js";
import { scan } from "./scan.js";
import { keys } from "./keys.js";

focusErrors(document);
guardSubmits(document);
closeMenuOnEscape(document);
autosave(document);
remember(document);
watchProgress(document);
door(document);
asked(document);
live(document);
outbox(document);
scan(document);
keys(document);
