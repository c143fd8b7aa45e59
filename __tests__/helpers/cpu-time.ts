/** How long this process computed for it, in milliseconds: what else the machine does meanwhile does not count. */
export const cpuTime = (act: () => unknown): number => {
  const began = process.cpuUsage()
  act()
  const {user, system} = process.cpuUsage(began)
  return (user + system) / 1000
}
