import { constants } from "node:fs";

/** No link is followed and no pipe is waited for; Windows has neither flag. */
const REGULAR_FILE = constants.O_NOFOLLOW | constants.O_NONBLOCK;

export const READ_FLAGS = constants.O_RDONLY | REGULAR_FILE;
export const APPEND_FLAGS = constants.O_WRONLY | constants.O_APPEND | REGULAR_FILE;
/** Fails where the file is there already. */
export const CREATE_FLAGS = APPEND_FLAGS | constants.O_CREAT | constants.O_EXCL;
