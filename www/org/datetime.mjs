// Dates and times as the API writes them: "2026-12-31T00:00:00.000+0000".

export const dateTime = (date) => date.toISOString().replace("Z", "+0000");

/** A date or datetime literal of SOQL in that form, so that comparing text compares time. */
export const parseDateTime = (literal) => dateTime(new Date(literal));
