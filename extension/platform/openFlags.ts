import { constants } from "node:fs";

/** Do not follow links and do not block on pipes; Windows has neither flag. */
const REGULAR_FILE = constants.O_NOFOLLOW | constants.O_NONBLOCK;

export const READ_FLAGS = constants.O_RDONLY | REGULAR_FILE;
export const APPEND_FLAGS = constants.O_WRONLY | constants.O_APPEND | REGULAR_FILE;
/** For truncating: on Windows, `APPEND_FLAGS` do not grant that right (nodejs/node#3177). */
export const WRITE_FLAGS = constants.O_RDWR | REGULAR_FILE;
/** Fails if the file already exists. */
export const CREATE_FLAGS = APPEND_FLAGS | constants.O_CREAT | constants.O_EXCL;
