/** Whether the caller asks how a command is used: then that is printed, and nothing else is done. */
export const asksForHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h');
