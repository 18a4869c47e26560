/** Notes typed before there is an answer (备注草稿): in memory, never on disk in clear. */

export const drafts = new Map<string, string>();
