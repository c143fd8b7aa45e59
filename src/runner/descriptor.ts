/** A file descriptor for a child's stdio. execa hands any number on to the child as it is; its types know 3 to 9 only. */
export const asDescriptor = (fd: number): 3 => fd as 3
