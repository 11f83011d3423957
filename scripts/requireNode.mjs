// Plain JavaScript on purpose: an old Node must be able to print this message.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 11)) {
  process.stderr.write(
    `Node 24.11 or newer is needed, and this is Node ${process.versions.node}. Install it from https://nodejs.org and start again.\n`,
  )
  process.exit(1)
}
