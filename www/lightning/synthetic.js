/** The same in synthetic shadow, as Lightning Experience has it: the polyfill comes first. */
import "@lwc/synthetic-shadow";
import "./native.js";
